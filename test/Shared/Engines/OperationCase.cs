// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Numerics;

namespace Microsoft.ML.Causal.Tests.Engines;

/// <summary>One operation with inputs that take gradients, to be recorded on any engine.</summary>
/// <param name="Name">Name of the operation, and of what is special about the inputs.</param>
/// <param name="Inputs">The inputs, filled.</param>
/// <param name="Record">Records the operation on the tape, given the inputs as tensors.</param>
internal sealed record OperationCase<T>(string Name, Parameter<T>[] Inputs, Func<Tape<T>, Tensor<T>[], Tensor<T>> Record)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>Records the operation on both engines and compares its value, and the gradients of its inputs under an uneven upstream gradient.</summary>
    public (double Value, double Gradient) Compare(TrainingEngine first, TrainingEngine second)
    {
        (T[] value, T[][] gradients) = Run(first);
        (T[] otherValue, T[][] otherGradients) = Run(second);
        double scale = 0.01 * gradients.Max(gradient => EngineDifferences.Magnitude<T>(gradient)), largest = 0;
        for (int i = 0; i < gradients.Length; i++)
            largest = Math.Max(largest, EngineDifferences.Between<T>(gradients[i], otherGradients[i], scale));
        return (EngineDifferences.Between<T>(value, otherValue), largest);
    }

    private (T[] Value, T[][] Gradients) Run(TrainingEngine engine)
    {
        using Tape<T> tape = engine.CreateTape<T>(Inputs);
        Tensor<T> output = Record(tape, [.. Inputs.Select(tape.Use)]);
        var value = new T[output.Shape.Length];
        output.CopyTo(value);
        var upstream = new T[value.Length];
        new RandomStream(20260102, "upstream").FillUniform(upstream.AsSpan(), -2, 2);
        tape.Backward(tape.WeightedSum(output, upstream, 1));
        tape.PullGradients();
        return (value, [.. Inputs.Select(input => (T[])input.Gradient.Clone())]);
    }
}
