// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

/// <summary>Chooses the options of the next trials of a sweep.</summary>
/// <remarks>
/// A tuner keeps no state: what it proposes follows from the seed, the results of earlier rounds and the number of proposals so far, so
/// that a sweep goes on from its journal as if it had never stopped. The first of two proposals does not depend on the second.
/// </remarks>
public abstract record SweepTuner
{
    private protected SweepTuner()
    {
    }

    /// <summary>Proposes points, see <see cref="SweepPoints"/>; fewer than asked for where there are no more.</summary>
    internal abstract double[][] Propose(TunerHistory history, int count);

    /// <summary>Checks every setting.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A setting lies outside its range.</exception>
    internal abstract void Validate();

    private protected void Require(bool good, string setting, object actual, string expected)
    {
        if (!good)
            throw new ArgumentOutOfRangeException(setting, actual, $"{GetType().Name}.{setting} must be {expected}.");
    }
}
