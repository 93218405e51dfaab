// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Microsoft.ML.Causal;

/// <summary>What a stage of a fit goes on from, as values by name.</summary>
/// <remarks>Saving and restoring are one method, so that neither can forget what the other has: it gives each value, and takes back what it is to be from now on.</remarks>
internal sealed class TrainingState
{
    private readonly Dictionary<string, byte[]> _values;
    private readonly bool _restores;

    /// <summary>An empty state to save into.</summary>
    public TrainingState() => _values = [];

    /// <summary>A saved state to restore from.</summary>
    public TrainingState(Dictionary<string, byte[]> values) => (_values, _restores) = (values, true);

    /// <summary>The values as bytes.</summary>
    public IReadOnlyDictionary<string, byte[]> Values => _values;

    /// <summary>Saves <paramref name="value"/>, or gives the saved one.</summary>
    public T Exchange<T>(string name, T value) where T : unmanaged
    {
        Exchange(name, new Span<T>(ref value));
        return value;
    }

    /// <summary>Saves <paramref name="values"/>, or overwrites them with the saved ones.</summary>
    /// <exception cref="InvalidDataException">None were saved by that name, or another number of them.</exception>
    public void Exchange<T>(string name, Span<T> values) where T : unmanaged
    {
        Span<byte> bytes = MemoryMarshal.AsBytes(values);
        if (!_restores)
            _values.Add(name, bytes.ToArray());
        else if (_values.GetValueOrDefault(name) is { } saved && saved.Length == bytes.Length)
            saved.CopyTo(bytes);
        else
            throw new InvalidDataException($"The checkpoint has no '{name}' of {bytes.Length} bytes. Remove the checkpoint's files and fit again.");
    }

    /// <summary>Saves <paramref name="values"/>, or gives the saved ones, however many.</summary>
    public T[] Exchange<T>(string name, T[] values) where T : unmanaged
    {
        if (_restores)
            values = new T[_values.GetValueOrDefault(name, []).Length / Unsafe.SizeOf<T>()];
        Exchange(name, values.AsSpan());
        return values;
    }

    /// <summary>Saves or overwrites arrays of known lengths.</summary>
    public void Exchange<T>(string name, T[][] arrays) where T : unmanaged
    {
        for (int k = 0; k < arrays.Length; k++)
            Exchange($"{name}.{k}", arrays[k].AsSpan());
    }

    /// <summary>Saves or restores the values of a tape's parameters and what their optimizer remembers.</summary>
    public void Exchange<T>(string name, Tape<T> tape, Optimizer<T> optimizer) where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (!_restores)
            tape.Pull();
        foreach (Parameter<T> parameter in tape.Parameters)
            Exchange($"{name}.{parameter.Name}", parameter.Values.AsSpan());
        if (_restores)
            tape.Push();
        OptimizerState<T> state = _restores ? new(0, []) : optimizer.Save();
        int steps = Exchange($"{name}.steps", state.Steps), count = Exchange($"{name}.moments", state.Moments.Count);
        var moments = new List<ParameterMoments<T>>(count);
        for (int k = 0; k < count; k++)
        {
            ParameterMoments<T> own = _restores ? new("", default, [], []) : state.Moments[k];
            moments.Add(new(
                new string(Exchange($"{name}.moments.{k}.parameter", own.Parameter.ToCharArray())), Exchange($"{name}.moments.{k}.rule", own.Rule),
                Exchange($"{name}.moments.{k}.first", own.First), Exchange($"{name}.moments.{k}.second", own.Second)));
        }

        if (_restores)
            optimizer.Restore(new(steps, moments));
    }
}
