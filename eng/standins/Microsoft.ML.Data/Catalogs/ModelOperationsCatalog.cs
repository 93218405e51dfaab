// Licensed under the MIT licence; see LICENSE in the repository root.

using System.IO.Compression;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML;

/// <summary>Saving and loading of models, and single predictions.</summary>
public sealed partial class ModelOperationsCatalog
{
    private const string ModelFolder = "TransformerChain";
    private const string SchemaEntry = "Schema";

    internal ModelOperationsCatalog(IHostEnvironment env) => Environment = env;

    internal IHostEnvironment Environment { get; }

    public void Save(ITransformer model, DataViewSchema inputSchema, string filePath)
    {
        Environment.CheckNonEmpty(filePath, nameof(filePath));
        using FileStream stream = File.Create(filePath);
        Save(model, inputSchema, stream);
    }

    public void Save(ITransformer model, DataViewSchema inputSchema, Stream stream)
    {
        Environment.CheckValue(stream, nameof(stream));
        using var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true);
        using (var context = new ModelSaveContext(archive, ModelFolder))
            model?.Save(context);
        if (inputSchema is null)
            return;
        Environment.Check(inputSchema.Count > 0, "No valid columns to save");
        using Stream entry = archive.CreateEntry(SchemaEntry).Open();
        using var writer = new BinaryWriter(entry);
        SchemaCodec.Write(writer, inputSchema);
    }

    public ITransformer Load(string filePath, out DataViewSchema inputSchema)
    {
        Environment.CheckNonEmpty(filePath, nameof(filePath));
        using FileStream stream = File.OpenRead(filePath);
        return Load(stream, out inputSchema);
    }

    public ITransformer Load(Stream stream, out DataViewSchema inputSchema)
    {
        Environment.CheckValue(stream, nameof(stream));
        using ZipArchive archive = Open(stream);
        if (archive.GetEntry(SchemaEntry) is { } schema)
        {
            using var reader = new BinaryReader(schema.Open());
            inputSchema = SchemaCodec.Read(reader);
        }
        else
            inputSchema = ModelLoadContext.Load<IDataLoader<IMultiStreamSource>>(Environment, archive, LoaderFolder)?.GetOutputSchema();

        return ModelLoadContext.Load<ITransformer>(Environment, archive, ModelFolder)
            ?? throw Environment.ExceptDecode($"Corrupt model file: it holds no '{ModelFolder}'.");
    }

    private ZipArchive Open(Stream stream)
    {
        try
        {
            return new ZipArchive(stream, ZipArchiveMode.Read, leaveOpen: true);
        }
        catch (InvalidDataException exception)
        {
            throw Environment.Process(new FormatException("Failed to open a zip archive", exception));
        }
    }

    public PredictionEngine<TSrc, TDst> CreatePredictionEngine<TSrc, TDst>(
        ITransformer transformer,
        bool ignoreMissingColumns = true,
        SchemaDefinition inputSchemaDefinition = null,
        SchemaDefinition outputSchemaDefinition = null)
        where TSrc : class
        where TDst : class, new() =>
        CreatePredictionEngine<TSrc, TDst>(transformer, new PredictionEngineOptions
        {
            IgnoreMissingColumns = ignoreMissingColumns,
            InputSchemaDefinition = inputSchemaDefinition,
            OutputSchemaDefinition = outputSchemaDefinition,
        });

    public PredictionEngine<TSrc, TDst> CreatePredictionEngine<TSrc, TDst>(ITransformer transformer, DataViewSchema inputSchema)
        where TSrc : class
        where TDst : class, new()
    {
        Environment.CheckValue(inputSchema, nameof(inputSchema));
        return CreatePredictionEngine<TSrc, TDst>(transformer, new PredictionEngineOptions
        {
            IgnoreMissingColumns = false,
            InputSchemaDefinition = SchemaDefinition.For<TSrc>(Environment, inputSchema),
        });
    }

    public PredictionEngine<TSrc, TDst> CreatePredictionEngine<TSrc, TDst>(ITransformer transformer, PredictionEngineOptions options)
        where TSrc : class
        where TDst : class, new()
    {
        Environment.CheckValue(transformer, nameof(transformer));
        Environment.CheckValue(options, nameof(options));
        return new(Environment, transformer, options);
    }
}
