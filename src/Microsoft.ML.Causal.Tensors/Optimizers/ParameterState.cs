// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Numerics;

namespace Microsoft.ML.Causal;

/// <summary>What an optimizer remembers of one parameter, and the choice of its rule.</summary>
internal sealed unsafe class ParameterState<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly AlignedBuffer<T> _first = new(), _second = new();
    private readonly ParameterNode<T> _leaf;
    private readonly OptimizerKind _kind;

    public ParameterState(ParameterNode<T> leaf, OptimizerOptions options)
        : this(leaf, options, leaf.IsSparse ? options.EmbeddingKind ?? options.Kind : options.Kind)
    {
    }

    /// <summary>Goes on from saved moments.</summary>
    /// <exception cref="ArgumentException">They are of another length, or their rule is not one of the options.</exception>
    public ParameterState(ParameterNode<T> leaf, OptimizerOptions options, ParameterMoments<T> moments) : this(leaf, options, moments.Rule)
    {
        if (moments.Rule != options.Kind && moments.Rule != options.EmbeddingKind)
            throw new ArgumentException($"The state of parameter '{moments.Parameter}' is that of {moments.Rule}; its optimizer is of kind {options.Kind}.", nameof(moments));
        Fill(_first, moments.First);
        Fill(_second, moments.Second);

        void Fill(AlignedBuffer<T> buffer, T[] values)
        {
            Span<T> place = Of(buffer);
            if (values.Length != place.Length)
            {
                throw new ArgumentException(
                    $"The state of parameter '{moments.Parameter}' should have {place.Length} values per moment, but has {values.Length}.", nameof(moments));
            }

            values.CopyTo(place);
        }
    }

    private ParameterState(ParameterNode<T> leaf, OptimizerOptions options, OptimizerKind kind)
    {
        (_leaf, _kind) = (leaf, kind);
        if (_kind is OptimizerKind.Adam or OptimizerKind.AdamW || (_kind == OptimizerKind.Sgd && options.Momentum > 0))
            _first.Reserve(leaf.Length);
        if (_kind is OptimizerKind.Adam or OptimizerKind.AdamW or OptimizerKind.Adagrad)
            _second.Reserve(leaf.Length);
    }

    /// <summary>A copy of the moments.</summary>
    public ParameterMoments<T> Save() => new(_leaf.Parameter.Name, _kind, Of(_first).ToArray(), Of(_second).ToArray());

    /// <summary>Updates the whole parameter, or the touched rows alone.</summary>
    /// <param name="options">Settings of the rule.</param>
    /// <param name="learningRate">Step size, before the parameter's own scale.</param>
    /// <param name="scale">Factor on the gradient, from clipping.</param>
    /// <param name="step">Number of this step, from 1.</param>
    public void Step(OptimizerOptions options, double learningRate, double scale, int step)
    {
        bool lazy = _leaf.IsSparse && options.LazyEmbeddings;
        var rule = new UpdateRule<T>(_kind, options, _leaf.Parameter, learningRate, scale, step, lazy);
        if (!lazy)
        {
            UpdateKernels.Apply(rule, _leaf.Value, _leaf.Gradient, _first.Pointer, _second.Pointer, _leaf.Length);
            return;
        }

        int width = _leaf.Columns;
        foreach (int row in _leaf.TouchedRows)
        {
            long at = (long)row * width;
            UpdateKernels.Apply(rule, _leaf.Value + at, _leaf.Gradient + at, Offset(_first, at), Offset(_second, at), width);
        }
    }

    /// <summary>The moment in a buffer; empty where the rule has none.</summary>
    private Span<T> Of(AlignedBuffer<T> buffer) => buffer.Pointer == null ? default : new(buffer.Pointer, _leaf.Length);

    private static T* Offset(AlignedBuffer<T> buffer, long at) => buffer.Pointer == null ? null : buffer.Pointer + at;
}
