// Licensed under the MIT licence; see LICENSE in the repository root.

using System.IO.Compression;
using System.Text;
using Microsoft.ML.Data;

namespace Microsoft.ML;

/// <summary>One folder of a model file that is being written; sub-models get folders inside it.</summary>
public sealed class ModelSaveContext : IDisposable
{
    internal const string EntryName = "Model.bin";
    private readonly ZipArchive _archive;
    private readonly string _folder;
    private readonly MemoryStream _content = new();
    private bool _disposed;

    internal ModelSaveContext(ZipArchive archive, string folder)
    {
        _archive = archive;
        _folder = folder;
        Writer = new BinaryWriter(_content, Encoding.UTF8);
    }

    internal BinaryWriter Writer { get; }

    /// <summary>Records the class that can read what follows; call it first, once.</summary>
    internal void SetLoader(Type loader) => Writer.Write(ModelLoader.Signature(loader));

    internal void SaveModel(ICanSaveModel model, string name) => SaveSubModel(name, model.Save);

    internal void SaveSubModel(string name, Action<ModelSaveContext> save)
    {
        using var inner = new ModelSaveContext(_archive, Path.Combine(_folder, name).Replace('\\', '/'));
        save(inner);
    }

    /// <summary>Writes a data view beside this model's own content.</summary>
    internal void SaveStream(string name, Action<Stream> save)
    {
        using Stream stream = _archive.CreateEntry($"{_folder}/{name}", CompressionLevel.Fastest).Open();
        save(stream);
    }

    public void Dispose()
    {
        if (_disposed)
            return;
        _disposed = true;
        Writer.Flush();
        if (_content.Length > 0)
            SaveStream(EntryName, stream => stream.Write(_content.GetBuffer(), 0, (int)_content.Length));
        Writer.Dispose();
    }
}
