// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>A one-to-one mapper made of two functions: what a pair's output column is, and its getter.</summary>
internal sealed class OneToOneFunctionMapper : OneToOneTransformerBase.OneToOneMapper
{
    private readonly Func<DataViewRow, DataViewSchema.Column, int, Delegate> _getter;

    public OneToOneFunctionMapper(
        IHost host,
        OneToOneTransformerBase parent,
        DataViewSchema inputSchema,
        Func<DataViewSchema.Column, int, (DataViewType Type, DataViewSchema.Annotations Annotations)> describe,
        Func<DataViewRow, DataViewSchema.Column, int, Delegate> getter)
        : base(host, parent, inputSchema)
    {
        _getter = getter;
        OutputColumns = [.. Sources.Select((source, pair) =>
        {
            (DataViewType type, DataViewSchema.Annotations annotations) = describe(source, pair);
            return new DataViewSchema.DetachedColumn(parent.ColumnPairs[pair].outputColumnName, type, annotations);
        })];
    }

    public override DataViewSchema.DetachedColumn[] OutputColumns { get; }

    protected override Delegate CreateGetter(DataViewRow input, int output) => _getter(input, Sources[output], output);
}
