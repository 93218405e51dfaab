// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Security.Cryptography;
using System.Text;

namespace Microsoft.ML.Causal;

/// <summary>A file of named values that belongs to one fit, ending with a SHA-256 of all before it.</summary>
internal static class CheckpointFile
{
    /// <summary>How the files end.</summary>
    public const string Extension = ".checkpoint";

    /// <summary>How files end that are not whole yet.</summary>
    public const string DraftExtension = ".draft";

    private static ReadOnlySpan<byte> Magic => "MLCCHK01"u8;

    /// <summary>Writes the file beside its place and renames it once it is whole and on the disk: a reader sees the old file or the new one, never half of one.</summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be written.</exception>
    public static void Write(string path, ReadOnlySpan<byte> fingerprint, IReadOnlyDictionary<string, byte[]> values)
    {
        using var content = new MemoryStream();
        using (var writer = new BinaryWriter(content, Encoding.UTF8, leaveOpen: true))
        {
            writer.Write(Magic);
            writer.Write(fingerprint);
            writer.Write(values.Count);
            foreach ((string name, byte[] bytes) in values)
            {
                writer.Write(name);
                writer.Write(bytes.Length);
                writer.Write(bytes);
            }
        }

        ReadOnlySpan<byte> whole = content.GetBuffer().AsSpan(0, (int)content.Length);
        string draft = $"{path}.{Guid.NewGuid():N}{DraftExtension}";
        try
        {
            using (FileStream file = new(draft, FileMode.CreateNew, FileAccess.Write, FileShare.None))
            {
                file.Write(whole);
                file.Write(SHA256.HashData(whole));
                file.Flush(flushToDisk: true);
            }

            File.Move(draft, path, overwrite: true);
        }
        finally
        {
            File.Delete(draft);
        }
    }

    /// <summary>Reads the file back.</summary>
    /// <exception cref="InvalidDataException">It is damaged, or of another fit or format.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    public static Dictionary<string, byte[]> Read(string path, ReadOnlySpan<byte> fingerprint)
    {
        byte[] bytes = File.ReadAllBytes(path);
        int end = bytes.Length - SHA256.HashSizeInBytes, start = Magic.Length + fingerprint.Length;
        if (end < start || !bytes.AsSpan(0, Magic.Length).SequenceEqual(Magic))
            throw new InvalidDataException("it does not begin as a checkpoint does");
        if (!bytes.AsSpan(Magic.Length, fingerprint.Length).SequenceEqual(fingerprint))
            throw new InvalidDataException("it is that of another fit");
        if (!SHA256.HashData(bytes.AsSpan(0, end)).AsSpan().SequenceEqual(bytes.AsSpan(end)))
            throw new InvalidDataException("its checksum does not fit its content");

        using var reader = new BinaryReader(new MemoryStream(bytes, start, end - start), Encoding.UTF8);
        int count = reader.ReadInt32();
        var values = new Dictionary<string, byte[]>(count);
        for (int k = 0; k < count; k++)
            values.Add(reader.ReadString(), reader.ReadBytes(reader.ReadInt32()));
        return values;
    }
}
