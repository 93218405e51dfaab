// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Numerics;

namespace Microsoft.ML.Causal;

/// <summary>An exponential moving average of parameters (Polyak averaging): a ← d·a + (1−d)·θ after every step.</summary>
/// <typeparam name="T">Element type of the parameters.</typeparam>
public sealed class ParameterAverage<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly IReadOnlyList<Parameter<T>> _parameters;
    private readonly T[][] _averages;
    private readonly T _share;

    /// <summary>Starts the average at the parameters' present values.</summary>
    /// <param name="parameters">What is averaged.</param>
    /// <param name="decay">d. Range [0, 1); .999 looks back over about 1,000 steps.</param>
    public ParameterAverage(IReadOnlyList<Parameter<T>> parameters, double decay)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        if (!(decay is >= 0 and < 1))
            throw new ArgumentOutOfRangeException(nameof(decay), decay, "The decay of an average must be at least 0 and less than 1.");
        _parameters = parameters;
        _averages = [.. parameters.Select(parameter => (T[])parameter.Values.Clone())];
        _share = T.CreateTruncating(1 - decay);
    }

    /// <summary>Takes the parameters' present values into the average; an engine on a device needs <see cref="Tape{T}.Pull"/> before.</summary>
    public void Update()
    {
        for (int p = 0; p < _averages.Length; p++)
        {
            T[] average = _averages[p], values = _parameters[p].Values;
            for (int i = 0; i < average.Length; i++)
                average[i] += _share * (values[i] - average[i]);
        }
    }

    /// <summary>Swaps values and averages: once to score with the average, once more to train on.</summary>
    public void Exchange()
    {
        for (int p = 0; p < _averages.Length; p++)
        {
            T[] average = _averages[p], values = _parameters[p].Values;
            for (int i = 0; i < average.Length; i++)
                (average[i], values[i]) = (values[i], average[i]);
        }
    }
}
