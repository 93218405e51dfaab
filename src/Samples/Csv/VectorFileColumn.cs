// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.ML.Data;

namespace Microsoft.ML.Causal.Samples;

/// <summary>A column of a file of rows with one vector a field, its numbers set apart by blanks.</summary>
internal sealed class VectorFileColumn(string name, VectorDataViewType type, CsvReader reader, int field) : FileColumn
{
    private readonly List<float[]> _values = [];

    public override void Add() => _values.Add(reader.OptionalNumbers(field, type.Size));

    public override JourneyColumn Scalars() => new RowVectorColumn(name, type, [.. _values.SelectMany(numbers => numbers)]);

    public override JourneyColumn Vectors(int[] order, int[] offsets) =>
        throw new InvalidOperationException($"Column '{name}' has one vector a row and cannot be read as one value a touch.");
}
