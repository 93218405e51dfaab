// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Numerics;

namespace Microsoft.ML.Causal.Tests.Engines;

/// <summary>Steps two optimizers, and compares the parameters' changes with the step size.</summary>
internal sealed class PairedOptimizer<T>(Optimizer<T> first, Optimizer<T> second, PairedTape<T> tape, Action counted) : Optimizer<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    public override int Steps => first.Steps;

    public override void Step(double learningRate)
    {
        first.Step(learningRate);
        second.Step(learningRate);
        tape.CompareStep(learningRate);
        counted();
    }

    public override OptimizerState<T> Save() => first.Save();

    public override void Restore(OptimizerState<T> state)
    {
        first.Restore(state);
        second.Restore(state);
    }
}
