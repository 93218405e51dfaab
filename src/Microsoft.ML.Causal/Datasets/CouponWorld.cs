// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

/// <summary>A simulated coupon world with known truth: who gets which coupon, who clicks, and what the coupon changed.</summary>
/// <remarks>
/// <code>
/// x (8 features):  z ~ N(0, I₈);  x₁ = z₁;  x_j = 0.5 x_{j−1} + √0.75 z_j
/// value            v  = 1.8 (0.60 x₁ + 0.45 x₃ + 0.35 x₁x₅ − 0.35·0.5⁴)
/// base             l₀ = b₀ + c (0.50 x₁ + 0.35 x₂ − 0.35 x₄ + 0.45 sin 2x₃ + 0.22 (x₆² − 1) + 0.30 x₄x₅),   p₀ = σ(l₀)
/// uplift           η  = e_lo + e_hi σ( s₀ + 1.20 x₇ + 0.70 x₁ − 0.60 x₄ + 0.80 x₂x₇ + sin 2.5x₈ + 0.5 x₃ )
/// response         p(t) = min(p₀ + ηt, 0.98)  (probability link)   or   σ(l₀ + ηt)  (logit link)
/// </code>
/// The effects lie along the features' axes. <see cref="CouponSample"/> draws rows.
/// </remarks>
public sealed record CouponWorld
{
    /// <summary>Number of features of every world.</summary>
    public const int Features = 8;

    private CouponWorld(
        string name, bool logitLink, double b0, double c, double a0, double s0, double lowest, double range, params double[] tiers)
    {
        Name = name;
        HasLogitLink = logitLink;
        BaseIntercept = b0;
        BaseScale = c;
        TreatmentIntercept = a0;
        UpliftIntercept = s0;
        LowestUplift = lowest;
        UpliftRange = range;
        Tiers = tiers;
    }

    /// <summary>One tier (2.5), probability link. Heterogeneous uplift, confounded logs.</summary>
    public static CouponWorld Syn1Probability { get; } = new("syn1-prob", false, -2.05, .756, -.856, -2.049, .004, .24, 2.5);

    /// <summary>One tier (2.5), logit link.</summary>
    public static CouponWorld Syn1Logit { get; } = new("syn1-logit", true, -2.05, .756, -.856, -1.6, .02, 1.108, 2.5);

    /// <summary>One tier (1.5), probability link.</summary>
    public static CouponWorld Syn2Probability { get; } = new("syn2-prob", false, -2.088, .79, -.831, -2.46, .004, .32, 1.5);

    /// <summary>One tier (1.5), logit link.</summary>
    public static CouponWorld Syn2Logit { get; } = new("syn2-logit", true, -2.088, .79, -.831, -1.6, .02, 1.246, 1.5);

    /// <summary>Four tiers (1, 1.6, 2.4, 4), probability link.</summary>
    public static CouponWorld Syn3Probability { get; } =
        new("syn3-prob", false, -2.12, .835, -.828, -1.602, .004, .18, 1.0, 1.6, 2.4, 4.0);

    /// <summary>Four tiers (1, 1.6, 2.4, 4), logit link.</summary>
    public static CouponWorld Syn3Logit { get; } = new("syn3-logit", true, -2.12, .835, -.828, -1.6, .02, 1.072, 1.0, 1.6, 2.4, 4.0);

    /// <summary>All six worlds.</summary>
    public static IReadOnlyList<CouponWorld> All { get; } =
        [Syn1Probability, Syn1Logit, Syn2Probability, Syn2Logit, Syn3Probability, Syn3Logit];

    /// <summary>Name, such as <c>syn1-prob</c>.</summary>
    public string Name { get; }

    /// <summary>Whether uplift adds to the logit; otherwise to the probability.</summary>
    public bool HasLogitLink { get; }

    /// <summary>b₀, intercept of the base logit.</summary>
    public double BaseIntercept { get; }

    /// <summary>c, scale of the base logit's features.</summary>
    public double BaseScale { get; }

    /// <summary>a₀, intercept of the logging policy's logit.</summary>
    public double TreatmentIntercept { get; }

    /// <summary>s₀, intercept of the uplift's logit.</summary>
    public double UpliftIntercept { get; }

    /// <summary>e_lo, lowest η, per unit of intensity, on the link's scale.</summary>
    public double LowestUplift { get; }

    /// <summary>e_hi, range of η above the lowest.</summary>
    public double UpliftRange { get; }

    /// <summary>m_k, nominal intensities of the coupons, rising.</summary>
    public IReadOnlyList<double> Tiers { get; }

    /// <summary>The world called <paramref name="name"/>.</summary>
    /// <exception cref="ArgumentException">There is no such world; the message lists them.</exception>
    public static CouponWorld Named(string name) => All.FirstOrDefault(world => world.Name == name)
        ?? throw new ArgumentException(
            $"There is no world '{name}'. The worlds are {string.Join(", ", All.Select(world => world.Name))}.", nameof(name));

    /// <summary>p₀ = P(click) without a coupon.</summary>
    /// <param name="x">One row of 8 features.</param>
    public double BaseProbability(ReadOnlySpan<double> x) => Sigmoid(BaseLogit(x));

    /// <summary>η, uplift per unit of intensity on the link's scale (probability, or nats of log-odds).</summary>
    /// <param name="x">One row of 8 features.</param>
    public double Uplift(ReadOnlySpan<double> x) => LowestUplift + UpliftRange * Sigmoid(
        UpliftIntercept + 1.20 * x[6] + 0.70 * x[0] - 0.60 * x[3] + 0.80 * x[1] * x[6] + Math.Sin(2.5 * x[7]) + 0.5 * x[2]);

    /// <summary>p(t) = P(click) at intensity <paramref name="intensity"/>.</summary>
    /// <param name="x">One row of 8 features.</param>
    /// <param name="intensity">t, at least 0.</param>
    public double Probability(ReadOnlySpan<double> x, double intensity) => HasLogitLink
        ? Sigmoid(BaseLogit(x) + Uplift(x) * intensity)
        : Math.Min(BaseProbability(x) + Uplift(x) * intensity, .98);

    /// <summary>
    /// True unit uplift, in probability per unit of intensity. Probability link: η, before the cap at 0.98. Logit link: the mean over the
    /// tiers m of (p(m) − p₀)/m.
    /// </summary>
    /// <param name="x">One row of 8 features.</param>
    public double UnitUplift(ReadOnlySpan<double> x)
    {
        if (!HasLogitLink)
            return Uplift(x);
        double sum = 0, p0 = BaseProbability(x);
        foreach (double tier in Tiers)
            sum += (Probability(x, tier) - p0) / tier;
        return sum / Tiers.Count;
    }

    /// <summary>v, how valuable the logging policy takes the user to be: it drives both who is treated and how much.</summary>
    internal static double Value(ReadOnlySpan<double> x) =>
        1.8 * (0.60 * x[0] + 0.45 * x[2] + 0.35 * x[0] * x[4] - 0.35 * 0.0625);

    internal static double Sigmoid(double z) => 1 / (1 + Math.Exp(-z));

    private double BaseLogit(ReadOnlySpan<double> x) => BaseIntercept + BaseScale * (
        0.50 * x[0] + 0.35 * x[1] - 0.35 * x[3] + 0.45 * Math.Sin(2 * x[2]) + 0.22 * (x[5] * x[5] - 1) + 0.30 * x[3] * x[4]);
}
