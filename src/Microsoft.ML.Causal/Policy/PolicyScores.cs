// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.ML.Data;

namespace Microsoft.ML.Causal;

/// <summary>What a plan reads of scored rows.</summary>
/// <param name="BaseProbability">p₀, [n].</param>
/// <param name="Curves">p(q), row-major, [n,g].</param>
/// <param name="Groups">Number of each row's group, [n]; empty without a group column.</param>
/// <param name="GroupNames">Names of the groups, in order of appearance.</param>
internal sealed record PolicyScores(float[] BaseProbability, float[] Curves, int[] Groups, IReadOnlyList<string> GroupNames)
{
    /// <summary>Reads the columns in one pass.</summary>
    /// <exception cref="ArgumentException">A column is missing or of another type.</exception>
    /// <exception cref="InvalidOperationException">There is no row, or a row's curve has another length.</exception>
    public static PolicyScores Read(PolicyOptions options, IDataView scored, int intensities)
    {
        DataViewSchema.Column baseColumn = ColumnCheck.Scalar(scored.Schema, "base probability", options.BaseProbabilityColumnName, NumberDataViewType.Single);
        DataViewSchema.Column curveColumn = TouchColumnCheck.Numbers(scored.Schema, "response curve", options.ResponseCurveColumnName);
        DataViewSchema.Column? groupColumn = options.GroupColumnName is { } name
            ? ColumnCheck.Scalar(scored.Schema, "group", name, TextDataViewType.Instance) : null;
        using DataViewRowCursor cursor = scored.GetRowCursor(groupColumn is { } needed ? [baseColumn, curveColumn, needed] : [baseColumn, curveColumn]);
        ValueGetter<float> getBase = cursor.GetGetter<float>(baseColumn);
        ValueGetter<VBuffer<float>> getCurve = cursor.GetGetter<VBuffer<float>>(curveColumn);
        ValueGetter<ReadOnlyMemory<char>>? getGroup = groupColumn is { } column ? cursor.GetGetter<ReadOnlyMemory<char>>(column) : null;

        long rows = scored.GetRowCount() ?? 1024;
        GrowingArray<float> bases = new(rows), curves = new(rows * intensities);
        GrowingArray<int> groups = new(getGroup is null ? 0 : rows);
        Dictionary<string, int> numbers = [];
        Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> lookup = numbers.GetAlternateLookup<ReadOnlySpan<char>>();
        float p0 = 0;
        VBuffer<float> curve = default;
        ReadOnlyMemory<char> group = default;
        while (cursor.MoveNext())
        {
            getBase(ref p0);
            getCurve(ref curve);
            if (curve.Length != intensities)
            {
                throw new InvalidOperationException(
                    $"Response curve column '{curveColumn.Name}' must hold {intensities} values, one per intensity, but holds {curve.Length}. Name the intensities that the rows were scored for.");
            }

            bases.Add(p0);
            curve.CopyTo(curves.Extend(intensities));
            if (getGroup is null)
                continue;
            getGroup(ref group);
            if (!lookup.TryGetValue(group.Span, out int number))
                lookup[group.Span] = number = numbers.Count;
            groups.Add(number);
        }

        float[] all = bases.ToArray();
        return all.Length > 0
            ? new(all, curves.ToArray(), getGroup is null ? [] : groups.ToArray(), [.. numbers.Keys])
            : throw new InvalidOperationException("There are no rows to plan; the scored data is empty.");
    }
}
