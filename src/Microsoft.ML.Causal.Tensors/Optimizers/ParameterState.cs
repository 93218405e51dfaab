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
    {
        _leaf = leaf;
        _kind = leaf.IsSparse ? options.EmbeddingKind ?? options.Kind : options.Kind;
        if (_kind is OptimizerKind.Adam or OptimizerKind.AdamW || (_kind == OptimizerKind.Sgd && options.Momentum > 0))
            _first.Reserve(leaf.Length);
        if (_kind is OptimizerKind.Adam or OptimizerKind.AdamW or OptimizerKind.Adagrad)
            _second.Reserve(leaf.Length);
    }

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

    private static T* Offset(AlignedBuffer<T> buffer, long at) => buffer.Pointer == null ? null : buffer.Pointer + at;
}
