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
internal sealed unsafe class GroupedLinearNode<T> : Node<T>, IWork where T : unmanaged, IFloatingPointIeee754<T>
{
    // Rows are taken in blocks through all steps of a layer, so that what one step writes the next finds in the cache.
    private const int RowBlock = 128;

    private readonly AlignedBuffer<T> _saved = new(), _dz = new(), _packed = new();
    private Node<T> _x = null!, _weight = null!;
    private Node<T>? _bias;
    private Activation _activation;
    private Phase _phase;
    private int _groups, _in, _out;
    private T* _dw, _db, _dx;
    private bool _addWeight, _addInput;

    private enum Phase
    {
        Forward,
        WholeBackward,
        Inputs,
        Weights,
    }

    public void Forward(Node<T> x, Node<T> weight, Node<T>? bias, Activation activation, int groups)
    {
        (_x, _weight, _bias, _activation, _groups) = (x, weight, bias, activation, groups);
        (_in, _out) = (weight.Columns, weight.Rows / groups);
        Prepare(new Shape(x.Rows, groups * _out), x.RequiresGradient || weight.RequiresGradient || (bias?.RequiresGradient ?? false));
        if (RequiresGradient && ActivationKernels.Saves(activation))
            _saved.Reserve(Length);
        if (!IsColumn)
            PackWeights(_in, _out, 1, _in);                                      // [out,in]ᵀ
        _phase = Phase.Forward;
        Tape.Run(this, Blocks, (long)Rows * weight.Length);
    }

    public override void Backward()
    {
        _db = _bias is { RequiresGradient: true } ? _bias.AccumulateGradient() : null;
        _dw = _weight.RequiresGradient ? _weight.WriteGradient(out _addWeight) : null;
        _dx = _x.RequiresGradient ? _x.WriteGradient(out _addInput) : null;
        if (_dx != null)
            PackWeights(_out, _in, _in, 1);                                      // [out,in]

        long work = 2L * Rows * _weight.Length;
        if (!Tape.Shares(work))
        {
            // Alone, a block of ∂z serves weights and inputs while it is in the cache. The sums are the same either way.
            _phase = Phase.WholeBackward;
            Tape.Run(this, Blocks, 0);
            return;
        }

        _dz.Reserve(Math.Max(Length, RowBlock * Columns));
        _phase = Phase.Inputs;
        Tape.Run(this, Blocks, work);
        _phase = Phase.Weights;
        Tape.Run(this, _groups * WeightParts, work);
    }

    void IWork.Run(int part)
    {
        if (_phase == Phase.Weights)
        {
            WeightGradient(part);
            return;
        }

        int row = part * RowBlock, rows = Math.Min(RowBlock, Rows - row);
        switch (_phase)
        {
            case Phase.Forward:
                Forward(row, rows);
                break;
            case Phase.Inputs:
                InputGradient(row, rows, DifferentiateActivation(row, rows, row));
                break;
            default:
                T* dz = DifferentiateActivation(row, rows, 0);
                AddBiasGradient(dz, rows);
                for (int g = 0; g < _groups; g++)
                    AddWeightGradient(g, 0, _out, row, rows, dz);
                InputGradient(row, rows, dz);
                break;
        }
    }

    // A layer of one unit, such as a head: sums along the inputs waste fewer lanes than a column of one.
    private bool IsColumn => _groups == 1 && _out == 1;

    private int Blocks => (Rows + RowBlock - 1) / RowBlock;

    // Whole tiles of the product's rows, so that a weight's sum is the same in any part.
    private int WeightPartRows => Math.Max(8, (_out / 4 + 7) / 8 * 8);

    private int WeightParts => (_out + WeightPartRows - 1) / WeightPartRows;

    private void PackWeights(int rows, int columns, int rowStride, int columnStride)
    {
        int length = MatrixKernels.PackedLength<T>(rows, columns);
        T* packed = _packed.Reserve(_groups * length);
        for (int g = 0; g < _groups; g++)
            MatrixKernels.Pack(_weight.Value + (long)g * _out * _in, rowStride, columnStride, rows, columns, packed + (long)g * length);
    }

    private void Forward(int row, int rows)
    {
        int width = Columns, length = MatrixKernels.PackedLength<T>(_in, _out);
        T* saved = RequiresGradient && ActivationKernels.Saves(_activation) ? _saved.Pointer : null;
        T* value = Value + (long)row * width, z = saved == null ? value : saved + (long)row * width, x = _x.Value + (long)row * _x.Columns;
        bool relu = _activation == Activation.Relu && !IsColumn;
        if (IsColumn)                                                            // [rows,in] [1,in]ᵀ → [rows,1]
        {
            new Span<T>(z, rows).Fill(_bias is null ? T.Zero : *_bias.Value);
            MatrixKernels.MultiplyLong(rows, 1, _in, x, _x.Columns, _weight.Value, _in, z, 1, accumulate: true);
        }

        for (int g = 0; g < _groups && !IsColumn; g++)                           // [rows,in] [in,out] → [rows,out]
        {
            MatrixKernels.MultiplyPacked(
                rows, _out, _in, x + g * _in, _x.Columns, 1, _packed.Pointer + (long)g * length, z + g * _out, width,
                accumulate: false, _bias is null ? null : _bias.Value + g * _out, relu);
        }

        if (_activation != Activation.Identity && !relu)
            ActivationKernels.Apply(_activation, z, value, saved == null ? null : z, rows * width);
    }

    /// <summary>∂z of a block of rows, written from row <paramref name="to"/> of the buffer on.</summary>
    private T* DifferentiateActivation(int row, int rows, int to)
    {
        long at = (long)row * Columns;
        if (_activation == Activation.Identity)
            return Gradient + at;
        T* dz = _dz.Reserve(RowBlock * Columns) + (long)to * Columns, saved = ActivationKernels.Saves(_activation) ? _saved.Pointer + at : null;
        ActivationKernels.Differentiate(_activation, saved, Value + at, Gradient + at, dz, rows * Columns, accumulate: false);
        return dz;
    }

    private void InputGradient(int row, int rows, T* dz)
    {
        int length = MatrixKernels.PackedLength<T>(_out, _in);
        for (int g = 0; g < _groups && _dx != null; g++)                         // [rows,out] [out,in] → [rows,in]
        {
            MatrixKernels.MultiplyPacked(
                rows, _in, _out, dz + g * _out, Columns, 1, _packed.Pointer + (long)g * length,
                _dx + (long)row * _x.Columns + g * _in, _x.Columns, _addInput);
        }
    }

    /// <summary>Some rows of one group's weights, over all blocks; the first part also takes the bias.</summary>
    private void WeightGradient(int part)
    {
        int group = part / WeightParts, from = part % WeightParts * WeightPartRows, units = Math.Min(WeightPartRows, _out - from);
        for (int row = 0; row < Rows; row += RowBlock)
        {
            int rows = Math.Min(RowBlock, Rows - row);
            T* dz = (_activation == Activation.Identity ? Gradient : _dz.Pointer) + (long)row * Columns;
            if (part == 0)
                AddBiasGradient(dz, rows);
            AddWeightGradient(group, from, units, row, rows, dz);
        }
    }

    private void AddBiasGradient(T* dz, int rows)
    {
        if (_db != null)
            VectorKernels.SumRows(dz, rows, Columns, _db);
    }

    private void AddWeightGradient(int group, int from, int units, int row, int rows, T* dz)
    {
        if (_dw == null)
            return;
        long unit = (long)group * _out + from;
        MatrixKernels.Multiply(                                                  // [rows,out]ᵀ [rows,in] → [out,in]
            units, _in, rows, dz + unit, 1, Columns, _x.Value + (long)row * _x.Columns + group * _in, _x.Columns, 1,
            _dw + unit * _in, _in, _addWeight || row > 0);
    }
}
