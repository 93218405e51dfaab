// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Transforms;

/// <summary>Keeps or drops columns by name.</summary>
public sealed class ColumnSelectingTransformer : ITransformer
{
    private readonly IHost _host;
    private readonly bool _keepHidden;

    internal ColumnSelectingTransformer(IHostEnvironment env, string[] keepColumns, string[] dropColumns, bool keepHidden)
    {
        _host = env.Register(nameof(ColumnSelectingTransformer));
        Keeps = keepColumns is { Length: > 0 };
        Names = Keeps ? keepColumns : dropColumns;
        _keepHidden = keepHidden;
        _host.Check(Names is { Length: > 0 }, "Neither keepColumns and dropColumns is set. Exactly one must be specified.");
        foreach (string name in Names)
            _host.CheckNonEmpty(name, nameof(Names));
    }

    /// <summary>Whether the named columns are the ones to stay, or the ones to go.</summary>
    internal bool Keeps { get; }

    internal string[] Names { get; }

    bool ITransformer.IsRowToRowMapper => true;

    public DataViewSchema GetOutputSchema(DataViewSchema inputSchema) => Select(inputSchema).OutputSchema;

    public IDataView Transform(IDataView input)
    {
        _host.CheckValue(input, nameof(input));
        return new ColumnSelectionDataView(input, Select(input.Schema));
    }

    IRowToRowMapper ITransformer.GetRowToRowMapper(DataViewSchema inputSchema) => Select(inputSchema);

    void ICanSaveModel.Save(ModelSaveContext ctx)
    {
        ctx.SetLoader(typeof(ColumnSelectingTransformer));
        ctx.Writer.Write(Keeps);
        ctx.Writer.Write(_keepHidden);
        ctx.Writer.WriteStrings(Names);
    }

    private static ColumnSelectingTransformer Load(IHostEnvironment env, ModelLoadContext ctx)
    {
        bool keeps = ctx.Reader.ReadBoolean();
        bool keepHidden = ctx.Reader.ReadBoolean();
        string[] names = ctx.Reader.ReadStrings();
        return new(env, keeps ? names : null, keeps ? null : names, keepHidden);
    }

    private ColumnSelection Select(DataViewSchema schema)
    {
        _host.CheckValue(schema, "inputSchema");
        foreach (string name in Names.Where(n => schema.GetColumnOrNull(n) is null))
            throw _host.ExceptSchemaMismatch("inputSchema", "input", name);

        // Kept columns come in the order in which they were named, the rest of a dropped set in the order of the input.
        IEnumerable<DataViewSchema.Column> selected = Keeps
            ? Names.SelectMany(name => schema.Where(c => c.Name == name))
            : schema.Where(c => !Names.Contains(c.Name));
        return new(schema, [.. selected.Where(c => _keepHidden || !c.IsHidden).Select(c => c.Index)]);
    }
}
