// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Numerics;

namespace Microsoft.ML.Causal;

/// <summary>One recorded operation of a <see cref="ManagedTape{T}"/>: its value, its gradient, and how the gradient flows on.</summary>
/// <remarks>
/// A node is kept and used again for an operation of its kind in later recordings, so that its buffers are allocated once.
/// Everything a node keeps between steps is its own buffers; it holds no delegates.
/// </remarks>
internal abstract unsafe class Node<T> : Tensor<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly AlignedBuffer<T> _value = new(), _gradient = new();
    private Shape _shape;

    /// <summary>Gets the tape that made the node.</summary>
    public ManagedTape<T> Tape { get; internal set; } = null!;

    /// <summary>Gets or sets the recording that the node is part of.</summary>
    public int Recording { get; set; }

    /// <summary>Gets or sets its place in the recording; −1 for a parameter.</summary>
    public int Index { get; set; } = -1;

    /// <summary>Gets whether a gradient is to be computed for it.</summary>
    public bool RequiresGradient { get; protected set; }

    /// <summary>Gets or sets whether the backward pass has already written to its gradient.</summary>
    public bool HasGradient { get; set; }

    /// <summary>Gets the first element of the value.</summary>
    public T* Value { get; protected set; }

    /// <summary>Gets the first element of the gradient; meaningful where <see cref="HasGradient"/>.</summary>
    public T* Gradient { get; protected set; }

    /// <inheritdoc/>
    public override Shape Shape => _shape;

    public int Length => _shape.Length;

    public int Rows => _shape.Rows;

    public int Columns => _shape.Columns;

    /// <summary>Adds what the node's gradient contributes to its inputs' gradients. Called once, when its own is complete.</summary>
    public abstract void Backward();

    /// <summary>Sets shape and buffers for this recording.</summary>
    protected void Prepare(Shape shape, bool requiresGradient)
    {
        PrepareView(shape, requiresGradient, _value.Reserve(shape.Length));
    }

    /// <summary>As <see cref="Prepare"/>, over values that live elsewhere.</summary>
    protected void PrepareView(Shape shape, bool requiresGradient, T* value)
    {
        _shape = shape;
        RequiresGradient = requiresGradient && Tape.Training;
        HasGradient = false;
        Value = value;
        Gradient = RequiresGradient ? ReserveGradient(shape.Length) : null;
    }

    /// <summary>Where the gradient is kept.</summary>
    protected virtual T* ReserveGradient(int length) => _gradient.Reserve(length);

    /// <summary>The gradient, ready for <c>+=</c>.</summary>
    public virtual T* AccumulateGradient()
    {
        if (!HasGradient)
            new Span<T>(Gradient, Length).Clear();
        HasGradient = true;
        return Gradient;
    }

    /// <summary>The gradient for a writer that can overwrite: the first contribution of a pass need not read zeros.</summary>
    /// <param name="accumulate">Whether the writer must add to what is there.</param>
    public virtual T* WriteGradient(out bool accumulate)
    {
        accumulate = HasGradient;
        HasGradient = true;
        return Gradient;
    }

    /// <inheritdoc/>
    public override void CopyTo(Span<T> destination)
    {
        CheckAlive();
        new ReadOnlySpan<T>(Value, Length).CopyTo(destination);
    }

    /// <inheritdoc/>
    public override void CopyGradientTo(Span<T> destination)
    {
        CheckAlive();
        if (RequiresGradient && HasGradient)
            new ReadOnlySpan<T>(Gradient, Length).CopyTo(destination);
        else
            destination[..Length].Clear();
    }

    /// <inheritdoc/>
    public override T Scalar
    {
        get
        {
            CheckAlive();
            return Length == 1 ? *Value : throw new InvalidOperationException($"A scalar is a tensor of length 1; this one is {Shape}.");
        }
    }

    /// <summary>Whether the node belongs to what the tape records now.</summary>
    public bool IsAlive => Index < 0 || Recording == Tape.Recording;

    private void CheckAlive()
    {
        if (!IsAlive)
            throw new InvalidOperationException("The tensor belongs to an earlier recording; the tape was reset since. Record it again.");
    }
}
