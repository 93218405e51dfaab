// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.ML.Causal.Tests.Conformance;
using Microsoft.ML.Data;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Microsoft.ML.Causal.Tests.Sweeping;

[TestClass]
public class SweepResultTests
{
    private static readonly SweepSpace<CubeOptions> Space = new SweepSpace<CubeOptions>()
        .Choice(o => o.Shape, "flat", "valley").When(o => o.Shape, "valley", then => then.Uniform(o => o.A, 0, 1)).Integer(o => o.Epochs, 20, 40);

    private static readonly SweepOptions<CubeOptions> Settings = SweepExample.Settings with
    {
        Objective = new("height", true, (options, _) => options.Epochs == 27 ? double.NaN : (options.Shape == "valley" ? options.A : 0.3) + options.Epochs) { Reading = "Higher is better." },
        Also = [new("check", false, (options, _) => -options.Epochs) { IsValidityCheck = true }],
    };

    [TestMethod]
    public void Table_HasOneRowPerTrial()
    {
        SweepResult<CubeOptions, ITransformer> result = SweepExample.Run(Settings, space: Space);

        IDataView table = result.ToDataView();

        CollectionAssert.AreEqual(
            new[] { "Trial", "Configuration", "Shape", "A", "Epochs", "Objective", "StandardDeviation", "check", "Share", "Epochs", "Seconds", "Seed", "Status", "Message" },
            table.Schema.Select(column => column.Name).ToArray());
        CollectionAssert.AreEqual(result.Trials.Select(trial => trial.Number).ToArray(), table.GetColumn<int>("Trial").ToArray());
        CollectionAssert.AreEqual(result.Trials.Select(trial => trial.Values[1]).ToArray(), table.GetColumn<double>("A").ToArray());
        CollectionAssert.AreEqual(result.Trials.Select(trial => trial.Objective).ToArray(), table.GetColumn<double>("Objective").ToArray());
        CollectionAssert.AreEqual(result.Trials.Select(trial => trial.Values[0] == 0 ? "flat" : "valley").ToArray(), table.Texts("Shape"));
        CollectionAssert.AreEqual(result.Trials.Select(trial => trial.Status.ToString()).ToArray(), table.Texts("Status"));
        Assert.AreEqual("The objective height is NaN.", table.Texts("Message")[0]);
        // ML.NET's own components read it.
        Assert.AreEqual(20, new MLContext().Data.Cache(table).GetColumn<double>("Objective").Count());
    }

    [TestMethod]
    public void Markdown_TellsTheBestTheImportanceAndTheWarnings()
    {
        SweepResult<CubeOptions, ITransformer> result = SweepExample.Run(Settings, space: Space);

        string text = result.ToMarkdown();

        StringAssert.Contains(text, "# Sweep of CubeOptions\n\n20 trials, ");
        StringAssert.Contains(text, "Objective: height, higher is better, on held-out rows. Tuner: BayesianTuner { StartupTrials = 12 }.");
        StringAssert.Contains(text, $"| Epochs | 27 | {result.Best!.Values[2]} |\n");
        StringAssert.Contains(text, "| Shape | flat | ");
        StringAssert.Contains(text, "## Importance\n");
        StringAssert.Contains(text, "| Epochs | 20 to 25 | ");
        StringAssert.Contains(text, "AUC and log-loss of the outcome, agreement of seeds, and grouped AUUC are no checks of validity");
        StringAssert.Contains(text, "| height | no |  | Higher is better. |\n");
        StringAssert.Contains(text, "| check | yes | ");
        // The base options' own trial has failed: nothing stands beside the best.
        StringAssert.Contains(text, $"| height |  | {result.Best.Objective.ToString("G4", System.Globalization.CultureInfo.InvariantCulture)} |\n");
    }
}
