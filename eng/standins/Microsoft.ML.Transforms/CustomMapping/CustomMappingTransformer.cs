// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Transforms;

/// <summary>A fitted <see cref="CustomMappingEstimator{TSrc, TDst}"/>.</summary>
public sealed class CustomMappingTransformer<TSrc, TDst> : ITransformer
    where TSrc : class, new()
    where TDst : class, new()
{
    private readonly IHost _host;
    private readonly Action<TSrc, TDst> _mapAction;
    private readonly string _contractName;
    private readonly string _contractAssembly;
    private readonly SchemaDefinition _inputDefinition;
    private readonly TypedColumn[] _outputs;

    internal CustomMappingTransformer(
        IHostEnvironment env,
        Action<TSrc, TDst> mapAction,
        string contractName,
        string contractAssembly,
        SchemaDefinition inputDefinition = null,
        SchemaDefinition outputDefinition = null)
    {
        _host = env.Register(nameof(CustomMappingTransformer<TSrc, TDst>));
        _host.CheckValue(mapAction, nameof(mapAction));
        _mapAction = mapAction;
        _contractName = contractName;
        _contractAssembly = contractAssembly ?? mapAction.Method.DeclaringType.Assembly.FullName;
        _inputDefinition = inputDefinition ?? SchemaDefinition.Create(typeof(TSrc), SchemaDefinition.Direction.Write);
        _outputs = TypedColumn.Of(typeof(TDst), outputDefinition, SchemaDefinition.Direction.Write);
    }

    bool ITransformer.IsRowToRowMapper => true;

    public DataViewSchema GetOutputSchema(DataViewSchema inputSchema) => Mapper(inputSchema).OutputSchema;

    public IDataView Transform(IDataView input)
    {
        _host.CheckValue(input, nameof(input));
        return new RowToRowMapperDataView(input, Mapper(input.Schema));
    }

    IRowToRowMapper ITransformer.GetRowToRowMapper(DataViewSchema inputSchema) => Mapper(inputSchema);

    void ICanSaveModel.Save(ModelSaveContext ctx) => CustomMappingPersistence.Save(_host, ctx, _contractName, _contractAssembly);

    private RowToRowMapper Mapper(DataViewSchema inputSchema)
    {
        _host.CheckValue(inputSchema, nameof(inputSchema));
        var filler = new ObjectFiller<TSrc>(_host, inputSchema, ignoreMissingColumns: false, _inputDefinition);
        return new(new TypedRowMapper<TSrc, TDst>(inputSchema, filler, _outputs, () => _mapAction));
    }
}
