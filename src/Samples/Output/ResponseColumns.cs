// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Globalization;
using Microsoft.ML.Data;

namespace Microsoft.ML.Causal.Samples;

/// <summary>A response curve in a file of scores: one column an intensity, named <c>Response@1.5</c>.</summary>
/// <param name="Curve">The vector column.</param>
/// <param name="Intensities">What its entries belong to.</param>
internal sealed record ResponseColumns(DataViewSchema.Column Curve, IReadOnlyList<float> Intensities)
{
    public const string CurveColumn = "ResponseCurve", BaseColumn = "BaseProbability";

    private const string Prefix = "Response@";

    /// <summary>Gets the names of the columns.</summary>
    public IEnumerable<string> Names => Intensities.Select(q => Prefix + q.ToString("R", CultureInfo.InvariantCulture));

    /// <summary>The curve that a model added to scored rows; null where it added none, or where several models did.</summary>
    public static ResponseColumns? Of(MLContext mlContext, ITransformer model, DataViewSchema scored)
    {
        if (scored.GetColumnOrNull(CurveColumn) is not { } curve)
            return null;
        try
        {
            return new(curve, mlContext.Causal().Open<UniMvtTransformer>(model).Grid);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    /// <summary>The columns of a file of scores that hold a curve, by rising intensity.</summary>
    /// <exception cref="InputException">There are none, or one whose intensity is none.</exception>
    public static IReadOnlyList<(string Name, float Intensity)> Find(CsvReader reader)
    {
        List<(string Name, float Intensity)> columns = [];
        foreach (string name in reader.Columns.Where(name => name.StartsWith(Prefix, StringComparison.Ordinal)))
        {
            if (!float.TryParse(name.AsSpan(Prefix.Length), NumberStyles.Float, CultureInfo.InvariantCulture, out float intensity) || !(intensity > 0 && float.IsFinite(intensity)))
                throw new InputException(reader.Path, 1, name, $"after {Prefix} an intensity greater than 0 was expected.");
            columns.Add((name, intensity));
        }

        return columns.Count > 0
            ? [.. columns.OrderBy(column => column.Intensity)]
            : throw new InputException(reader.Path, 1, Prefix, "the header has no response curve, a column such as Response@1.5 for each intensity; the coupons and score commands write them.");
    }
}
