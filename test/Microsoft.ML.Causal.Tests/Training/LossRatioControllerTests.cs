// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Microsoft.ML.Causal.Tests.Training;

[TestClass]
public class LossRatioControllerTests
{
    // Values in the file have 12 digits, one percent of the tolerance.
    private const double Tolerance = 1e-8;

    [TestMethod]
    public void Update_GoldenLosses_GivesAveragesRatiosAndWeights()
    {
        Golden golden = Golden.Open("almmta-paper-terms.json")["loss_ratio_controller"];
        string[] names = ["main", "second", "third", "fourth", "fifth"];
        double[] clamp = golden["clamp"].Data;
        var controller = new LossRatioController(
            [.. names.Select(name => golden["targets"][name].Number)], golden["ema_decay"].Number, (int)golden["warm_up_steps"].Number, clamp[0], clamp[1]);
        double[][] raw = Series("raw"), ema = Series("ema"), ratio = Series("unclamped_ratio_weight"), weight = Series("weight");
        for (int step = 0; step < raw[0].Length; step++)
        {
            controller.Update([.. raw.Select(losses => losses[step])]);
            for (int k = 0; k < names.Length; k++)
            {
                Close(ema[k][step], controller.Averages[k], $"EMA of {names[k]}, step {step}");
                Close(ratio[k][step], controller.Ratios[k], $"ratio of {names[k]}, step {step}");
                Close(weight[k][step], controller.Weights[k], $"weight of {names[k]}, step {step}");
            }
        }

        Assert.IsTrue(controller.Clamped > 0, "The file's losses reach both clamps.");

        double[][] Series(string series) => [.. names.Select(name => golden[series][name].Data)];
        static void Close(double expected, double actual, string what) =>
            Assert.AreEqual(expected, actual, Tolerance * Math.Max(1, Math.Abs(expected)), what);
    }

    [TestMethod]
    public void Update_LossThatAStepLacks_KeepsItsAverage()
    {
        var controller = new LossRatioController([1, 2], 0.5, 0, 0.01, 100);
        controller.Update([1, 4]);
        controller.Update([1, double.NaN]);
        Assert.AreEqual(4, controller.Averages[1]);
        Assert.AreEqual(0.5, controller.Weights[1]);
    }
}
