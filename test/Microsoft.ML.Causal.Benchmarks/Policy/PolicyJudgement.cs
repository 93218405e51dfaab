// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal.Benchmarks;

/// <summary>What a model's choices are truly worth, under budgets that are shares of what the highest intensity for everybody costs.</summary>
/// <param name="Gains">True gain at each budget, all of it truly spent, as a share of the oracle's.</param>
/// <param name="TrueSpend">True spend of the plan at the second budget, as the model plans it, as a share of the budget.</param>
/// <param name="TrueValue">True value of that plan, as a share of the value it promises.</param>
internal sealed record PolicyJudgement(double[] Gains, double TrueSpend, double TrueValue)
{
    /// <summary>The budgets.</summary>
    public static readonly double[] Budgets = [.05, .15, .3, .6];

    private static readonly RowPolicy Money = new() { ResponseValue = 10, UnitCost = 1 };

    /// <summary>Judges choices by the truth.</summary>
    public static PolicyJudgement Of(PolicyCurves held, PolicyCurves truth, float[] intensities)
    {
        var decision = new RowDecision(Money, intensities);
        double all = Choose(truth, truth, decision, (_, _) => intensities.Length - 1).Spend;
        double[] gains = [.. Budgets.Select(share =>
            AtSpend(held, truth, decision, share * all).Value / AtSpend(truth, truth, decision, share * all).Value)];

        double budget = Budgets[1] * all;
        PolicyPlan plan = PolicyPlan.Compute(intensities, held.Base, held.Curves, new() { ResponseValue = 10, Budget = budget });
        ReadOnlyMemory<float> planned = plan.RowIntensities;
        (double value, double spend) = Choose(truth, truth, decision, (i, _) => Array.IndexOf(intensities, planned.Span[i]));
        return new(gains, spend / budget, value / plan.Value);
    }

    /// <summary>The same share of everybody, drawn at random, at the highest intensity: what no model at all is worth.</summary>
    public static PolicyJudgement Random(PolicyCurves truth, float[] intensities)
    {
        var decision = new RowDecision(Money, intensities);
        (double value, double all) = Choose(truth, truth, decision, (_, _) => intensities.Length - 1);
        return new([.. Budgets.Select(share => share * value / AtSpend(truth, truth, decision, share * all).Value)], 1, double.NaN);
    }

    /// <summary>Means over seeds.</summary>
    public static PolicyJudgement Mean(IReadOnlyList<PolicyJudgement> runs) => new(
        [.. Budgets.Select((_, b) => runs.Average(run => run.Gains[b]))], runs.Average(run => run.TrueSpend), runs.Average(run => run.TrueValue));

    /// <summary>Rows decided at the lowest price whose true spend is at most the budget: so that models are compared at equal spend.</summary>
    private static (double Value, double Spend) AtSpend(PolicyCurves held, PolicyCurves truth, RowDecision decision, double budget)
    {
        double low = 0, high = 1000;
        for (int step = 0; step < 40; step++)
        {
            double middle = (low + high) / 2;
            if (At(middle).Spend <= budget)
                high = middle;
            else
                low = middle;
        }

        return At(high);

        (double Value, double Spend) At(double price) => Choose(held, truth, decision, (i, curve) =>
            decision.Best(held.Base[i], curve, price, out double merit) is >= 0 and int option && merit > 0 ? option : -1);
    }

    private static (double Value, double Spend) Choose(PolicyCurves held, PolicyCurves truth, RowDecision decision, Choice choose)
    {
        double value = 0, spend = 0;
        int g = truth.Curves.Length / truth.Base.Length;
        for (int i = 0; i < truth.Base.Length; i++)
        {
            int option = choose(i, held.Curves.AsSpan(i * g, g));
            if (option < 0)
                continue;
            float p = truth.Curves[i * g + option];
            value += decision.Merit(option, truth.Base[i], p, price: 0);
            spend += decision.Cost(option, p);
        }

        return (value, spend);
    }

    private delegate int Choice(int row, ReadOnlySpan<float> curve);
}
