// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.ML.Data;

namespace Microsoft.ML;

public sealed partial class DataOperationsCatalog
{
    // What the real library falls back to where neither the call nor the context gives a seed.
    private const int DefaultSeed = 42;

    public IDataView Cache(IDataView input, params string[] columnsToPrefetch)
    {
        Environment.CheckValue(input, nameof(input));
        var cache = new CachedDataView(input);
        foreach (string name in columnsToPrefetch ?? [])
        {
            if (input.Schema.GetColumnOrNull(name) is null)
                throw Environment.ExceptSchemaMismatch(nameof(columnsToPrefetch), "prefetch", name);
        }

        if (columnsToPrefetch is { Length: > 0 })
            cache.Fill(columnsToPrefetch.Select(name => input.Schema[name].Index));
        return cache;
    }

    public IDataView ShuffleRows(IDataView input, int? seed = null, int shufflePoolSize = 1000, bool shuffleSource = true)
    {
        Environment.CheckValue(input, nameof(input));
        Environment.CheckParam(shufflePoolSize > 0, nameof(shufflePoolSize), "Must be positive");
        return new ShuffledDataView(input, seed ?? Environment.Register(nameof(ShuffleRows)).Rand.Next());
    }

    public IDataView SkipRows(IDataView input, long count)
    {
        Environment.CheckValue(input, nameof(input));
        Environment.CheckParam(count > 0, nameof(count), "Must be greater than zero.");
        return new SkipTakeDataView(input, count, long.MaxValue);
    }

    public IDataView TakeRows(IDataView input, long count)
    {
        Environment.CheckValue(input, nameof(input));
        Environment.CheckParam(count > 0, nameof(count), "Must be greater than zero.");
        return new SkipTakeDataView(input, 0, count);
    }

    public IDataView FilterRowsByColumn(
        IDataView input, string columnName, double lowerBound = double.NegativeInfinity, double upperBound = double.PositiveInfinity)
    {
        Environment.CheckValue(input, nameof(input));
        Environment.CheckNonEmpty(columnName, nameof(columnName));
        Environment.CheckParam(lowerBound < upperBound, nameof(upperBound), "Must be less than lowerBound");
        DataViewSchema.Column column = input.Schema[columnName];
        if (column.Type is not NumberDataViewType)
            throw Environment.ExceptSchemaMismatch(nameof(columnName), "filter", columnName, "number", column.Type.ToString());
        Environment.CheckParam(RowNumbers.CanRead(column.Type), "Column", $"Column '{columnName}' does not have compatible type");
        return new FilteredDataView(input, [column.Index], row => RowNumbers.Within(row, column, v => lowerBound <= v && v < upperBound));
    }

    public IDataView FilterRowsByKeyColumnFraction(IDataView input, string columnName, double lowerBound = 0, double upperBound = 1)
    {
        Environment.CheckValue(input, nameof(input));
        Environment.CheckNonEmpty(columnName, nameof(columnName));
        Environment.CheckParam(lowerBound is >= 0 and <= 1, nameof(lowerBound), "Must be in [0, 1]");
        Environment.CheckParam(upperBound is >= 0 and <= 1, nameof(upperBound), "Must be in [0, 1]");
        Environment.CheckParam(lowerBound <= upperBound, nameof(upperBound), "Must be no less than lowerBound");
        DataViewSchema.Column column = input.Schema[columnName];
        if (column.Type is not KeyDataViewType)
            throw Environment.ExceptSchemaMismatch(nameof(columnName), "filter", columnName, "KeyType", column.Type.ToString());
        return new FilteredDataView(
            input, [column.Index], row => RowNumbers.Within(row, column, v => lowerBound <= v && (v < upperBound || upperBound >= 1)));
    }

    public IDataView FilterRowsByMissingValues(IDataView input, params string[] columns)
    {
        Environment.CheckValue(input, nameof(input));
        Environment.CheckParam(columns is { Length: > 0 }, nameof(columns), "Expected at least one column name.");
        DataViewSchema.Column[] found = [.. columns.Select(name =>
            input.Schema.GetColumnOrNull(name) ?? throw Environment.ExceptParam("Columns", $"Source column '{name}' not found"))];
        foreach (DataViewSchema.Column column in found.Where(c => !MissingValues.CanBeMissing(c.Type)))
        {
            throw Environment.ExceptParam(
                "Columns",
                $"Column '{column.Name}' has type {column.Type} which does not support missing values, so we cannot filter on them");
        }

        return new FilteredDataView(input, [.. found.Select(c => c.Index)], row =>
        {
            Func<bool>[] missing = [.. found.Select(column => MissingValues.Test(row, column))];
            return () => !Array.Exists(missing, isMissing => isMissing());
        });
    }

    public IDataView BootstrapSample(IDataView input, int? seed = null, bool complement = false)
    {
        Environment.CheckValue(input, nameof(input));
        return new BootstrapDataView(input, seed ?? Environment.Register(nameof(BootstrapSample)).Rand.Next(), complement);
    }
}
