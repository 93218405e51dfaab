// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.ML.Causal.Tests.Engines;

namespace Microsoft.ML.Causal.Tests;

/// <summary>Whole fits on both engines side by side: every operation, gradient and step is compared.</summary>
[TestClass]
public class FitComparisonTests(TestContext context)
{
    // A step is some thirty operations deep, each on sums of up to a thousand terms; measured: 1e-13 at most.
    private const double DoubleGradients = 1e-11, DoubleMoves = 1e-6;

    // The same in float, where a gradient is a difference of numbers that are rounded to 6e-8; measured: 1e-5.
    private const double FloatGradients = 1e-3, FloatMoves = 0.02;

    [TestMethod]
    public void UniMvt_EveryFormInDouble_TakesTheSameSteps()
    {
        foreach (EngineFits.Case fit in EngineFits.UniMvtDouble)
        {
            EngineDifferences differences = Run(fit);
            Check(fit.Name, differences.Of(PairedTape<double>.Gradients), DoubleGradients);
            Check(fit.Name, differences.Of(PairedTape<double>.LargestMove), DoubleMoves);
        }
    }

    [TestMethod]
    public void UniMvt_EveryForm_TakesTheSameSteps() => CheckFloat(EngineFits.UniMvt);

    [TestMethod]
    public void AlmMta_EveryForm_TakesTheSameSteps() => CheckFloat(EngineFits.AlmMta);

    private void CheckFloat(IEnumerable<EngineFits.Case> fits)
    {
        foreach (EngineFits.Case fit in fits)
        {
            EngineDifferences differences = Run(fit);
            Check(fit.Name, differences.Of(PairedTape<float>.Gradients), FloatGradients);
            Check(fit.Name, differences.Of(PairedTape<float>.FarMoves), FloatMoves);
        }
    }

    private EngineDifferences Run(EngineFits.Case fit)
    {
        var pair = new PairedEngine(new ManagedEngine(threads: 1), Torch.Engine);
        fit.Run(pair);
        foreach ((string name, double relative) in pair.Differences.Largest)
            context.WriteLine(FormattableString.Invariant($"{fit.Name}: {name} {relative:E1}"));
        Assert.IsGreaterThan(5, pair.Steps, fit.Name);
        return pair.Differences;
    }

    private static void Check(string what, double found, double tolerance) =>
        Assert.IsTrue(found <= tolerance, FormattableString.Invariant($"{what}: {found:E1} > {tolerance:E1}."));
}
