// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>Base of the transformers that make one output column from each of some input columns.</summary>
public abstract class OneToOneTransformerBase : RowToRowTransformerBase
{
    private protected OneToOneTransformerBase(IHost host, params (string outputColumnName, string inputColumnName)[] columns)
        : base(host)
    {
        host.CheckValue(columns, nameof(columns));
        foreach ((string output, string input) in columns)
        {
            host.CheckNonEmpty(output, nameof(columns));
            host.CheckNonEmpty(input, nameof(columns));
        }

        ColumnPairs = columns;
    }

    internal (string outputColumnName, string inputColumnName)[] ColumnPairs { get; }

    /// <summary>Throws if the input column does not suit; called for each pair when a mapper is made.</summary>
    internal virtual void CheckInputColumn(DataViewSchema inputSchema, int pair, int sourceColumn)
    {
    }

    private protected void SaveColumns(ModelSaveContext ctx) => ctx.Writer.WriteArray(ColumnPairs, pair =>
    {
        ctx.Writer.Write(pair.outputColumnName);
        ctx.Writer.Write(pair.inputColumnName);
    });

    internal static (string outputColumnName, string inputColumnName)[] LoadColumns(ModelLoadContext ctx) =>
        ctx.Reader.ReadArray(() => (ctx.Reader.ReadString(), ctx.Reader.ReadString()));

    /// <summary>Base of the mappers of one-to-one transformers: finds and checks the input columns.</summary>
    internal abstract class OneToOneMapper : RowMapper
    {
        protected OneToOneMapper(IHost host, OneToOneTransformerBase parent, DataViewSchema inputSchema)
            : base(inputSchema)
        {
            Sources = new DataViewSchema.Column[parent.ColumnPairs.Length];
            for (int i = 0; i < Sources.Length; i++)
            {
                string name = parent.ColumnPairs[i].inputColumnName;
                Sources[i] = inputSchema.GetColumnOrNull(name) ?? throw host.ExceptSchemaMismatch(nameof(inputSchema), "input", name);
                parent.CheckInputColumn(inputSchema, i, Sources[i].Index);
            }
        }

        /// <summary>The input column of each pair.</summary>
        protected DataViewSchema.Column[] Sources { get; }

        public override IEnumerable<int> GetDependencies(int output) => [Sources[output].Index];
    }
}
