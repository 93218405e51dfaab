// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.ML.Data;

namespace Microsoft.ML.Causal.Samples;

/// <summary>A column of a text file on its way into memory.</summary>
internal abstract class FileColumn
{
    /// <summary>The column of the reader's file, as numbers, truth values, text or vectors of numbers.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="type">What it holds.</param>
    /// <param name="reader">The file.</param>
    /// <param name="optional">Whether a number may be missing; it is NaN then.</param>
    /// <exception cref="InputException">The header does not have it.</exception>
    public static FileColumn Of(string name, DataViewType type, CsvReader reader, bool optional)
    {
        int field = reader.Find(name);
        if (type.Equals(NumberDataViewType.Single))
            return new FileColumn<float>(name, NumberDataViewType.Single, () => optional ? reader.OptionalNumber(field) : reader.Number(field));
        if (type.Equals(BooleanDataViewType.Instance))
            return new FileColumn<bool>(name, BooleanDataViewType.Instance, () => reader.Truth(field));
        if (type.Equals(TextDataViewType.Instance))
            return new FileColumn<ReadOnlyMemory<char>>(name, TextDataViewType.Instance, () => string.Intern(reader.Text(field).ToString()).AsMemory());
        if (type is VectorDataViewType vector && vector.ItemType.Equals(NumberDataViewType.Single))
            return new VectorFileColumn(name, vector, reader, field);
        throw new InputException(reader.Path, 1, name, $"the model reads this column as {type}; a text file gives numbers, 0 or 1, and text.");
    }

    /// <summary>Takes the field of the current line.</summary>
    public abstract void Add();

    /// <summary>What was taken, one value a row.</summary>
    public abstract JourneyColumn Scalars();

    /// <summary>What was taken, in another order, as one vector a row.</summary>
    public abstract JourneyColumn Vectors(int[] order, int[] offsets);
}

/// <inheritdoc/>
internal sealed class FileColumn<T>(string name, PrimitiveDataViewType type, Func<T> read) : FileColumn
{
    private readonly List<T> _values = [];

    public override void Add() => _values.Add(read());

    public override JourneyColumn Scalars() => new ScalarColumn<T>(name, type, [.. _values]);

    public override JourneyColumn Vectors(int[] order, int[] offsets) => new VectorColumn<T>(name, type, [.. order.Select(j => _values[j])], offsets);
}
