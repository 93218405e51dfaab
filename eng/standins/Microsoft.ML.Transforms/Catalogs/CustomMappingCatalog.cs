// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.ML.Data;
using Microsoft.ML.Transforms;

namespace Microsoft.ML;

/// <summary>Columns and filters computed by users' functions.</summary>
public static class CustomMappingCatalog
{
    public static CustomMappingEstimator<TSrc, TDst> CustomMapping<TSrc, TDst>(
        this TransformsCatalog catalog,
        Action<TSrc, TDst> mapAction,
        string contractName,
        SchemaDefinition inputSchemaDefinition = null,
        SchemaDefinition outputSchemaDefinition = null)
        where TSrc : class, new()
        where TDst : class, new() =>
        new(catalog.Environment, mapAction, contractName, inputSchemaDefinition, outputSchemaDefinition);

    public static StatefulCustomMappingEstimator<TSrc, TDst, TState> StatefulCustomMapping<TSrc, TDst, TState>(
        this TransformsCatalog catalog, Action<TSrc, TDst, TState> mapAction, Action<TState> stateInitAction, string contractName)
        where TSrc : class, new()
        where TDst : class, new()
        where TState : class, new() =>
        new(catalog.Environment, mapAction, stateInitAction, contractName);

    /// <summary>Leaves out the rows for which the predicate holds.</summary>
    public static IDataView FilterByCustomPredicate<TSrc>(
        this DataOperationsCatalog catalog, IDataView input, Func<TSrc, bool> filterPredicate)
        where TSrc : class, new()
    {
        catalog.Environment.CheckValue(filterPredicate, nameof(filterPredicate));
        return Filter<TSrc>(catalog, input, () => filterPredicate, sequential: false);
    }

    /// <summary>Leaves out the rows for which the predicate holds; it may carry state from row to row.</summary>
    public static IDataView FilterByStatefulCustomPredicate<TSrc, TState>(
        this DataOperationsCatalog catalog, IDataView input, Func<TSrc, TState, bool> filterPredicate, Action<TState> stateInitAction)
        where TSrc : class, new()
        where TState : class, new()
    {
        catalog.Environment.CheckValue(filterPredicate, nameof(filterPredicate));
        return Filter<TSrc>(catalog, input, Start, sequential: true);

        Func<TSrc, bool> Start()
        {
            var state = new TState();
            stateInitAction?.Invoke(state);
            return row => filterPredicate(row, state);
        }
    }

    private static FilteredDataView Filter<TSrc>(
        DataOperationsCatalog catalog, IDataView input, Func<Func<TSrc, bool>> start, bool sequential)
        where TSrc : class, new()
    {
        catalog.Environment.CheckValue(input, nameof(input));
        var filler = new ObjectFiller<TSrc>(catalog.Environment, input.Schema, ignoreMissingColumns: false);
        return new(input, filler.ColumnIndices, CreateTest, sequential);

        Func<bool> CreateTest(DataViewRow row)
        {
            Action<TSrc> fill = filler.CreateFill(row);
            Func<TSrc, bool> leavesOut = start();
            var example = new TSrc();
            return () =>
            {
                fill(example);
                return !leavesOut(example);
            };
        }
    }
}
