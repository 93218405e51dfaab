// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal.Benchmarks;

/// <summary>Times a forward pass, one with all deletions, and one with intervals as well, in turns, so that a busy machine slows all alike.</summary>
internal static class AlmMtaScoringClock
{
    private const int Rounds = 15, JourneysATurn = 6_000;

    /// <summary>The numbers of a model as cells of a table.</summary>
    /// <param name="model">The model.</param>
    /// <param name="data">Journeys.</param>
    /// <param name="length">Length of the journeys that are scored; 0 means all.</param>
    public static string Line(AlmMtaModel model, AlmMtaTrainingData data, int length)
    {
        int[] rows = [.. Enumerable.Range(0, data.Rows).Where(i => length == 0 || data.Length(i) == length)];
        var plain = AlmMtaScorer.Of(new(model.Settings with { BootstrapFits = 0 }, model.Arrays));
        AlmMtaScorer? bounded = model.Settings.BootstrapFits > 0 ? AlmMtaScorer.Of(model) : null;
        var score = new AlmMtaScore(model.Settings.MaxTouchpoints);
        var reader = new TrainingJourneyReader(data);
        List<double> forward = [], deletions = [], intervals = [], ratios = [];
        long least = long.MaxValue;
        for (int round = -5; round < Rounds; round++)
        {
            double pass = Turn(plain, effects: false);
            long before = GC.GetAllocatedBytesForCurrentThread();
            double all = Turn(plain, effects: true);
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
            double wide = bounded is null ? double.NaN : Turn(bounded, effects: true);
            if (round < 0)
                continue;    // warming up
            forward.Add(pass);
            deletions.Add(all);
            intervals.Add(wide);
            ratios.Add(all / pass);
        }

        string name = length == 0 ? "all" : $"{length} touches";
        string width = bounded is null ? "–" : FormattableString.Invariant($"{Median(intervals):F2}");
        return FormattableString.Invariant(
            $"{name} | {Median(forward):F2} | {Median(deletions):F2} | {Median(ratios):F2} | {width} | {least / (double)JourneysATurn:F0}");

        double Turn(AlmMtaScorer scorer, bool effects) => 1e6 / JourneysATurn * TwoClocks.Of(() =>
        {
            for (int k = 0; k < JourneysATurn; k++)
                scorer.Score(reader.Read(rows[k % rows.Length]), score, effects);
        }).Processor;
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);
}
