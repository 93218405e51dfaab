// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Microsoft.ML.Causal;

/// <summary>A parameter as a leaf of a tape; its gradient is written straight to <see cref="Parameter{T}.Gradient"/>.</summary>
/// <remarks>
/// The gradient of an embedding table stays sparse while only gathers touch it: the rows in <see cref="TouchedRows"/> are the ones
/// that are not zero. Any other use in the same pass makes it dense.
/// </remarks>
internal sealed unsafe class ParameterNode<T> : Node<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly Parameter<T> _parameter;
    private readonly int[] _touched;
    private readonly bool[] _isTouched;
    private int _touchedCount;
    private bool _dense;
    private bool _dirty;

    public ParameterNode(ManagedTape<T> tape, Parameter<T> parameter)
    {
        Tape = tape;
        _parameter = parameter;
        // Tables are the parameters with many rows; keeping the list for every matrix costs a few bytes a row.
        int rows = parameter.Shape.Rank == 2 ? parameter.Shape.D0 : 0;
        _touched = new int[rows];
        _isTouched = new bool[rows];
        T* values = (T*)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(parameter.Values));
        PrepareView(parameter.Shape, true, values);
    }

    public Parameter<T> Parameter => _parameter;

    /// <summary>Gets whether the last backward pass touched only <see cref="TouchedRows"/>.</summary>
    public bool IsSparse => HasGradient && !_dense;

    /// <summary>Gets the rows that the last backward pass gathered, each once, in order of first touch.</summary>
    public ReadOnlySpan<int> TouchedRows => _touched.AsSpan(0, _touchedCount);

    public void Record()
    {
        RequiresGradient = Tape.Training;
        if (RequiresGradient)
            Gradient = ReserveGradient(Length);
    }

    public override void Backward()
    {
    }

    /// <summary>Forgets the gradient of the last pass, unless this one adds to it.</summary>
    public void BeginBackward(bool accumulate)
    {
        if (accumulate && _parameter.GradientWriter == this)
            return;
        if (_parameter.GradientWriter != this)
        {
            // Another tape, or nobody yet: what stands there now is unknown.
            _parameter.GradientWriter = this;
            _dirty = true;
        }
        else if (HasGradient && !_dense)
        {
            ClearTouched();
        }
        else if (HasGradient)
        {
            _dirty = true;
        }

        HasGradient = false;
        _dense = false;
    }

    /// <summary>Makes a gradient that nothing wrote read as zero.</summary>
    public void EndBackward()
    {
        if (!HasGradient && _dirty)
            Clear();
    }

    public override T* AccumulateGradient()
    {
        if (!HasGradient && _dirty)
            Clear();
        HasGradient = _dense = true;
        return Gradient;
    }

    public override T* WriteGradient(out bool accumulate)
    {
        accumulate = HasGradient;
        HasGradient = _dense = true;
        _dirty = false;
        return Gradient;
    }

    /// <summary>The gradient, for adding to the rows that <see cref="Touch"/> was called for.</summary>
    public T* AccumulateSparse()
    {
        if (!HasGradient && _dirty)
            Clear();
        HasGradient = true;
        return Gradient;
    }

    public void Touch(int row)
    {
        if (_isTouched[row])
            return;
        _isTouched[row] = true;
        _touched[_touchedCount++] = row;
    }

    protected override T* ReserveGradient(int length) =>
        (T*)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(_parameter.Gradient));

    private void ClearTouched()
    {
        int width = Columns;
        foreach (int row in TouchedRows)
        {
            new Span<T>(Gradient + (long)row * width, width).Clear();
            _isTouched[row] = false;
        }

        _touchedCount = 0;
    }

    private void Clear()
    {
        ClearTouched();
        new Span<T>(Gradient, Length).Clear();
        _dirty = false;
    }
}
