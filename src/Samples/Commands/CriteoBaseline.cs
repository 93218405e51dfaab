// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Text.Json.Serialization;
using Microsoft.ML.Data;

namespace Microsoft.ML.Causal.Samples;

/// <summary>A method of the literature beside ALM-MTA on Criteo's log; the property names are those of the JSON file.</summary>
/// <param name="Name">The method.</param>
/// <param name="Auc">AUC of a sale on sequences of held-out users.</param>
/// <param name="LogLoss">Log-loss of a sale on the same, nats.</param>
/// <param name="Credits">Credits of all touches of the log, 0 where the method did not look.</param>
internal sealed record CriteoBaseline(string Name, double Auc, double LogLoss, [property: JsonIgnore] float[] Credits)
{
    private static readonly (AttributionMethod Method, string Name)[] Methods =
        [(AttributionMethod.DeepMta, "deepMTA"), (AttributionMethod.CausalMta, "CausalMTA"), (AttributionMethod.Camta, "CAMTA")];

    /// <summary>Fits each method to the sequences of the training users, on the columns of ALM-MTA, and credits those of the others.</summary>
    /// <param name="mlContext">Trains.</param>
    /// <param name="training">Sequences to learn from, with keys and context.</param>
    /// <param name="test">Sequences of held-out users.</param>
    /// <param name="columns">Names of the columns.</param>
    /// <param name="seed">Seed of the fits.</param>
    /// <param name="places">Where each touch of the held-out sequences is in the log.</param>
    /// <param name="logTouches">Touches of the log.</param>
    public static IReadOnlyList<CriteoBaseline> Fit(MLContext mlContext, IDataView training, IDataView test, AlmMtaOptions columns, int seed, int[] places, int logTouches)
    {
        bool[] label = [.. test.GetColumn<bool>(columns.LabelColumnName)];
        List<CriteoBaseline> fitted = [];
        foreach ((AttributionMethod method, string name) in Methods)
        {
            Screen.Step($"Training {name} on the same sequences");
            AttributionCredits credits = mlContext.Causal().Attribution.Baseline(method, training, columns, new AttributionBaselineOptions { Seed = seed }).Credit(test);
            var all = new float[logTouches];
            foreach ((int touch, float credit) in credits.Credits.SelectMany(row => row).Index())
                all[places[touch]] = credit;
            float[] probability = [.. credits.Probabilities];
            fitted.Add(new(name, AreaUnderRocCurve.Compute<float>(probability, label), Causal.LogLoss.Compute<float>(probability, label), all));
        }

        return fitted;
    }
}
