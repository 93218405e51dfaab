// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.ML.Data;

namespace Microsoft.ML.Causal.ScoringService;

/// <summary>Gives the rows of requests the columns of a model, so that one class of rows serves every model.</summary>
/// <param name="columns">The columns that the model reads.</param>
/// <param name="marker">Name of one more column, by which engines of this model are told from those of another.</param>
internal sealed class RowColumns(IReadOnlyList<ModelColumn> columns, string marker) : ITransformer
{
    public bool IsRowToRowMapper => true;

    public DataViewSchema GetOutputSchema(DataViewSchema inputSchema)
    {
        var builder = new DataViewSchema.Builder();
        foreach (ModelColumn column in columns)
            builder.AddColumn(column.Name, column.Type);
        builder.AddColumn(marker, BooleanDataViewType.Instance);
        return builder.ToSchema();
    }

    public IRowToRowMapper GetRowToRowMapper(DataViewSchema inputSchema) => new Mapper(inputSchema, GetOutputSchema(inputSchema), columns);

    public IDataView Transform(IDataView input) => throw new NotSupportedException("Rows of requests are scored one by one, through a prediction engine.");

    void ICanSaveModel.Save(ModelSaveContext ctx) => throw new NotSupportedException("These columns belong to the service; the model itself is in its file.");

    private sealed class Mapper(DataViewSchema input, DataViewSchema output, IReadOnlyList<ModelColumn> columns) : IRowToRowMapper
    {
        public DataViewSchema InputSchema => input;

        public DataViewSchema OutputSchema => output;

        public IEnumerable<DataViewSchema.Column> GetDependencies(IEnumerable<DataViewSchema.Column> dependingColumns) =>
            dependingColumns.Any() ? input : [];

        public DataViewRow GetRow(DataViewRow row, IEnumerable<DataViewSchema.Column> activeColumns) =>
            new ModelRow(row, output, columns, [.. activeColumns.Select(column => column.Index)]);
    }
}
