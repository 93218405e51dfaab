// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Transforms;

/// <summary>A fitted <see cref="StatefulCustomMappingEstimator{TSrc, TDst, TState}"/>; each pass over rows starts with new state.</summary>
public sealed class StatefulCustomMappingTransformer<TSrc, TDst, TState> : ITransformer
    where TSrc : class, new()
    where TDst : class, new()
    where TState : class, new()
{
    private readonly IHost _host;
    private readonly Action<TSrc, TDst, TState> _mapAction;
    private readonly Action<TState> _stateInitAction;
    private readonly string _contractName;
    private readonly string _contractAssembly;
    private readonly TypedColumn[] _outputs = TypedColumn.Of(typeof(TDst), null, SchemaDefinition.Direction.Write);

    internal StatefulCustomMappingTransformer(
        IHostEnvironment env,
        Action<TSrc, TDst, TState> mapAction,
        Action<TState> stateInitAction,
        string contractName,
        string contractAssembly)
    {
        _host = env.Register(nameof(StatefulCustomMappingTransformer<TSrc, TDst, TState>));
        _host.CheckValue(mapAction, nameof(mapAction));
        _host.CheckValue(stateInitAction, nameof(stateInitAction));
        _mapAction = mapAction;
        _stateInitAction = stateInitAction;
        _contractName = contractName;
        _contractAssembly = contractAssembly ?? mapAction.Method.DeclaringType.Assembly.FullName;
    }

    bool ITransformer.IsRowToRowMapper => true;

    public DataViewSchema GetOutputSchema(DataViewSchema inputSchema) => Mapper(inputSchema).OutputSchema;

    public IDataView Transform(IDataView input)
    {
        _host.CheckValue(input, nameof(input));
        return new SingleCursorDataView(new RowToRowMapperDataView(input, Mapper(input.Schema)));
    }

    IRowToRowMapper ITransformer.GetRowToRowMapper(DataViewSchema inputSchema) => Mapper(inputSchema);

    void ICanSaveModel.Save(ModelSaveContext ctx) => CustomMappingPersistence.Save(_host, ctx, _contractName, _contractAssembly);

    private RowToRowMapper Mapper(DataViewSchema inputSchema)
    {
        _host.CheckValue(inputSchema, nameof(inputSchema));
        var filler = new ObjectFiller<TSrc>(_host, inputSchema, ignoreMissingColumns: false);
        return new(new TypedRowMapper<TSrc, TDst>(inputSchema, filler, _outputs, Start));
    }

    private Action<TSrc, TDst> Start()
    {
        var state = new TState();
        _stateInitAction(state);
        return (source, result) => _mapAction(source, result, state);
    }
}
