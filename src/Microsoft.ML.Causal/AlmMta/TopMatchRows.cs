// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

/// <summary>The training rows with the highest matches, or proxies where there are no matches: what the paper marginalises over.</summary>
/// <param name="Rows">The rows, best first.</param>
/// <param name="TouchShare">Share of all touches that they hold.</param>
internal sealed record TopMatchRows(int[] Rows, double TouchShare)
{
    /// <summary>Chooses rows; equals in the order of the data.</summary>
    /// <param name="data">Journeys.</param>
    /// <param name="training">Rows to choose from.</param>
    /// <param name="count">K; 0 chooses none.</param>
    /// <param name="monitor">Hears how many.</param>
    /// <returns>Null for K = 0, and where no row matches anything.</returns>
    public static TopMatchRows? Of(AlmMtaTrainingData data, int[] training, int count, ITrainingMonitor monitor)
    {
        if (count == 0)
            return null;
        var targets = new PaperTargets(data);
        int[] rows = [.. training.Where(i => targets.Best[i] >= 0).OrderByDescending(i => targets.Proxy[targets.Best[i]]).ThenBy(i => i).Take(count)];
        double share = rows.Sum(data.Length) / (double)data.Touches;
        monitor.Message($"Marginalising over the {rows.Length} rows of highest match, {share:P1} of all touches.");
        return rows.Length == 0 ? null : new(rows, share);
    }
}
