// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal.Tests.UniMvt;

[TestClass]
public class IntensitySupportTests
{
    [TestMethod]
    public void Measure_ByDefault_SpansWhatWasObserved()
    {
        IntensitySupport support = Measure(new() { GridPoints = 5 }, out RecordingMonitor monitor, 1, 1, 3, 3, 5);
        CollectionAssert.AreEqual(new float[] { 1, 2, 3, 4, 5 }, support.Grid);
        Assert.AreEqual((1f, 5f), (support.Minimum, support.Maximum));
        Assert.AreEqual(0, monitor.Warnings.Count);
    }

    [TestMethod]
    public void Measure_BetweenTheObservedValues_IsOffSupport()
    {
        IntensitySupport support = Measure(new() { GridPoints = 5 }, out _, 1, 1, 3, 3, 5);
        CollectionAssert.AreEqual(new double[] { 0, 1, 0, 1, 0 }, support.OffSupportScores);
    }

    [TestMethod]
    public void Measure_WithAGridOutsideTheObservedRange_Warns()
    {
        IntensitySupport support = Measure(new() { Grid = [0.5f, 1, 6] }, out RecordingMonitor monitor, 1, 2, 5);
        Assert.AreEqual(1.0, support.OffSupportScores[2]);
        StringAssert.StartsWith(
            monitor.Warnings.Single(), "2 of the grid's 3 intensities lie outside the observed range of 1 to 5; the response there is extrapolated.");
    }

    [TestMethod]
    public void Measure_WithOnlyOneEndOfTheGridBeyondTheOther_AsksForBoth() =>
        Assert.Throws<ArgumentException>(() => Measure(new() { GridMinimum = 9 }, out _, 1, 2, 5));

    private static IntensitySupport Measure(UniMvtOptions options, out RecordingMonitor monitor, params float[] treated)
    {
        monitor = new();
        bool[] w = [.. treated.Select(_ => true), false, false];
        return IntensitySupport.Measure(options, new(new float[w.Length], 1, w, [.. treated, 0, 0], new bool[w.Length]), monitor);
    }
}
