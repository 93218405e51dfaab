// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Numerics;

namespace Microsoft.ML.Causal;

/// <summary>Sums over the two arms in the top of a ranking.</summary>
/// <param name="Treated">n₁, weight of treated rows.</param>
/// <param name="Control">n₀, weight of control rows.</param>
/// <param name="TreatedOutcome">Y₁, weighted sum of treated outcomes.</param>
/// <param name="ControlOutcome">Y₀, weighted sum of control outcomes.</param>
internal readonly record struct ArmSums(double Treated, double Control, double TreatedOutcome, double ControlOutcome)
{
    public double Rows => Treated + Control;

    /// <summary>Y₁/n₁ − Y₀/n₀; NaN when an arm is empty.</summary>
    public double Effect => Treated > 0 && Control > 0 ? TreatedOutcome / Treated - ControlOutcome / Control : double.NaN;

    /// <summary>The gain of an uplift curve, (Y₁/n₁ − Y₀/n₀)(n₁ + n₀), an empty arm's mean being 0.</summary>
    public double Gain =>
        ((Treated > 0 ? TreatedOutcome / Treated : 0) - (Control > 0 ? ControlOutcome / Control : 0)) * Rows;

    /// <summary>Y₁ − Y₀ n₁/n₀; Y₁ when there is no control yet.</summary>
    public double Qini => TreatedOutcome - (Control > 0 ? ControlOutcome * Treated / Control : 0);

    public ArmSums Add(bool treated, double outcome, double weight) => treated
        ? this with { Treated = Treated + weight, TreatedOutcome = TreatedOutcome + weight * outcome }
        : this with { Control = Control + weight, ControlOutcome = ControlOutcome + weight * outcome };

    /// <summary>This plus <paramref name="share"/> of the way to <paramref name="next"/>.</summary>
    public ArmSums Towards(ArmSums next, double share) => new(
        Treated + share * (next.Treated - Treated), Control + share * (next.Control - Control),
        TreatedOutcome + share * (next.TreatedOutcome - TreatedOutcome), ControlOutcome + share * (next.ControlOutcome - ControlOutcome));
}

/// <summary>Rows ranked by a score, with treatment, outcome and weight: what every uplift curve of two arms is made from.</summary>
internal sealed class RankedArms
{
    private readonly bool[] _treatment;
    private readonly double[] _outcome, _weight;

    private RankedArms(int[] order, bool[] ends, bool[] treatment, double[] outcome, double[] weight) =>
        (Order, Ends, _treatment, _outcome, _weight) = (order, ends, treatment, outcome, weight);

    public int[] Order { get; }

    public bool[] Ends { get; }

    public int Count => Order.Length;

    public static RankedArms Of<T>(
        ReadOnlySpan<T> score, ReadOnlySpan<bool> treatment, ReadOnlySpan<T> outcome, ReadOnlySpan<T> weight, TieHandling ties)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        MetricInput.NotEmpty(score.Length, nameof(score));
        MetricInput.SameLength(treatment.Length, score.Length, nameof(treatment));
        MetricInput.SameLength(outcome.Length, score.Length, nameof(outcome));
        double[] s = MetricInput.Finite(score, nameof(score));
        int[] order = MetricInput.Descending(s);
        return new RankedArms(
            order, ties == TieHandling.Grouped ? MetricInput.GroupEnds(s, order) : EveryRow(order.Length),
            treatment.ToArray(), MetricInput.Finite(outcome, nameof(outcome)), MetricInput.Weights(weight, score.Length, nameof(weight)));
    }

    /// <summary>The same rows ranked by another score, ties grouped.</summary>
    public RankedArms RankedBy(Func<bool, double, double> score)
    {
        double[] s = new double[Count];
        for (int i = 0; i < s.Length; i++)
            s[i] = score(_treatment[i], _outcome[i]);
        int[] order = MetricInput.Descending(s);
        return new RankedArms(order, MetricInput.GroupEnds(s, order), _treatment, _outcome, _weight);
    }

    public RankedArms InOrder(int[] order) => new(order, EveryRow(order.Length), _treatment, _outcome, _weight);

    public bool IsBinaryOutcome => Array.TrueForAll(_outcome, y => y is 0 or 1);

    /// <summary>Sums at each threshold, by falling score; without the empty top.</summary>
    public List<ArmSums> Thresholds(ReadOnlySpan<int> counts = default)
    {
        List<ArmSums> points = [];
        ArmSums sums = default;
        for (int k = 0; k < Order.Length; k++)
        {
            int row = Order[k];
            sums = sums.Add(_treatment[row], _outcome[row], _weight[row] * (counts.IsEmpty ? 1 : counts[row]));
            if (Ends[k])
                points.Add(sums);
        }

        return points;
    }

    /// <summary>Sums after 0, 1, …, N rows; within one threshold they rise evenly.</summary>
    public ArmSums[] Positions()
    {
        ArmSums[] positions = new ArmSums[Count + 1];
        List<ArmSums> thresholds = Thresholds();
        int from = 0, point = 0;
        for (int k = 0; k < Count; k++)
        {
            if (!Ends[k])
                continue;
            ArmSums start = positions[from], end = thresholds[point++];
            for (int j = from + 1; j <= k + 1; j++)
                positions[j] = j == k + 1 ? end : start.Towards(end, (j - from) / (double)(k + 1 - from));
            from = k + 1;
        }

        return positions;
    }

    private static bool[] EveryRow(int rows)
    {
        bool[] ends = new bool[rows];
        Array.Fill(ends, true);
        return ends;
    }
}
