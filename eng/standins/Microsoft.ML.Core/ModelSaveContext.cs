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

    internal void SaveModel(ICanSaveModel model, string name)
    {
        using var inner = new ModelSaveContext(_archive, $"{_folder}/{name}");
        model.Save(inner);
    }

    public void Dispose()
    {
        if (_disposed)
            return;
        _disposed = true;
        Writer.Flush();
        if (_content.Length > 0)
        {
            using Stream entry = _archive.CreateEntry($"{_folder}/{EntryName}", CompressionLevel.Fastest).Open();
            _content.WriteTo(entry);
        }

        Writer.Dispose();
    }
}
