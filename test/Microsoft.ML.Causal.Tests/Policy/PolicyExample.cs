// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal.Tests.Policy;

/// <summary>Rows with response curves, and what brute force says about them.</summary>
/// <param name="Intensities">q, [g].</param>
/// <param name="Base">p₀, [n].</param>
/// <param name="Curves">p(q), [n,g].</param>
/// <param name="Groups">Number of each row's group, A, B or C.</param>
internal sealed record PolicyExample(float[] Intensities, float[] Base, float[] Curves, int[] Groups)
{
    public static readonly string[] GroupNames = ["A", "B", "C"];

    /// <summary>Three rows, logit uplift, (p₀, η) = (.05, .3), (.2, .5), (.4, .1); a response is worth 10, a unit costs 1 on redemption.</summary>
    public static PolicyExample Worked { get; } = new(
        [1, 2, 4], [.05f, .2f, .4f], [.. Curve(.05, .3), .. Curve(.2, .5), .. Curve(.4, .1)], [0, 0, 0]);

    /// <summary>Random rows with rising, concave, logit-shaped curves.</summary>
    public static PolicyExample Draw(int rows, int seed)
    {
        var random = new RandomStream(seed, "policy example");
        var baseProbability = new float[rows];
        var curves = new List<float>();
        for (int i = 0; i < rows; i++)
        {
            double p0 = random.NextDouble(.02, .5);
            baseProbability[i] = (float)p0;
            curves.AddRange(Curve(p0, random.NextDouble(0, .8)));
        }

        return new([1, 2, 4], baseProbability, [.. curves], [.. Enumerable.Range(0, rows).Select(_ => random.NextInteger(GroupNames.Length))]);
    }

    /// <summary>Rows that cost 0.2 each at the only intensity.</summary>
    public static PolicyExample Alike(int rows) =>
        new([1], [.. Enumerable.Repeat(.1f, rows)], [.. Enumerable.Repeat(.2f, rows)], new int[rows]);

    public int Rows => Base.Length;

    /// <summary>Plans all rows as one group; a response is worth 10 where the options leave it open.</summary>
    public PolicyPlan Plan(PolicyOptions options) =>
        PolicyPlan.Compute(Intensities, Base, Curves, options.ResponseValue == 1 ? options with { ResponseValue = 10 } : options);

    /// <summary>Plans the rows by their groups.</summary>
    public PolicyPlan PlanGroups(PolicyOptions options) => PolicyPlan.Compute(Intensities, Base, Curves, options, Groups, GroupNames);

    /// <summary>What a policy does with each row.</summary>
    public float[] Decide(RowPolicy policy) => [.. Enumerable.Range(0, Rows).Select(i => policy.Recommend(Intensities, Base[i], RowCurve(i)).Intensity)];

    /// <summary>The rows that a plan issues an intensity to.</summary>
    public IEnumerable<(int Row, double Uplift, double Cost, double Intensity)> Issued(PolicyPlan plan) =>
        from i in Enumerable.Range(0, Rows)
        let q = plan.RowIntensities.Span[i]
        where q > 0
        let p = RowCurve(i)[Array.IndexOf(Intensities, q)]
        select (i, (double)p - Base[i], Cost(plan.Options, q, p), (double)q);

    /// <summary>The largest objective of any choice that keeps the budget, by trying all; and the largest of a single row.</summary>
    public (double Best, double LargestOfARow) Optimum(PolicyOptions options)
    {
        int perRow = Intensities.Length + 1, choices = (int)Math.Pow(perRow, Rows);
        double best = 0, largest = 0;
        for (int choice = 0; choice < choices; choice++)
        {
            double objective = 0, spend = 0;
            for (int i = 0, rest = choice; i < Rows; i++, rest /= perRow)
            {
                int option = rest % perRow - 1;
                if (option < 0)
                    continue;
                float p = RowCurve(i)[option];
                double cost = Cost(options, Intensities[option], p);
                double merit = options.ResponseValue * ((double)p - Base[i]) - options.MinimumReturn!.Value * cost;
                objective += merit;
                spend += cost;
                largest = Math.Max(largest, merit);
            }

            if (spend <= options.Budget && objective > best)
                best = objective;
        }

        return (best, largest);
    }

    private float[] RowCurve(int row) => Curves[(row * Intensities.Length)..((row + 1) * Intensities.Length)];

    private static double Cost(PolicyOptions options, double q, double p) => options.UnitCost * q * (options.CostBasis == CostBasis.PerRedemption ? p : 1);

    private static IEnumerable<float> Curve(double p0, double eta) =>
        new[] { 1.0, 2, 4 }.Select(q => (float)(1 / (1 + Math.Exp(-(Math.Log(p0 / (1 - p0)) + eta * q)))));
}
