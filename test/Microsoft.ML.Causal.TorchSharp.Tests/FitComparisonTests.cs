// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.ML.Causal.Tests.Engines;

namespace Microsoft.ML.Causal.Tests;

/// <summary>Whole fits on both engines side by side: every operation, gradient and step is compared.</summary>
[TestClass]
public class FitComparisonTests(TestContext context)
{
    // A step is some thirty operations deep, each on sums of up to a thousand terms of 1.1e-16; a move is the quotient of two of them,
    // and of small ones now and then. Measured: 4e-14 and 2e-9.
    private const double DoubleGradients = 1e-12, DoubleMoves = 1e-7;

    // The same in float, at 6e-8: measured 7e-5. The gradient of a parameter may be nothing but rounding, and Adam then moves it either
    // way: measured, five parameters of ten thousand.
    private const double FloatGradients = 1e-3, FloatMoves = 0.005;

    [TestMethod]
    public void EveryNetwork_InDouble_TakesTheSameSteps()
    {
        foreach (EngineFits.Case fit in EngineFits.UniMvtDouble.Concat(EngineFits.AlmMtaDouble))
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
