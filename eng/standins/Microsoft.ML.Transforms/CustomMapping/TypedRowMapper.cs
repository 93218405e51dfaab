// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.ML.Data;

namespace Microsoft.ML.Transforms;

/// <summary>Computes the columns of a custom mapping: per row, one object is filled, mapped to another, and its members read.</summary>
/// <param name="inputSchema">The schema of the rows.</param>
/// <param name="filler">Fills the source object.</param>
/// <param name="outputs">The columns of the result object.</param>
/// <param name="start">Gives the function for one pass over the rows; a pass has its own objects, so passes can run side by side.</param>
internal sealed class TypedRowMapper<TSrc, TDst>(
    DataViewSchema inputSchema, ObjectFiller<TSrc> filler, TypedColumn[] outputs, Func<Action<TSrc, TDst>> start)
    : RowMapper(inputSchema)
    where TSrc : class, new()
    where TDst : class, new()
{
    public override DataViewSchema.DetachedColumn[] OutputColumns { get; } =
        [.. outputs.Select(c => new DataViewSchema.DetachedColumn(c.Name, c.Type, c.Annotations))];

    public override IEnumerable<int> GetDependencies(int output) => filler.ColumnIndices;

    public override Delegate[] CreateGetters(DataViewRow input, bool[] active, out Action disposer)
    {
        disposer = null;
        if (!active.Contains(true))
            return new Delegate[active.Length];
        var pass = new Pass(input, filler.CreateFill(input), start());
        var row = new ObjectRow<TDst>(outputs);
        row.Set(pass.Result);
        return [.. active.Select((isActive, i) => isActive
            ? GenericCall.Static<Delegate>(
                typeof(TypedRowMapper<TSrc, TDst>), nameof(UpToDate), [outputs[i].Type.RawType], row.Getters[i], pass)
            : null)];
    }

    protected override Delegate CreateGetter(DataViewRow input, int output) =>
        throw new NotSupportedException("The outputs of a custom mapping share one call per row; they are created together.");

    private static ValueGetter<TValue> UpToDate<TValue>(ValueGetter<TValue> getter, Pass pass) => (ref TValue value) =>
    {
        pass.Refresh();
        getter(ref value);
    };

    /// <summary>The objects of one pass, and the position that they stand for.</summary>
    private sealed class Pass(DataViewRow input, Action<TSrc> fill, Action<TSrc, TDst> map)
    {
        private readonly TSrc _source = new();
        private long _position = -1;

        public TDst Result { get; } = new();

        public void Refresh()
        {
            long position = input.Position;
            if (position == _position)
                return;
            fill(_source);
            map(_source, Result);
            _position = position;
        }
    }
}
