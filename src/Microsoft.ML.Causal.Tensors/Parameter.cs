// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Numerics;

namespace Microsoft.ML.Causal;

/// <summary>A named tensor that training changes: weights, biases, embedding tables.</summary>
/// <typeparam name="T"><see cref="float"/> in products, <see cref="double"/> in gradient checks.</typeparam>
public sealed class Parameter<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>Makes a parameter whose values are 0.</summary>
    /// <param name="name">Dotted name, unique within its set, such as <c>tower.base.l1.weight</c>.</param>
    /// <param name="shape">Its shape; a weight matrix is [out,in].</param>
    /// <param name="decays">Whether decoupled weight decay applies; false for biases.</param>
    public Parameter(string name, Shape shape, bool decays = true)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        Name = name;
        Shape = shape;
        Decays = decays;

        // Pinned, so that kernels can work on them by address.
        Values = GC.AllocateArray<T>(shape.Length, pinned: true);
        Gradient = GC.AllocateArray<T>(shape.Length, pinned: true);
    }

    /// <summary>Gets the dotted name.</summary>
    public string Name { get; }

    /// <summary>Gets the shape.</summary>
    public Shape Shape { get; }

    /// <summary>Gets whether weight decay applies to it.</summary>
    public bool Decays { get; }

    /// <summary>Gets the multiple of the learning rate that it is trained with; 1 unless set.</summary>
    public double LearningRateScale { get; init; } = 1;

    /// <summary>Gets the values, row-major. An engine on a device copies them there and back: see <see cref="Tape{T}.Pull"/>.</summary>
    public T[] Values { get; }

    /// <summary>Gets the gradient of the last backward pass, of the values' layout. An engine on a device copies it there when asked: see <see cref="Tape{T}.PullGradients"/>.</summary>
    public T[] Gradient { get; }

    /// <summary>Gets or sets who wrote <see cref="Gradient"/> last.</summary>
    internal object? GradientWriter { get; set; }
}
