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
    // Rows are taken in blocks through all steps of a layer, so that what one step writes the next finds in the cache.
    private const int RowBlock = 128;

    private readonly AlignedBuffer<T> _saved = new(), _dz = new(), _packed = new();
    private Node<T> _x = null!, _weight = null!;
    private Node<T>? _bias;
    private Activation _activation;
    private int _groups, _in, _out;

    public void Forward(Node<T> x, Node<T> weight, Node<T>? bias, Activation activation, int groups)
    {
        (_x, _weight, _bias, _activation, _groups) = (x, weight, bias, activation, groups);
        (_in, _out) = (weight.Columns, weight.Rows / groups);
        int n = x.Rows, width = groups * _out, packedLength = MatrixKernels.PackedLength<T>(_in, _out);
        Prepare(new Shape(n, width), x.RequiresGradient || weight.RequiresGradient || (bias?.RequiresGradient ?? false));
        T* saved = RequiresGradient && ActivationKernels.Saves(activation) ? _saved.Reserve(Length) : null, z = saved == null ? Value : saved;
        T* packed = _packed.Reserve(groups * packedLength);
        for (int g = 0; g < groups; g++)                                         // [out,in]ᵀ
            MatrixKernels.Pack(weight.Value + (long)g * _out * _in, 1, _in, _in, _out, packed + (long)g * packedLength);

        bool relu = activation == Activation.Relu;
        for (int row = 0; row < n; row += RowBlock)
        {
            int rows = Math.Min(RowBlock, n - row);
            T* block = z + (long)row * width;
            for (int g = 0; g < groups; g++)                                     // [rows,in] [in,out] → [rows,out]
            {
                MatrixKernels.MultiplyPacked(
                    rows, _out, _in, x.Value + (long)row * x.Columns + g * _in, x.Columns, 1, packed + (long)g * packedLength,
                    block + g * _out, width, accumulate: false, bias is null ? null : bias.Value + g * _out, relu);
            }

            if (activation != Activation.Identity && !relu)
                ActivationKernels.Apply(activation, block, Value + (long)row * width, saved == null ? null : block, rows * width);
        }
    }

    public override void Backward()
    {
        int n = Rows, width = Columns, packedLength = MatrixKernels.PackedLength<T>(_out, _in);
        T* db = _bias is { RequiresGradient: true } ? _bias.AccumulateGradient() : null;
        bool addWeight = false, addInput = false;
        T* dw = _weight.RequiresGradient ? _weight.WriteGradient(out addWeight) : null;
        T* dx = _x.RequiresGradient ? _x.WriteGradient(out addInput) : null;
        T* packed = _packed.Reserve(_groups * packedLength);
        for (int g = 0; g < _groups && dx != null; g++)                          // [out,in]
            MatrixKernels.Pack(_weight.Value + (long)g * _out * _in, _in, 1, _out, _in, packed + (long)g * packedLength);

        for (int row = 0; row < n; row += RowBlock)
        {
            int rows = Math.Min(RowBlock, n - row);
            T* dz = Upstream(row, rows), x = _x.Value + (long)row * _x.Columns;  // [rows,g·out], [rows,g·in]
            if (db != null)
                VectorKernels.SumRows(dz, rows, width, db);
            for (int g = 0; g < _groups && dw != null; g++)                      // [rows,out]ᵀ [rows,in] → [out,in]
            {
                MatrixKernels.Multiply(
                    _out, _in, rows, dz + g * _out, 1, width, x + g * _in, _x.Columns, 1, dw + (long)g * _out * _in, _in, addWeight);
            }

            for (int g = 0; g < _groups && dx != null; g++)                      // [rows,out] [out,in] → [rows,in]
            {
                MatrixKernels.MultiplyPacked(
                    rows, _in, _out, dz + g * _out, width, 1, packed + (long)g * packedLength,
                    dx + (long)row * _x.Columns + g * _in, _x.Columns, addInput);
            }

            addWeight = true;
        }
    }

    /// <summary>∂z of a block of rows.</summary>
    private T* Upstream(int row, int rows)
    {
        long at = (long)row * Columns;
        if (_activation == Activation.Identity)
            return Gradient + at;
        T* dz = _dz.Reserve(RowBlock * Columns), saved = ActivationKernels.Saves(_activation) ? _saved.Pointer + at : null;
        ActivationKernels.Differentiate(_activation, saved, Value + at, Gradient + at, dz, rows * Columns, accumulate: false);
        return dz;
    }
}
