// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Microsoft.ML.Causal.Tests.AlmMta.Diagnostics;

[TestClass]
public sealed class MediatorLeakageTests
{
    private const int Rows = 400;

    [TestMethod]
    public void Compute_MediatorThatIsTheOutcome_IsFound()
    {
        (double[] summary, bool[] label, int[] user) = Draw();
        MediatorLeakage found = MediatorLeakage.Compute(summary, [.. label.Select(y => y ? 1.0 : 0)], label, user);
        Assert.AreEqual(1, found.AucWithMediator);
        Assert.AreEqual(1 - found.Auc, found.Excess);
        Assert.IsGreaterThan(0.1, found.Interval!.Lower);
    }

    [TestMethod]
    public void Compute_MediatorThatIsAConstant_HasNoExcess()
    {
        (double[] summary, bool[] label, int[] user) = Draw();
        MediatorLeakage found = MediatorLeakage.Compute(summary, [.. Enumerable.Repeat(3.0, Rows)], label, user);

        // The column's weight is 0; ranks, and with them both AUCs, are the same to the bit or differ by ties that rounding breaks.
        Assert.AreEqual(0, found.Excess, 1e-12);
        Assert.IsTrue(found.Interval!.Contains(found.Excess));
    }

    [TestMethod]
    public void Compute_MediatorOfNoise_HasAnIntervalAroundZero()
    {
        (double[] summary, bool[] label, int[] user) = Draw();
        var noise = new double[Rows];
        var random = new RandomStream(9, "noise");
        for (int i = 0; i < Rows; i++)
            noise[i] = random.NextGaussian();
        Assert.IsTrue(MediatorLeakage.Compute(summary, noise, label, user).Interval!.Contains(0));
    }

    [TestMethod]
    public void Compute_SummaryOfKnownStrength_FindsItsAuc()
    {
        // P(y=1|s) is .8 for s = 1 and .2 for s = 0: AUC = .64 + .5 · .32 = .8. The error of 200 rows' AUC is about .03.
        (double[] summary, bool[] label, int[] user) = Draw();
        MediatorLeakage found = MediatorLeakage.Compute(summary, [.. Enumerable.Repeat(3.0, Rows)], label, user);
        Assert.AreEqual(.8, found.Auc, 0.09);
    }

    [TestMethod]
    public void Compute_RowsOfAUser_AreOnOneSide()
    {
        // Users of 4 rows: half of the 100 users judge, all of their rows with them.
        (double[] summary, bool[] label, int[] user) = Draw();
        Assert.AreEqual(Rows / 2, MediatorLeakage.Compute(summary, summary, label, user).Rows);
    }

    [TestMethod]
    public void Compute_OneClass_IsNotANumber()
    {
        MediatorLeakage found = MediatorLeakage.Compute([1, 2, 3, 4], [1, 2, 3, 4], [true, true, true, true]);
        Assert.IsTrue(double.IsNaN(found.Excess));
        Assert.IsNull(found.Interval);
    }

    [TestMethod]
    public void Compute_ColumnsThatDoNotFitTheRows_Throws() =>
        Assert.ThrowsExactly<ArgumentException>(() => MediatorLeakage.Compute([1, 2, 3], [1, 2], [true, false]));

    private static (double[] Summary, bool[] Label, int[] User) Draw()
    {
        var random = new RandomStream(3, "rows");
        var summary = new double[Rows];
        var label = new bool[Rows];
        for (int i = 0; i < Rows; i++)
        {
            summary[i] = random.NextInteger(2);
            label[i] = random.NextDouble() < (summary[i] > 0 ? .8 : .2);
        }

        return (summary, label, [.. Enumerable.Range(0, Rows).Select(i => i / 4)]);
    }
}
