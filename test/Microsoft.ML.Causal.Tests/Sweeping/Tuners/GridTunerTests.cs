// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Microsoft.ML.Causal.Tests.Sweeping;

[TestClass]
public class GridTunerTests
{
    private static readonly SweepSpace<AlmMtaOptions> Space = new SweepSpace<AlmMtaOptions>()
        .Uniform(o => o.AdversaryStrength, 0, 4)
        .Choice(o => o.Contrast, AlmMtaContrast.InBatch, AlmMtaContrast.Momentum)
        .When(o => o.Contrast, AlmMtaContrast.Momentum, then => then.Integer(o => o.ContrastQueueLength, 7, 8));

    [TestMethod]
    public void Grid_HasEachCombinationOnce_AndEnds()
    {
        List<(double[] Point, double Loss)> seen = TunerExample.Minimise(new GridTuner { Points = 3 }, Space.Dimensions, _ => 0, trials: 100, seed: 1);

        string[] values = [.. seen.Select(trial => string.Join(' ', SweepPoints.Values(Space.Dimensions, trial.Point))).Order()];
        CollectionAssert.AreEqual(new[] { "0 0 NaN", "0 1 7", "0 1 8", "2 0 NaN", "2 1 7", "2 1 8", "4 0 NaN", "4 1 7", "4 1 8" }, values);
    }

    [TestMethod]
    public void Order_FollowsTheSeed()
    {
        string[] first = [.. Order(1)];

        CollectionAssert.AreEqual(first, Order(1));
        CollectionAssert.AreNotEqual(first, Order(2));
        CollectionAssert.AreEquivalent(first, Order(2));

        static string[] Order(int seed) => [.. TunerExample.Minimise(new GridTuner(), Space.Dimensions, _ => 0, 100, seed).Select(trial => string.Join(' ', trial.Point))];
    }

    [TestMethod]
    public void Grid_TooLarge_SaysWhatToDo()
    {
        var error = Assert.Throws<InvalidOperationException>(
            () => new GridTuner { Points = 20 }.Propose(new TunerHistory(TunerExample.Space.Dimensions, 0, 0, []), 1));

        StringAssert.StartsWith(error.Message, "The grid has more than 100000 points.");
    }

    [TestMethod]
    public void Points_OutOfRange_IsRefused() => Assert.AreEqual(
        "GridTuner.Points must be at least 1. (Parameter 'Points')\nActual value was 0.",
        Assert.Throws<ArgumentOutOfRangeException>(() => new GridTuner { Points = 0 }.Validate()).Message.ReplaceLineEndings("\n"));
}
