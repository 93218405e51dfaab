// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.ML.Data;
using Spectre.Console;

namespace Microsoft.ML.Causal.Samples;

/// <summary>What is done with scored journeys: a threshold is chosen, and a ranking model is taught the effects of touches.</summary>
internal static class JourneyOutputs
{
    /// <param name="mlContext">Trains.</param>
    /// <param name="scoredLogs">Scored journeys to teach by.</param>
    /// <param name="scoredTest">Scored journeys of other users.</param>
    /// <param name="truth">True effects of the touches of these.</param>
    /// <param name="offsets">First touch of each of them, then the number of touches.</param>
    public static void Show(MLContext mlContext, IDataView scoredLogs, IDataView scoredTest, float[] truth, int[] offsets)
    {
        Table coverage = Screen.Table("which touches to act on: what a threshold on the score keeps", "threshold", "journeys with such a touch", "such touches in each");
        foreach (CoveragePoint at in mlContext.Causal().Data.CoverageCurve(scoredTest, [0.5, 0.8, 0.9, 0.99]).Points)
            coverage.Row(at.Threshold.Digits(2), $"{(100 * at.Coverage).Digits(1)} %", at.Depth.Digits(2));
        AnsiConsole.Write(coverage);

        var options = new TouchRowOptions { TouchVectorWidths = new Dictionary<string, int> { [nameof(AttributionRow.Content)] = AttributionWorld.ContentWidth } };
        IDataView rows = mlContext.Causal().Data.ToTouchRows(scoredLogs, options), testRows = mlContext.Causal().Data.ToTouchRows(scoredTest, options);
        ITransformer ranking = mlContext.Transforms.Concatenate("Features", nameof(AttributionRow.Content), nameof(AttributionRow.Context))
            .Append(mlContext.Transforms.DropColumns("Score"))
            .Append(mlContext.Regression.Trainers.FastTree("Uplift", "Features"))
            .Fit(rows);
        float[] ranked = [.. ranking.Transform(testRows).GetColumn<float>("Score")];
        Screen.Step($"One row per touch taught FastTree to rank content by effect; on other users its Spearman with the true effects is "
            + $"{AttributionAccuracy.Compute(ranked, truth, offsets).Spearman.Digits(3)}, from content and context alone");
    }
}
