// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.ML.Data;

namespace Microsoft.ML.Causal;

/// <summary>How a value of a touch is kept: from one row to the next, and as bytes on its way through a sort.</summary>
/// <typeparam name="T">The value's type.</typeparam>
internal abstract class TouchCodec<T>
{
    public abstract void Write(ByteWriter bytes, in T value);

    public abstract void Read(ref ByteReader bytes, ref T value);

    /// <summary>Passes over a value that nobody asks for.</summary>
    public abstract void Skip(ref ByteReader bytes);

    /// <summary>Copies into what the journey keeps, or what the consumer gave.</summary>
    public virtual void Copy(in T source, ref T target) => target = source;
}

/// <summary>Numbers, keys, dates: values without references.</summary>
internal sealed class PlainCodec<T> : TouchCodec<T> where T : unmanaged
{
    public override void Write(ByteWriter bytes, in T value) => bytes.Write(value);

    public override void Read(ref ByteReader bytes, ref T value) => value = bytes.Read<T>();

    public override void Skip(ref ByteReader bytes) => bytes.Read<T>();
}

/// <summary>Texts.</summary>
internal sealed class TextCodec : TouchCodec<ReadOnlyMemory<char>>
{
    public override void Write(ByteWriter bytes, in ReadOnlyMemory<char> value) => bytes.WriteAll(value.Span);

    public override void Read(ref ByteReader bytes, ref ReadOnlyMemory<char> value) => value = bytes.ReadAll<char>().ToArray();

    public override void Skip(ref ByteReader bytes) => bytes.ReadAll<char>();
}

/// <summary>Vectors of plain values, such as a context of features.</summary>
internal sealed class VectorCodec<T> : TouchCodec<VBuffer<T>> where T : unmanaged
{
    public override void Write(ByteWriter bytes, in VBuffer<T> value)
    {
        bytes.Write(value.Length);
        bytes.WriteAll(value.GetValues());
        bytes.WriteAll(value.IsDense ? default : value.GetIndices());
    }

    public override void Read(ref ByteReader bytes, ref VBuffer<T> value)
    {
        int length = bytes.Read<int>();
        ReadOnlySpan<T> values = bytes.ReadAll<T>();
        ReadOnlySpan<int> indices = bytes.ReadAll<int>();
        VBufferEditor<T> editor = VBufferEditor.Create(ref value, length, values.Length);
        values.CopyTo(editor.Values);
        if (values.Length < length)
            indices.CopyTo(editor.Indices);
        value = editor.Commit();
    }

    public override void Skip(ref ByteReader bytes)
    {
        bytes.Read<int>();
        bytes.ReadAll<T>();
        bytes.ReadAll<int>();
    }

    public override void Copy(in VBuffer<T> source, ref VBuffer<T> target) => source.CopyTo(ref target);
}
