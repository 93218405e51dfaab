// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Numerics;

namespace Microsoft.ML.Causal;

internal sealed partial class ManagedTape<T>
{
    public override Tensor<T> Linear(Tensor<T> x, Tensor<T> weight, Tensor<T>? bias, Activation activation = Activation.Identity)
    {
        Node<T> input = Take(x), w = Take(weight);
        Node<T>? b = bias is null ? null : Take(bias);
        ShapeCheck.Require(w.Shape.Rank == 2, "a weight [out,in]", w.Shape);
        ShapeCheck.Require(input.Columns == w.Columns, $"x [n,{w.Columns}]", input.Shape);
        ShapeCheck.Require(b is null || b.Length == w.Rows, $"a bias [{w.Rows}]", b?.Shape ?? default);
        GroupedLinearNode<T> node = Next<GroupedLinearNode<T>>();
        node.Forward(input, w, b, activation, groups: 1);
        return node;
    }

    public override Tensor<T> GroupedLinear(Tensor<T> x, Tensor<T> weight, Tensor<T>? bias, Activation activation = Activation.Identity)
    {
        Node<T> input = Take(x), w = Take(weight);
        Node<T>? b = bias is null ? null : Take(bias);
        ShapeCheck.Require(w.Shape.Rank == 3, "a weight [groups,out,in]", w.Shape);
        ShapeCheck.Require(input.Columns == w.Shape.D0 * w.Columns, $"x [n,{w.Shape.D0 * w.Columns}]", input.Shape);
        ShapeCheck.Require(b is null || b.Length == w.Rows, $"a bias [{w.Rows}]", b?.Shape ?? default);
        GroupedLinearNode<T> node = Next<GroupedLinearNode<T>>();
        node.Forward(input, w, b, activation, groups: w.Shape.D0);
        return node;
    }
}

/// <summary>
/// y = f(z), z = x Wᵀ + b, for g independent groups of columns side by side (g = 1 is the plain layer):
/// ∂z = ∂y f′(z); ∂x = ∂z W; ∂W = ∂zᵀ x; ∂b = Σ_rows ∂z.
/// </summary>
internal sealed unsafe class GroupedLinearNode<T> : Node<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly AlignedBuffer<T> _z = new(), _dz = new();
    private Node<T> _x = null!, _weight = null!;
    private Node<T>? _bias;
    private Activation _activation;
    private int _groups, _in, _out;

    public void Forward(Node<T> x, Node<T> weight, Node<T>? bias, Activation activation, int groups)
    {
        (_x, _weight, _bias, _activation, _groups) = (x, weight, bias, activation, groups);
        (_in, _out) = (weight.Columns, weight.Rows / groups);
        int n = x.Rows, width = groups * _out;
        Prepare(new Shape(n, width), x.RequiresGradient || weight.RequiresGradient || (bias?.RequiresGradient ?? false));

        T* z = ActivationKernels.NeedsInput(activation) ? _z.Reserve(Length) : Value;
        for (int g = 0; g < groups; g++)                                         // [n,in] [out,in]ᵀ → [n,out]
        {
            MatrixKernels.Multiply(
                n, _out, _in, x.Value + g * _in, x.Columns, 1, weight.Value + g * _out * _in, 1, _in, z + g * _out, width, false);
        }

        if (bias is not null)
            VectorKernels.AddRow(z, bias.Value, n, width);
        if (activation != Activation.Identity)
            ActivationKernels.Apply(activation, z, Value, Length);
    }

    public override void Backward()
    {
        int n = Rows, width = Columns;
        T* dz = Gradient;                                                        // [n,g·out]
        if (_activation != Activation.Identity)
        {
            dz = _dz.Reserve(Length);
            T* z = ActivationKernels.NeedsInput(_activation) ? _z.Pointer : Value;
            ActivationKernels.Differentiate(_activation, z, Value, Gradient, dz, Length, accumulate: false);
        }

        if (_bias is { RequiresGradient: true })
            VectorKernels.SumRows(dz, n, width, _bias.AccumulateGradient());     // [g·out]
        if (_weight.RequiresGradient)
        {
            T* target = _weight.WriteGradient(out bool accumulate);
            for (int g = 0; g < _groups; g++)                                    // [n,out]ᵀ [n,in] → [out,in]
            {
                MatrixKernels.Multiply(
                    _out, _in, n, dz + g * _out, 1, width, _x.Value + g * _in, _x.Columns, 1, target + g * _out * _in, _in, accumulate);
            }
        }

        if (_x.RequiresGradient)
        {
            T* target = _x.WriteGradient(out bool accumulate);
            for (int g = 0; g < _groups; g++)                                    // [n,out] [out,in] → [n,in]
            {
                MatrixKernels.Multiply(
                    n, _in, _out, dz + g * _out, width, 1, _weight.Value + g * _out * _in, _in, 1, target + g * _in, _x.Columns, accumulate);
            }
        }
    }
}
