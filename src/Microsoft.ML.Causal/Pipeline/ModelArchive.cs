// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace Microsoft.ML.Causal;

/// <summary>
/// A fitted model as one text: what the text column of a model file carries. Base64 of a small binary form that ends with a
/// SHA-256 of all before it.
/// </summary>
/// <param name="Kind">What the model is, such as <c>UniMvt</c>.</param>
/// <param name="Settings">Everything but the weights, as JSON.</param>
/// <param name="Arrays">The weights: dotted name, extents, values row-major.</param>
internal sealed record ModelArchive(string Kind, string Settings, IReadOnlyList<(string Name, int[] Shape, float[] Values)> Arrays)
{
    /// <summary>The form that this build writes, and the newest that it reads.</summary>
    internal const int CurrentVersion = 1;

    private const int ChecksumLength = 32;
    private static ReadOnlySpan<byte> Magic => "MLCAUSAL"u8;

    /// <summary>Writes the archive as text.</summary>
    public string Encode() => Encode(CurrentVersion);

    internal string Encode(int version)
    {
        using var stream = new MemoryStream();
        using (var writer = new BinaryWriter(stream, Encoding.UTF8, leaveOpen: true))
        {
            writer.Write(Magic);
            writer.Write(version);
            writer.Write(Kind);
            writer.Write(Settings);
            writer.Write(Arrays.Count);
            foreach ((string name, int[] shape, float[] values) in Arrays)
            {
                writer.Write(name);
                writer.Write(shape.Length);
                foreach (int extent in shape)
                    writer.Write(extent);
                writer.Write(values.Length);
                writer.Write(MemoryMarshal.AsBytes(values.AsSpan()));
            }
        }

        ReadOnlySpan<byte> content = stream.GetBuffer().AsSpan(0, (int)stream.Length);
        var bytes = new byte[content.Length + ChecksumLength];
        content.CopyTo(bytes);
        SHA256.HashData(content, bytes.AsSpan(content.Length));
        return Convert.ToBase64String(bytes);
    }

    /// <summary>Reads an archive back.</summary>
    /// <exception cref="InvalidDataException">The text is damaged, or was written by a newer version of this library.</exception>
    public static ModelArchive Decode(ReadOnlySpan<char> text)
    {
        var bytes = new byte[text.Length / 4 * 3 + 3];
        if (!Convert.TryFromBase64Chars(text, bytes, out int length)
            || length < Magic.Length + sizeof(int) + ChecksumLength
            || !bytes.AsSpan(0, Magic.Length).SequenceEqual(Magic))
            throw Damaged("it does not begin as a model of this library does");

        // The version comes first: a newer form may well keep its checksum elsewhere.
        int version = BitConverter.ToInt32(bytes, Magic.Length);
        if (version > CurrentVersion)
            throw new InvalidDataException(
                $"The model was written in format {version}, and this build of Microsoft.ML.Causal reads formats up to {CurrentVersion}. "
                + "Update the Microsoft.ML.Causal package, or save the model with the older version.");

        ReadOnlySpan<byte> content = bytes.AsSpan(0, length - ChecksumLength);
        Span<byte> checksum = stackalloc byte[ChecksumLength];
        SHA256.HashData(content, checksum);
        if (!checksum.SequenceEqual(bytes.AsSpan(content.Length, ChecksumLength)))
            throw Damaged("its checksum does not fit its content");

        using var reader = new BinaryReader(new MemoryStream(bytes, 0, content.Length), Encoding.UTF8);
        reader.BaseStream.Position = Magic.Length + sizeof(int);
        string kind = reader.ReadString();
        string settings = reader.ReadString();
        var arrays = new (string, int[], float[])[reader.ReadInt32()];
        for (int i = 0; i < arrays.Length; i++)
        {
            string name = reader.ReadString();
            var shape = new int[reader.ReadInt32()];
            for (int axis = 0; axis < shape.Length; axis++)
                shape[axis] = reader.ReadInt32();
            var values = new float[reader.ReadInt32()];
            reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(values.AsSpan()));
            arrays[i] = (name, shape, values);
        }

        return new ModelArchive(kind, settings, arrays);
    }

    private static InvalidDataException Damaged(string how) =>
        new($"The model's weights are damaged: {how}. Copy the model file again from where it was saved, or train the model anew.");
}
