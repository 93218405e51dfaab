// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Numerics;
using TorchSharp;

namespace Microsoft.ML.Causal;

/// <summary>What an optimizer remembers of one parameter, on the device, and the choice of its rule.</summary>
internal sealed class TorchParameterState<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly TorchParameter<T> _leaf;
    private readonly OptimizerKind _kind;
    private readonly torch.Tensor? _first, _second;

    public TorchParameterState(TorchParameter<T> leaf, OptimizerOptions options)
        : this(leaf, options, leaf.IsSparse ? options.EmbeddingKind ?? options.Kind : options.Kind)
    {
    }

    /// <summary>Goes on from saved moments.</summary>
    /// <exception cref="ArgumentException">They are of another length, or their rule is not one of the options.</exception>
    public TorchParameterState(TorchParameter<T> leaf, OptimizerOptions options, ParameterMoments<T> moments) : this(leaf, options, moments.Rule)
    {
        if (moments.Rule != options.Kind && moments.Rule != options.EmbeddingKind)
            throw new ArgumentException($"The state of parameter '{moments.Parameter}' is that of {moments.Rule}; its optimizer is of kind {options.Kind}.", nameof(moments));
        Fill(_first, moments.First);
        Fill(_second, moments.Second);

        void Fill(torch.Tensor? moment, T[] values)
        {
            int expected = moment is null ? 0 : leaf.Parameter.Shape.Length;
            if (values.Length != expected)
            {
                throw new ArgumentException(
                    $"The state of parameter '{moments.Parameter}' should have {expected} values per moment, but has {values.Length}.", nameof(moments));
            }

            if (moment is not null)
                TensorTransfer.Write<T>(values, moment, leaf.Extents, moment.dtype);
        }
    }

    private TorchParameterState(TorchParameter<T> leaf, OptimizerOptions options, OptimizerKind kind)
    {
        (_leaf, _kind) = (leaf, kind);
        if (_kind is OptimizerKind.Adam or OptimizerKind.AdamW || (_kind == OptimizerKind.Sgd && options.Momentum > 0))
            _first = leaf.CreateMoment();
        if (_kind is OptimizerKind.Adam or OptimizerKind.AdamW or OptimizerKind.Adagrad)
            _second = leaf.CreateMoment();
    }

    /// <summary>A copy of the moments.</summary>
    public ParameterMoments<T> Save()
    {
        return new(_leaf.Parameter.Name, _kind, Copy(_first), Copy(_second));

        T[] Copy(torch.Tensor? moment)
        {
            if (moment is null)
                return [];
            var values = new T[_leaf.Parameter.Shape.Length];
            TensorTransfer.Read(moment, values);
            return values;
        }
    }

    /// <summary>Updates the whole parameter, or the touched rows alone.</summary>
    /// <param name="options">Settings of the rule.</param>
    /// <param name="learningRate">Step size, before the parameter's own scale.</param>
    /// <param name="scale">Factor on the gradient, from clipping; null means 1.</param>
    /// <param name="step">Number of this step, from 1.</param>
    public void Step(OptimizerOptions options, double learningRate, torch.Tensor? scale, int step)
    {
        bool lazy = _leaf.IsSparse && options.LazyEmbeddings;
        var rule = new UpdateRule<T>(_kind, options, _leaf.Parameter, learningRate, 1, step, lazy);
        if (!lazy)
        {
            Apply(rule, _leaf.Value, Scaled(_leaf.Gradient(), scale), _first, _second);
            return;
        }

        TouchedRows touched = _leaf.Touched();
        torch.Tensor value = Rows(_leaf.Value)!;
        torch.Tensor? first = Rows(_first), second = Rows(_second);
        Apply(rule, value, Scaled(touched.Gradient, scale), first, second);
        _leaf.Value.index_copy_(0, touched.Index, value);
        _first?.index_copy_(0, touched.Index, first!);
        _second?.index_copy_(0, touched.Index, second!);

        torch.Tensor? Rows(torch.Tensor? whole) => whole?.index_select(0, touched.Index);
    }

    private static torch.Tensor Scaled(torch.Tensor gradient, torch.Tensor? scale) => scale is null ? gradient : gradient.mul(scale);

    /// <summary>One step of the rule, in place; its formulas stand at <see cref="UpdateRule{T}"/>.</summary>
    private static void Apply(in UpdateRule<T> rule, torch.Tensor value, torch.Tensor gradient, torch.Tensor? first, torch.Tensor? second)
    {
        using Scalar descent = Number(-rule.Rate), epsilon = Number(rule.Epsilon);
        torch.Tensor g = gradient;
        if (rule.L2 != T.Zero)
        {
            using Scalar decay = Number(rule.L2);
            g = gradient.add(value, decay);
        }

        if (rule.Keep != T.One)
        {
            using Scalar keep = Number(rule.Keep);
            value.mul_(keep);
        }

        switch (rule.Kind)
        {
            case OptimizerKind.Sgd when first is null:
                value.add_(g, descent);
                break;
            case OptimizerKind.Sgd:
                using (Scalar momentum = Number(rule.Momentum))
                    value.add_(first.mul_(momentum).add_(g), descent);
                break;
            case OptimizerKind.Adagrad:
                second!.add_(g.square());
                value.addcdiv_(g, second.sqrt().add_(epsilon), descent);
                break;
            default:
                using (Scalar beta1 = Number(rule.Beta1), beta2 = Number(rule.Beta2), correction = Number(rule.Correction))
                using (Scalar other1 = Number(T.One - rule.Beta1), other2 = Number(T.One - rule.Beta2))
                {
                    first!.mul_(beta1).add_(g, other1);
                    second!.mul_(beta2).addcmul_(g, g, other2);
                    value.addcdiv_(first, second.sqrt().mul_(correction).add_(epsilon), descent);
                }

                break;
        }
    }

    private static Scalar Number(T value) => double.CreateChecked(value).ToScalar();
}
