// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Microsoft.ML.Causal.Tests.AlmMta;

/// <summary>Hand-written gradients against central differences, in double; with h = 6e-6 both errors are near 1e-10.</summary>
[TestClass]
public class CoreGradientTests
{
    private const double Step = 6e-6, Tolerance = 1e-7;

    private static readonly AlmMtaTrainingData Data = AlmMtaExample.Draw(40, 3, plain: false);

    private static readonly EncodedJourneys Journeys = new(Data, JourneyEncoding.Fit(Data));

    [TestMethod]
    [DataRow(MediatorTerms.None)]
    [DataRow(MediatorTerms.Context)]
    [DataRow(MediatorTerms.Context | MediatorTerms.ClusterContext)]
    public void MediatorCore_Gradient_MatchesCentralDifferences(object terms)
    {
        var core = new MediatorCore(Journeys.Encoding.Shape, (MediatorTerms)terms, training: true);
        Draw(core.Parameters.Values);
        var tables = new EmissionTables([.3, .7], [.9, .1]);
        var eta = new double[8];
        var slope = new double[8];
        var square = new double[8];
        var scratch = new double[core.Scratch];
        Check(core.Parameters, () => Loss(train: false), () => Loss(train: true));

        // One touch at a time the information is the squared gradient, parameter by parameter.
        core.Parameters.ClearInformation();
        EncodedRow row = Journeys.Row(Enumerable.Range(0, Data.Rows).First(i => Data.Length(i) == 1));
        Array.Clear(core.Parameters.Gradient);
        slope[0] = 1.5;
        core.Backward(row, slope, (double[])[2.25], scratch);
        for (int k = 0; k < core.Parameters.Values.Length; k++)
            Assert.AreEqual(core.Parameters.Gradient[k] * core.Parameters.Gradient[k], core.Parameters.Information[k], 1e-12);

        double Loss(bool train)
        {
            double loss = 0;
            for (int i = 0; i < Data.Rows; i++)
            {
                EncodedRow current = Journeys.Row(i);
                core.Forward(current, eta, scratch);
                for (int j = 0; j < current.Length; j++)
                {
                    int code = Data.ProxyCode![Data.Offsets[i] + j];
                    loss += EmissionLoss.Of(eta[j], tables.Inspired[code], tables.Not[code], out slope[j]);
                }

                if (train)
                    core.Backward(current, slope, square.AsSpan(0, 0), scratch);
            }

            return loss;
        }
    }

    [TestMethod]
    [DataRow(1.0)]
    [DataRow(0.25)]
    public void OutcomeFit_Gradient_MatchesCentralDifferences(double keepRate)
    {
        var p = new double[Data.Touches];
        new RandomStream(4, "chances").FillUniform(p.AsSpan(), .05, .9);
        var mixture = new MediatorMixture(Data, p, new EmissionTables([.3, .7], [.9, .1]));
        var fit = new OutcomeFit(AlmMtaExample.Quick, Journeys, mixture, keepRate, null, "test");
        Draw(fit.Model.Parameters.Values);
        Check(fit.Model.Parameters, () => Loss(train: false), () => Loss(train: true));

        double Loss(bool train) => Enumerable.Range(0, Data.Rows).Sum(i => fit.Row(i, 1 + i % 3, train, information: false));
    }

    [TestMethod]
    public void EmissionInformation_OfAChance_IsTheMeanSquaredSlope()
    {
        var tables = new EmissionTables([.2, .3, .5], [.9, .08, .02]);
        double p = 1 / (1 + Math.Exp(.7)), expected = 0;
        for (int c = 0; c < 3; c++)
        {
            EmissionLoss.Of(-.7, tables.Inspired[c], tables.Not[c], out double slope);
            expected += (p * tables.Inspired[c] + (1 - p) * tables.Not[c]) * slope * slope;
        }

        Assert.AreEqual(expected, EmissionLoss.Information(-.7, tables), 1e-15);
    }

    private static void Draw(double[] values) => new RandomStream(2, "parameters").FillUniform(values.AsSpan(), -.3, .3);

    private static void Check(CoreParameters parameters, Func<double> loss, Func<double> train)
    {
        Array.Clear(parameters.Gradient);
        train();
        for (int k = 0; k < parameters.Values.Length; k++)
        {
            double original = parameters.Values[k];
            parameters.Values[k] = original + Step;
            double above = loss();
            parameters.Values[k] = original - Step;
            double below = loss();
            parameters.Values[k] = original;
            double numeric = (above - below) / (2 * Step), error = Math.Abs(numeric - parameters.Gradient[k]) / Math.Max(1, Math.Abs(numeric));
            string group = parameters.Groups.Last(g => g.Offset <= k).Name;
            Assert.IsTrue(error <= Tolerance, $"{group}, parameter {k}: gradient {parameters.Gradient[k]:R}, differences {numeric:R}.");
        }
    }
}
