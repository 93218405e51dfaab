// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

/// <summary>Rows drawn from an <see cref="AttributionWorld"/>: what a platform would log, with the truth beside it.</summary>
/// <remarks>
/// Touches of row i are <c>Offsets[i]</c> to <c>Offsets[i+1] − 1</c>, oldest first. The same world, setting and seed give the same rows on every
/// machine, and a shorter draw is the beginning of a longer one. See <see cref="Draw"/> for how rows come about.
/// </remarks>
public sealed class AttributionSample
{
    internal AttributionSample(AttributionWorld world, AttributionSetting setting) => (World, Setting) = (world, setting);

    /// <summary>Gets the world that the rows come from.</summary>
    public AttributionWorld World { get; }

    /// <summary>Gets how they came about.</summary>
    public AttributionSetting Setting { get; }

    /// <summary>Gets n, the number of rows.</summary>
    public int Rows => Label.Length;

    /// <summary>Gets m, the number of touches.</summary>
    public int Touches => Item.Length;

    /// <summary>Gets the first touch of each row, then m; [n+1].</summary>
    public int[] Offsets { get; internal set; } = [];

    /// <summary>Gets the user of each row, from 0, four rows each; [n].</summary>
    public int[] User { get; internal set; } = [];

    /// <summary>Gets the part of users that each row belongs to; [n].</summary>
    public AttributionSplit[] Split { get; internal set; } = [];

    /// <summary>Gets X, row-major, [n,8].</summary>
    public float[] Context { get; internal set; } = [];

    /// <summary>Gets y, whether the user uploaded; [n].</summary>
    public bool[] Label { get; internal set; } = [];

    /// <summary>Gets the uploads' content, row-major, [n,16]; NaN in rows without one.</summary>
    public float[] Upload { get; internal set; } = [];

    /// <summary>Gets the item of each touch, from 0; [m].</summary>
    public int[] Item { get; internal set; } = [];

    /// <summary>Gets the truth w, the hidden state; [n].</summary>
    public float[] TrueHidden { get; internal set; } = [];

    /// <summary>Gets the truth g, the topic of the user's intent; [n].</summary>
    public int[] TrueTopic { get; internal set; } = [];

    /// <summary>Gets the truth H, the sum of doses of touches that inspired; [n].</summary>
    public int[] TrueDose { get; internal set; } = [];

    /// <summary>Gets the truth P(Y=1 | H, X, w); [n].</summary>
    public float[] TrueLabelProbability { get; internal set; } = [];

    /// <summary>Gets the truth P(Y=1 | do(T), X); [n].</summary>
    public float[] TrueProbability { get; internal set; } = [];

    /// <summary>Gets the touch that caused the upload, from 0 in its row; −1 where none did; [n].</summary>
    public int[] TrueCause { get; internal set; } = [];

    /// <summary>Gets the truth Z, whether each touch inspired; [m].</summary>
    public bool[] TrueInspired { get; internal set; } = [];

    /// <summary>Gets the truth p, the probability that each touch inspires; [m].</summary>
    public float[] TrueInspiration { get; internal set; } = [];

    /// <summary>Gets the truth Δ = P(Y=1|do(T),X) − P(Y=1|do(T∖τ),X) of each touch; [m].</summary>
    public float[] TrueUplift { get; internal set; } = [];

    /// <summary>Gets the truth of the effect on the treated, the same with w as it is in rows with these touches; [m].</summary>
    public float[] TrueUpliftOnTreated { get; internal set; } = [];

    internal byte[][] Proxies { get; set; } = [];

    internal float[][] Matches { get; set; } = [];

    /// <summary>Draws rows: four per user, with one context.</summary>
    /// <remarks>
    /// <code>
    /// X ~ N(0, I₈) by user;  w = .3 X₁ + √.91 (.5 w_user + √.75 w_row);  intent topic g ~ softmax(X G)
    /// touches: see <see cref="AttributionWorld"/>;  Z_j ~ Bern(p_j),  H = Σ ω Z,  Y ~ Bern(P(Y=1 | H, X, w))
    /// upload: caused ~ Bern(1 − P(Y|H=0)/P(Y|H)) by a touch j* with Z = 1, u = unit(v_j* + .35 N(0, I/16)); otherwise around a cluster
    ///         of topic g (.7) or of interest, u = unit(c_k + .5 N(0, I/16))
    /// </code>
    /// </remarks>
    /// <param name="world">The world; null means that of seed 0.</param>
    /// <param name="setting">How rows come about; null means <see cref="AttributionSetting.Strong"/>.</param>
    /// <param name="rows">n, at least 1. Default 60,000.</param>
    /// <param name="seed">Seed of the draw. Default 0.</param>
    public static AttributionSample Draw(AttributionWorld? world = null, AttributionSetting? setting = null, int rows = 60_000, int seed = 0)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(rows, 1);
        return new AttributionDraw(world ?? AttributionWorld.Draw(), setting ?? AttributionSetting.Strong, seed).Rows(rows);
    }

    /// <summary>The exact effects of the touches of one row, whoever drew it.</summary>
    /// <param name="world">The world.</param>
    /// <param name="setting">How the row came about.</param>
    /// <param name="context">X, 8 numbers.</param>
    /// <param name="items">The touches' items from 0, oldest first, at most 16.</param>
    /// <param name="uplift">Receives Δ of each touch.</param>
    /// <param name="upliftOnTreated">Receives the effect on the treated of each touch.</param>
    /// <returns>P(Y=1 | do(T), X).</returns>
    /// <exception cref="ArgumentException">Lengths do not fit each other.</exception>
    public static double Effects(
        AttributionWorld world, AttributionSetting setting, ReadOnlySpan<double> context, ReadOnlySpan<int> items, Span<double> uplift, Span<double> upliftOnTreated)
    {
        ArgumentNullException.ThrowIfNull(world);
        ArgumentNullException.ThrowIfNull(setting);
        if (context.Length != AttributionWorld.ContextWidth)
            throw new ArgumentException($"The context must have {AttributionWorld.ContextWidth} numbers, but has {context.Length}.", nameof(context));
        if (items.Length > AttributionWorld.MaxTouches || uplift.Length != items.Length || upliftOnTreated.Length != items.Length)
        {
            throw new ArgumentException(
                $"Items must be at most {AttributionWorld.MaxTouches} and as many as there is room for effects, but are {items.Length} with room for "
                + $"{uplift.Length} and {upliftOnTreated.Length}.", nameof(items));
        }

        return new AttributionEffects(world, setting).Of(context, items, uplift, upliftOnTreated);
    }

    /// <summary>A proxy of each touch, recorded on every row; [m].</summary>
    /// <param name="proxy">Which.</param>
    public byte[] Proxy(AttributionProxy proxy) => Proxies[(int)proxy];

    /// <summary>A match of each touch with the upload; NaN in rows without one; [m].</summary>
    /// <param name="match">Which.</param>
    public float[] Match(AttributionMatch match) => Matches[(int)match];
}
