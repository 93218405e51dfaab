// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

/// <summary>A trained network's arrays by name, those of one ensemble member.</summary>
internal sealed class NamedArrays
{
    private readonly Dictionary<string, (int[] Shape, float[] Values)> _arrays = [];
    private readonly string _prefix;

    /// <summary>Looks at the arrays whose names begin with <paramref name="prefix"/>.</summary>
    public NamedArrays(IEnumerable<(string Name, int[] Shape, float[] Values)> arrays, string prefix)
    {
        _prefix = prefix;
        foreach ((string name, int[] shape, float[] values) in arrays)
        {
            if (name.StartsWith(prefix, StringComparison.Ordinal))
                _arrays[name[prefix.Length..]] = (shape, values);
        }
    }

    /// <summary>Whether there is an array of that name.</summary>
    public bool Has(string name) => _arrays.ContainsKey(name);

    /// <summary>The array of that name.</summary>
    /// <exception cref="InvalidDataException">It is missing, or its length is not that of its shape.</exception>
    public (int[] Shape, float[] Values) Get(string name)
    {
        if (!_arrays.TryGetValue(name, out (int[] Shape, float[] Values) array))
            throw new InvalidDataException($"The model has no array '{_prefix}{name}'; it is incomplete or was written by another version.");

        long expected = array.Shape.Aggregate(1L, (product, extent) => product * extent);
        return array.Values.Length == expected
            ? array
            : throw new InvalidDataException($"Array '{_prefix}{name}' of the model should have {expected} values, but has {array.Values.Length}.");
    }

    /// <summary>The layer with <c>{name}.weight</c> [out,in] and <c>{name}.bias</c> [out].</summary>
    public RowLayer Layer(string name)
    {
        (int[] shape, float[] weight) = Get($"{name}.weight");
        return new(weight, Get($"{name}.bias").Values, shape[1], shape[0]);
    }
}
