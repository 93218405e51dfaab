// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Globalization;
using Microsoft.ML.Data;

namespace Microsoft.ML.Causal.Samples;

/// <summary>
/// A file of coupon impressions: features x1, x2, ...; w (issued), t (intensity), y (clicked); where simulated, also the truth
/// p0 (base probability), eta (uplift on the world's link), pt (probability at t), unit (unit uplift).
/// </summary>
internal sealed class CouponFile
{
    public const string Treatment = "w", Intensity = "t", Label = "y", TrueUnitUplift = "unit";

    private static readonly string[] Truth = ["p0", "eta", "pt", TrueUnitUplift];

    /// <exception cref="InputException">The header lacks a column, or has one that is not known.</exception>
    public CouponFile(string path)
    {
        Path = path;
        using var reader = new CsvReader(path);
        string[] known = [Treatment, Intensity, Label, .. Truth];
        foreach (string column in reader.Columns)
        {
            if (FeatureNumber(column) is null && !known.Contains(column))
            {
                throw new InputException(path, 1, column,
                    "this column is not known; a coupon file has x1, x2, ..., w, t, y and, where simulated, p0, eta, pt, unit.");
            }
        }

        foreach (string column in (string[])["x1", Treatment, Intensity, Label])
            reader.Find(column);
        Features = [.. reader.Columns.Where(column => FeatureNumber(column) != null).OrderBy(FeatureNumber)];
        HasTruth = reader.Columns.Contains(TrueUnitUplift);
    }

    public string Path { get; }

    /// <summary>Gets the names of the features, by their numbers.</summary>
    public IReadOnlyList<string> Features { get; }

    /// <summary>Gets whether the true unit uplift is known.</summary>
    public bool HasTruth { get; }

    /// <summary>Gets a view on the features alone: what a model reads when it scores.</summary>
    public IDataView FeatureView => new CsvDataView(Path, Features.Select(Number));

    /// <summary>Gets a view on all that is needed to train and to judge.</summary>
    public IDataView View => new CsvDataView(Path,
    [
        .. Features.Select(Number), (Treatment, BooleanDataViewType.Instance), Number(Intensity), (Label, BooleanDataViewType.Instance),
        .. HasTruth ? [Number(TrueUnitUplift)] : Array.Empty<(string, DataViewType)>(),
    ]);

    /// <summary>Checks that this file has the features that <paramref name="other"/> has.</summary>
    /// <exception cref="InputException">A column is missing here or there.</exception>
    public void RequireFeaturesOf(CouponFile other)
    {
        if (other.Features.Except(Features).FirstOrDefault() is { } missing)
            throw new InputException(Path, 1, missing, $"the header lacks this column, which '{other.Path}' has.");
        if (Features.Except(other.Features).FirstOrDefault() is { } extra)
            throw new InputException(Path, 1, extra, $"the header has this column, which '{other.Path}' lacks.");
    }

    private static (string, DataViewType) Number(string column) => (column, NumberDataViewType.Single);

    private static int? FeatureNumber(string column) =>
        column.Length > 1 && column[0] == 'x' && int.TryParse(column.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out int number)
            ? number : null;
}
