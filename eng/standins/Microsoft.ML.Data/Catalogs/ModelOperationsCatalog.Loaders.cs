// Licensed under the MIT licence; see LICENSE in the repository root.

using System.IO.Compression;
using Microsoft.ML.Data;

namespace Microsoft.ML;

public sealed partial class ModelOperationsCatalog
{
    private const string LoaderFolder = "Loader";

    public void Save<TSource>(ITransformer model, IDataLoader<TSource> loader, string filePath)
    {
        Environment.CheckNonEmpty(filePath, nameof(filePath));
        using FileStream stream = File.Create(filePath);
        Save(model, loader, stream);
    }

    public void Save<TSource>(ITransformer model, IDataLoader<TSource> loader, Stream stream)
    {
        Environment.CheckValue(loader, nameof(loader));
        Environment.CheckValue(stream, nameof(stream));
        using var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true);
        using (var context = new ModelSaveContext(archive, ModelFolder))
            model?.Save(context);
        using (var context = new ModelSaveContext(archive, LoaderFolder))
            loader.Save(context);
    }

    public ITransformer LoadWithDataLoader(string filePath, out IDataLoader<IMultiStreamSource> loader)
    {
        Environment.CheckNonEmpty(filePath, nameof(filePath));
        using FileStream stream = File.OpenRead(filePath);
        return LoadWithDataLoader(stream, out loader);
    }

    public ITransformer LoadWithDataLoader(Stream stream, out IDataLoader<IMultiStreamSource> loader)
    {
        Environment.CheckValue(stream, nameof(stream));
        using ZipArchive archive = Open(stream);
        loader = ModelLoadContext.Load<IDataLoader<IMultiStreamSource>>(Environment, archive, LoaderFolder) ?? throw Environment.Except(
            "Model does not contain an IDataLoader. Perhaps this was saved with an DataViewSchema, " +
            "or even no information on its input at all. Consider using the Load method instead.");
        return ModelLoadContext.Load<ITransformer>(Environment, archive, ModelFolder) ?? new TransformerChain<ITransformer>();
    }
}
