// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Microsoft.ML.Causal.Tests.AlmMta.Core;

[TestClass]
public class CoreMemoryTests
{
    private static readonly double[][] Features = [[1, .5, -1, 2], [-.5, 1, .25, 0], [.3, -.7, 1, 1]];
    private static readonly double[] Targets = [1, -.5, 2];

    [TestMethod]
    public void Remember_OfAQuadraticLoss_IsThatLossWhereItIsCoupled()
    {
        // ℓ = ½ Σ_rows (f·θ − y)²: a row's gradient is r f, so that Σ g gᵀ is the information of rows with r² = 1.
        CoreParameters parameters = Layout();
        double[] theta = [0, 0, 0, 0];
        theta.CopyTo(parameters.Values, 0);
        parameters.BeginMeasure();
        for (int row = 0; row < Features.Length; row++)
        {
            double r = DoubleSpan.Dot(Features[row], parameters.Values) - Targets[row];
            for (int i = 0; i < 4; i++)
            {
                parameters.Gradient[i] += r * Features[row][i];
                parameters.Information[i] += r * r * Features[row][i] * Features[row][i];
            }

            parameters.EndRow(1);
        }

        CoreMemory memory = parameters.Remember(3, 2);

        var pull = new double[4];
        double[] other = [.3, -.2, .5, .1];
        memory.Pull(parameters.Coupled, other, pull);
        for (int i = 0; i < 4; i++)
        {
            double expected = 0, gradient = 0;
            for (int row = 0; row < Features.Length; row++)
            {
                double r = -Targets[row], f = Features[row][i];
                expected += i < 3 ? r * r * f * (Features[row][0] * other[0] + Features[row][1] * other[1] + Features[row][2] * other[2]) : r * r * f * f * other[3];
                gradient += r * f;
            }

            // A handful of products in double.
            Assert.AreEqual(expected, pull[i], 1e-13, $"F of parameter {i}");
            Assert.AreEqual(-gradient, memory.Score[i], 1e-13, $"s of parameter {i} at θ = 0");
        }

        Assert.AreEqual((3.0, 2.0), (memory.Loss, memory.Weight));
    }

    [TestMethod]
    public void Remember_HasTheGradientOfTheLossAtItsValues()
    {
        AlmMtaTrainingData data = AlmMtaExample.Draw(120, 3);
        var journeys = new EncodedJourneys(data, JourneyEncoding.Fit(data));
        var emission = new EmissionTables([.3, .7], [.95, .05]);
        double[] chances = [.. Enumerable.Range(0, data.Touches).Select(j => .1 + .5 * (j % 7) / 7)];
        var fit = new OutcomeFit(AlmMtaExample.Quick, journeys, new MediatorMixture(data, chances, emission), 1, null, "outcome");
        new RandomStream(1, "values").FillGaussian(fit.Model.Parameters.Values.AsSpan(), .2);
        int[] rows = [.. Enumerable.Range(0, data.Rows)];
        CoreParameters parameters = fit.Model.Parameters;

        fit.Measure(rows);
        CoreMemory memory = parameters.Remember(0, 0);

        var pull = new double[memory.Values.Length];
        memory.Pull(parameters.Coupled, memory.Values, pull);
        double h = Math.Cbrt(double.BitIncrement(1) - 1);
        foreach (CoreGroup group in parameters.Groups.Where(group => group.Length > 0))
        {
            int i = group.Offset;
            double original = parameters.Values[i];
            parameters.Values[i] = original + h;
            double above = rows.Sum(row => fit.Row(row, 1, train: false, information: false));
            parameters.Values[i] = original - h;
            double below = rows.Sum(row => fit.Row(row, 1, train: false, information: false));
            parameters.Values[i] = original;

            // Differences of a sum of 120 losses of size 1: rounding of 1e-14 over h leaves 1e-8, and slopes are of size 10.
            Assert.AreEqual((above - below) / (2 * h), pull[i] - memory.Score[i], 1e-6, group.Name);
        }
    }

    [TestMethod]
    public void Arrays_ReadForAGrownLayout_LeaveWhatIsNewAtNothing()
    {
        CoreParameters parameters = Layout();
        var memory = new CoreMemory([1, 2, 3, 4], [5, 6, 7, 8], [.1, .2, .3, .4], [5, 1, 2, 1, 6, 3, 2, 3, 7], [0, 2, 3], 10, 20);
        (string, int[], float[])[] arrays = [.. memory.Arrays(parameters, "memory.x.")];
        CoreParameters grown = Layout(second: 3, last: 2);

        CoreMemory read = CoreMemory.Of(grown, new NamedArrays(arrays, "memory.x."));

        CollectionAssert.AreEqual(new double[] { 1, 2, 3, 0, 4, 0 }, read.Values);
        CollectionAssert.AreEqual(new double[] { 5, 6, 7, 0, 8, 0 }, read.Information);
        CollectionAssert.AreEqual(new double[] { 5, 1, 2, 0, 1, 6, 3, 0, 2, 3, 7, 0, 0, 0, 0, 0 }, read.Coupling);
        Assert.AreEqual(10.0, read.Loss);
        Assert.ThrowsExactly<InvalidDataException>(() => CoreMemory.Of(Layout(second: 1), new NamedArrays(arrays, "memory.x.")));
    }

    [TestMethod]
    public void Step_WithFormerRowsAlone_EndsAtTheirOptimum()
    {
        CoreParameters parameters = Layout();
        double[] best = [.5, -1, 2, .25];
        var former = new CoreMemory([0, 0, 0, 0], [4, 3, 5, 2], [], [4, 1, 0, 1, 3, 1, 0, 1, 5], [0, 0, 0], 0, 0);
        var score = new double[4];
        former.Pull(parameters.Coupled, best, score);
        parameters.Continue(former with { Score = score });
        for (int step = 0; step < 4000; step++)
            parameters.Step(.02 * (1 - step / 4000.0) + 1e-5, 1, 1);
        for (int i = 0; i < 4; i++)
            Assert.AreEqual(best[i], parameters.Values[i], 1e-3, $"parameter {i}");      // Adam circles the optimum at the size of its last steps
    }

    [TestMethod]
    public void Redrawn_HasTheNoiseOfItsInformation()
    {
        CoreParameters parameters = Layout();
        var memory = new CoreMemory([0, 0, 0, 0], [4, 3, 5, 2], [1, 1, 1, 1], [4, 1, 0, 1, 3, 1, 0, 1, 5], [0, 2, 3], 0, 0);
        var random = new RandomStream(3, "redrawn");
        double[][] draws = [.. Enumerable.Range(0, 20_000).Select(_ => memory.Redrawn(parameters.Coupled, random).Score)];
        double[,] expected = { { 4, 1, 0, 0 }, { 1, 3, 1, 0 }, { 0, 1, 5, 0 }, { 0, 0, 0, 2 } };
        for (int a = 0; a < 4; a++)
        for (int b = 0; b < 4; b++)
            Assert.AreEqual(expected[a, b], draws.Average(s => (s[a] - 1) * (s[b] - 1)), .25, $"{a}, {b}");      // five standard errors of the largest, 5√(2/20,000)
    }

    /// <summary>Three coupled parameters in two groups, and one that is not.</summary>
    private static CoreParameters Layout(int second = 2, int last = 1)
    {
        var parameters = new CoreParameters();
        parameters.Add("first", 1, isCoupled: true);
        parameters.Add("second", second, isCoupled: true);
        parameters.Add("last", last);
        parameters.Allocate(training: true);
        return parameters;
    }
}
