// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Globalization;
using System.Text;

namespace Microsoft.ML.Data;

/// <summary>How often each class was predicted for each true class; of a binary classifier, the positive class comes first.</summary>
public sealed class ConfusionMatrix
{
    internal ConfusionMatrix(double truePositive, double falseNegative, double falsePositive, double trueNegative)
    {
        Counts = [[truePositive, falseNegative], [falsePositive, trueNegative]];
        PerClassPrecision = [Share(truePositive, falsePositive), Share(trueNegative, falseNegative)];
        PerClassRecall = [Share(truePositive, falseNegative), Share(trueNegative, falsePositive)];
    }

    public IReadOnlyList<double> PerClassPrecision { get; }

    public IReadOnlyList<double> PerClassRecall { get; }

    /// <summary>Counts by true class, then by predicted class.</summary>
    public IReadOnlyList<IReadOnlyList<double>> Counts { get; }

    public int NumberOfClasses => Counts.Count;

    public double GetCountForClassPair(int predictedClassIndicatorIndex, int actualClassIndicatorIndex) =>
        Counts[actualClassIndicatorIndex][predictedClassIndicatorIndex];

    public string GetFormattedConfusionTable()
    {
        double positive = Counts[0].Sum(), negative = Counts[1].Sum();
        string[] names = ["positive", "negative"];
        int width = Math.Max(names[0].Length, Counts.SelectMany(row => row).Max(count => Whole(count).Length));
        string rule = new('=', (2 * (width + 3)));
        var text = new StringBuilder();
        text.AppendLine(Invariant($"TEST POSITIVE RATIO:\t{positive / (positive + negative):F4} ({positive:F1}/({positive:F1}+{negative:F1}))"));
        text.AppendLine("Confusion table");
        text.AppendLine($"          ||{rule}");
        text.AppendLine($"PREDICTED || {string.Join(" | ", names.Select(name => name.PadLeft(width)))} | Recall");
        text.AppendLine($"TRUTH     ||{rule}");
        for (int actual = 0; actual < 2; actual++)
        {
            string counts = string.Join(" | ", Counts[actual].Select(count => Whole(count).PadLeft(width)));
            text.AppendLine(Invariant($"{names[actual].PadLeft(9)} || {counts} | {PerClassRecall[actual]:F4}"));
        }

        text.AppendLine($"          ||{rule}");
        string precisions = string.Join(" | ", PerClassPrecision.Select(precision => Invariant($"{precision:F4}").PadLeft(width)));
        text.AppendLine($"Precision || {precisions} |");
        return text.ToString();
    }

    private static double Share(double of, double rest) => of + rest > 0 ? of / (of + rest) : 0;

    private static string Whole(double count) => count.ToString("F0", CultureInfo.InvariantCulture);

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}
