// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Diagnostics;

namespace Microsoft.ML.Causal.Benchmarks;

/// <summary>The rows of the baselines in the table of UniMVT: same draws, same schedule, same truth.</summary>
internal static class UpliftRows
{
    /// <summary>Fits every method that is wanted on every draw and seed.</summary>
    /// <param name="draws">Logs and truth.</param>
    /// <param name="seeds">Number of seeds, from 1.</param>
    /// <param name="wanted">Names of methods; empty means all.</param>
    /// <returns>One line a method and draw, in the table's columns.</returns>
    public static IEnumerable<string> Of(IReadOnlyList<CouponDraw> draws, int seeds, IReadOnlyCollection<string> wanted)
    {
        foreach (UpliftMethod method in Enum.GetValues<UpliftMethod>())
        {
            if (wanted.Count > 0 && !wanted.Contains(method.ToString()))
                continue;
            foreach (CouponDraw draw in draws)
            {
                UniMvtJudgement mean = UniMvtJudgement.Mean([.. Enumerable.Range(1, seeds).Select(seed => Judge(method, draw, seed))]);
                yield return FormattableString.Invariant(
                    $"| {method} | {draw.Name} | {mean.Q:F1} | {mean.Pehe:F4} | {mean.BaseAuc:F4} | {mean.BaseLogLoss:F4} | | {mean.TrainingSeconds:F2} | {mean.MicrosecondsPerRow:F2} |");
            }
        }
    }

    private static UniMvtJudgement Judge(UpliftMethod method, CouponDraw draw, int seed)
    {
        TimeSpan before = Process.GetCurrentProcess().TotalProcessorTime;
        UpliftModel model = UpliftFit.Run(method, new(), draw.Training, seed);
        TimeSpan trained = Process.GetCurrentProcess().TotalProcessorTime;
        UniMvtTrainingData truth = draw.Truth;
        float[] probability = new float[truth.Rows], uplift = new float[truth.Rows];
        model.Score(truth.Features, probability, uplift);
        TimeSpan scored = Process.GetCurrentProcess().TotalProcessorTime;

        int[] controls = [.. Enumerable.Range(0, truth.Rows).Where(i => !truth.Treated[i])];
        float[] untreated = Array.ConvertAll(controls, i => probability[i]);
        bool[] labels = Array.ConvertAll(controls, i => truth.Label[i]);
        return new(
            NoiseFreeCsQini.Compute<float>(uplift, draw.TrueUnitUplift), RootPehe.Compute<float>(uplift, draw.TrueUnitUplift),
            AreaUnderRocCurve.Compute<float>(untreated, labels), LogLoss.Compute<float>(untreated, labels),
            0, (trained - before).TotalSeconds, (scored - trained).TotalMicroseconds / truth.Rows);
    }
}
