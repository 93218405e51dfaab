// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

/// <summary>Says before training what would spoil it.</summary>
internal static class AlmMtaTrainingDataChecks
{
    /// <summary>Checks rows and touches.</summary>
    /// <param name="options">Names of the columns.</param>
    /// <param name="data">The journeys.</param>
    /// <param name="continues">Whether a former model speaks for what these journeys do not show: one class, one code of the proxy.</param>
    /// <exception cref="InvalidOperationException">They cannot be learned from; the message counts them and names the column.</exception>
    public static void Check(AlmMtaOptions options, AlmMtaTrainingData data, bool continues = false)
    {
        int n = data.Rows, m = data.Touches;
        Reject(n == 0 ? 1 : 0, "The training data has no rows.");
        Reject(
            data.MaxLength > options.MaxTouchpoints ? 1 : 0,
            $"A journey has {data.MaxLength} touches, more than {nameof(AlmMtaOptions)}.{nameof(AlmMtaOptions.MaxTouchpoints)}, {options.MaxTouchpoints}; cut journeys to the most recent ones.");
        Reject(m == 0 ? 1 : 0, $"All {n} journeys are empty; attribution needs touches.");

        Finite(data.Context, data.ContextWidth, $"Context column '{options.ContextColumnName}'", "rows");
        for (int c = 0; c < data.TouchNumeric.Length; c++)
            Finite(data.TouchNumeric[c], 1, $"Numeric touch column '{Name(options.TouchNumericColumnNames, c)}'", "touches");
        if (data.Content is { } content && data.ContentWidth > 0)
            Finite(content, data.ContentWidth, data.ContentByTouch ? $"Content column '{options.ContentColumnName}'" : "Item content", data.ContentByTouch ? "touches" : "items");

        for (int c = 0; c < data.Keys.Length; c++)
        {
            int cardinality = data.KeyCardinalities[c];
            Reject(
                data.Keys[c].Count(code => code < 0 || code > cardinality),
                $"Touch key column '{Name(options.TouchKeyColumnNames, c)}' has codes outside 0 to {cardinality}.");
        }

        if (data.Weight is not null)
        {
            int bad = data.Weight.Count(weight => !(weight >= 0 && float.IsFinite(weight)));
            Reject(bad, $"Weight column '{options.ExampleWeightColumnName}' is negative, NaN or infinite in {bad} of {n} rows; weights must be at least 0.");
        }

        int positive = data.Label.Count(y => y);
        Reject(
            !continues && (positive == 0 || positive == n) ? 1 : 0,
            $"Label column '{options.LabelColumnName}' is {(positive == 0 ? "false" : "true")} in all {n} rows; attribution needs both classes.");
        if (options.ResolvedIdentification == AlmMtaIdentification.ObservedProxy)
            CheckProxy(options, data, continues);
    }

    private static void CheckProxy(AlmMtaOptions options, AlmMtaTrainingData data, bool continues)
    {
        string column = $"Proxy column '{options.ProxyColumnName}'";
        if (data.ProxyCode is not { } codes)
            throw new InvalidOperationException($"{column} was not read; {nameof(AlmMtaIdentification.ObservedProxy)} needs it on every row.");
        int bad = codes.Count(code => code < 0 || code >= data.ProxyCodes);
        Reject(bad, $"{column} has no code in {bad} of {data.Touches} touches; it must be known for every touch of every row.");
        Reject(!continues && data.ProxyCodes < 2 ? 1 : 0, $"{column} has {data.ProxyCodes} distinct code; a proxy needs at least 2.");

        double[] rates = OutcomeRates(data, out int[] counts);
        for (int c = 0; c < rates.Length; c++)
        {
            // 30 touches: fewer can all be positive by chance.
            Reject(
                counts[c] >= 30 && rates[c] > options.LargestProxyOutcomeRate ? 1 : 0,
                $"{column} gives away the outcome: P(Y=1 | code {c}) is {rates[c]:F3} over {counts[c]} touches, above {options.LargestProxyOutcomeRate:F2}, so it was recorded "
                + $"after the outcome. Use a proxy that is recorded before it, or raise {nameof(AlmMtaOptions)}.{nameof(AlmMtaOptions.LargestProxyOutcomeRate)}.");
        }
    }

    /// <summary>P(Y=1 | proxy code) over touches, NaN for a code that does not occur.</summary>
    public static double[] OutcomeRates(AlmMtaTrainingData data, out int[] counts)
    {
        counts = new int[data.ProxyCodes];
        var positive = new int[data.ProxyCodes];
        for (int i = 0; i < data.Rows; i++)
        for (int j = data.Offsets[i]; j < data.Offsets[i + 1]; j++)
        {
            counts[data.ProxyCode![j]]++;
            positive[data.ProxyCode[j]] += data.Label[i] ? 1 : 0;
        }

        var rates = new double[data.ProxyCodes];
        for (int c = 0; c < rates.Length; c++)
            rates[c] = counts[c] > 0 ? (double)positive[c] / counts[c] : double.NaN;
        return rates;
    }

    private static void Finite(float[] values, int width, string column, string unit)
    {
        int bad = 0, rows = width == 0 ? 0 : values.Length / width;
        for (int i = 0; i < rows; i++)
        {
            foreach (float value in values.AsSpan(i * width, width))
            {
                if (!float.IsFinite(value))
                {
                    bad++;
                    break;
                }
            }
        }

        Reject(bad, $"{column} is NaN or infinite in {bad} of {rows} {unit}; replace missing values before training.");
    }

    private static string Name(IReadOnlyList<string> names, int index) => index < names.Count ? names[index] : $"#{index}";

    private static void Reject(int count, string message)
    {
        if (count > 0)
            throw new InvalidOperationException(message);
    }
}
