// Licensed under the MIT licence; see LICENSE in the repository root.

using System.IO.Compression;
using System.Text;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML;

/// <summary>One folder of a model file that is being read.</summary>
internal sealed class ModelLoadContext
{
    private readonly ZipArchive _archive;
    private readonly string _folder;

    private ModelLoadContext(ZipArchive archive, string folder, BinaryReader reader)
    {
        _archive = archive;
        _folder = folder;
        Reader = reader;
    }

    public BinaryReader Reader { get; }

    /// <summary>Reads the sub-model of that name; it must be there and be a <typeparamref name="T"/>.</summary>
    public T LoadModel<T>(IHostEnvironment env, string name)
        where T : class =>
        Load<T>(env, _archive, $"{_folder}/{name}") ?? throw env.ExceptDecode($"Corrupt model file: it holds no '{_folder}/{name}'.");

    internal static T Load<T>(IHostEnvironment env, ZipArchive archive, string folder)
        where T : class
    {
        using Stream stream = Open(archive, $"{folder}/{ModelSaveContext.EntryName}");
        if (stream is null)
            return null;
        using var reader = new BinaryReader(stream, Encoding.UTF8);
        object model = ModelLoader.Load(env, reader.ReadString(), new(archive, folder, reader));
        return model as T
            ?? throw env.ExceptDecode($"Corrupt model file: '{folder}' holds a {model?.GetType().Name}, expected a {typeof(T).Name}.");
    }

    // Copied to memory: entries are read while others are open, and readers want to seek.
    private static MemoryStream Open(ZipArchive archive, string path)
    {
        ZipArchiveEntry entry = archive.GetEntry(path);
        if (entry is null)
            return null;
        using Stream stream = entry.Open();
        var memory = new MemoryStream((int)entry.Length);
        stream.CopyTo(memory);
        memory.Position = 0;
        return memory;
    }
}
