// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>Reads separated text into data views.</summary>
public sealed partial class TextLoader : IDataLoader<IMultiStreamSource>
{
    private readonly TextFormat _format;
    private readonly TextColumn[] _columns;
    private readonly DataViewSchema _schema;

    internal TextLoader(IHostEnvironment env, Options options, IMultiStreamSource dataSample)
    {
        env.CheckValue(options, nameof(options));
        if (options.Columns is null or [])
            options.Columns = [new("Label", DataKind.Single, 0), new("Features", DataKind.Single, [new(1, null)])];
        _format = new TextFormat(options);
        string[] sample = dataSample is null ? [] : [.. _format.ReadSample(dataSample)];
        _columns = TextColumn.Bind(env, options, _format, sample);
        string header = !_format.HasHeader ? null
            : options.HeaderFile is null ? sample.FirstOrDefault()
            : _format.ReadSample(new MultiFileSource(options.HeaderFile)).FirstOrDefault();
        _schema = TextColumn.Schema(_columns, header is null ? null : _format.Split(header));
    }

    private TextLoader(TextFormat format, TextColumn[] columns, DataViewSchema schema)
    {
        _format = format;
        _columns = columns;
        _schema = schema;
    }

    public DataViewSchema GetOutputSchema() => _schema;

    public IDataView Load(IMultiStreamSource source)
    {
        ArgumentNullException.ThrowIfNull(source);
        return new TextDataView(_format, _columns, _schema, source);
    }

    void ICanSaveModel.Save(ModelSaveContext ctx)
    {
        ctx.SetLoader(typeof(TextLoader));
        _format.Save(ctx.Writer);
        SchemaCodec.Write(ctx.Writer, _schema);
        ctx.Writer.WriteArray(_columns, column => column.Save(ctx.Writer));
    }

    private static TextLoader Load(IHostEnvironment env, ModelLoadContext ctx)
    {
        var format = TextFormat.Load(ctx.Reader);
        DataViewSchema schema = SchemaCodec.Read(ctx.Reader);
        int next = 0;
        return new(format, ctx.Reader.ReadArray(() => TextColumn.Load(ctx.Reader, schema[next++])), schema);
    }
}
