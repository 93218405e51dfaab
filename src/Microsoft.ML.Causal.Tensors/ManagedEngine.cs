// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Numerics;

namespace Microsoft.ML.Causal;

/// <summary>Trains on the processor with managed code: no native library, the same bits for any number of threads.</summary>
public sealed class ManagedEngine : TrainingEngine
{
    private readonly WorkerSet _workers;

    /// <summary>Makes an engine.</summary>
    /// <param name="threads">Threads a tape may use, at least 1; 0 (default) means one for each processor.</param>
    public ManagedEngine(int threads = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(threads);
        Threads = threads == 0 ? Environment.ProcessorCount : threads;
        _workers = new WorkerSet(Threads);
    }

    /// <summary>Gets an engine that uses all processors.</summary>
    public static ManagedEngine Default { get; } = new();

    /// <summary>Gets the number of threads a tape may use. It changes no result.</summary>
    public int Threads { get; }

    /// <inheritdoc/>
    public override Tape<T> CreateTape<T>(IReadOnlyList<Parameter<T>> parameters)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        return new ManagedTape<T>(parameters, Threads, _workers);
    }

    /// <inheritdoc/>
    public override Optimizer<T> CreateOptimizer<T>(Tape<T> tape, OptimizerOptions options)
    {
        ArgumentNullException.ThrowIfNull(tape);
        ArgumentNullException.ThrowIfNull(options);
        if (tape is not ManagedTape<T> managed)
            throw new ArgumentException($"{nameof(ManagedEngine)} expects a tape that it made, got {tape.GetType().Name}.", nameof(tape));
        return new ManagedOptimizer<T>(managed, options.Validated());
    }
}
