// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Numerics;

namespace Microsoft.ML.Causal;

internal sealed partial class ManagedTape<T>
{
    public override Tensor<T> RouteGradients(Tensor<T> x, int readers)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(readers, 1);
        RouteGradientsNode<T> node = Next<RouteGradientsNode<T>>();
        node.Forward(Take(x), readers);
        return node;
    }
}

/// <summary>y = [x, x, …]; ∂x_i = g_0 + Σ_k (g_k − min(0, g_k·g_0)/‖g_0‖² g_0), g_k = ∂y of reader k in row i.</summary>
internal sealed unsafe class RouteGradientsNode<T> : Node<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    private Node<T> _x = null!;
    private int _readers;

    public void Forward(Node<T> x, int readers)
    {
        ShapeCheck.Require(x.Shape.Rank == 2, "a matrix of rows", x.Shape, "RouteGradients");
        (_x, _readers) = (x, readers);
        Prepare(new Shape(x.Rows, readers * x.Columns), x.RequiresGradient);
        for (int k = 0; k < readers; k++)
            VectorKernels.CopyBlock(x.Value, x.Columns, Value + k * x.Columns, Columns, Rows, x.Columns);
    }

    public override void Backward()
    {
        T* target = _x.AccumulateGradient();
        int width = _x.Columns;
        for (int r = 0; r < Rows; r++)
        {
            T* main = Gradient + (long)r * Columns, dx = target + (long)r * width;
            T square = Dot(main, main, width), along = T.One;
            for (int k = 1; k < _readers; k++)
            {
                T* other = main + k * width;
                T stake = Dot(main, other, width);
                if (stake < T.Zero)
                    along -= stake / square;
                VectorKernels.AddScaled(other, T.One, dx, width);
            }

            VectorKernels.AddScaled(main, along, dx, width);
        }
    }

    private static T Dot(T* x, T* y, int length)
    {
        T sum = T.Zero;
        for (int c = 0; c < length; c++)
            sum += x[c] * y[c];
        return sum;
    }
}
