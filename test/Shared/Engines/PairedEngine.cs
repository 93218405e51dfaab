// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Numerics;

namespace Microsoft.ML.Causal.Tests.Engines;

/// <summary>
/// Trains with two engines side by side and compares them at every operation, gradient and step. Any fit that takes an engine takes
/// this one; the first engine's numbers steer it.
/// </summary>
/// <remarks>After every step the second engine goes on from the first one's parameters: steps are compared, not what becomes of them.</remarks>
internal sealed class PairedEngine(TrainingEngine first, TrainingEngine second) : TrainingEngine
{
    /// <summary>Gets what the comparison found.</summary>
    public EngineDifferences Differences { get; } = new();

    /// <summary>Gets the number of steps that were compared.</summary>
    public int Steps { get; private set; }

    public override Tape<T> CreateTape<T>(IReadOnlyList<Parameter<T>> parameters) => new PairedTape<T>(first, second, parameters, Differences);

    public override Optimizer<T> CreateOptimizer<T>(Tape<T> tape, OptimizerOptions options)
    {
        var pair = (PairedTape<T>)tape;
        return new PairedOptimizer<T>(first.CreateOptimizer(pair.First, options), second.CreateOptimizer(pair.Second, options), pair, () => Steps++);
    }
}
