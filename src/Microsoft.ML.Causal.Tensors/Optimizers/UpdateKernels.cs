// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Numerics;

namespace Microsoft.ML.Causal;

/// <summary>The inner loops of the update rules; see <see cref="UpdateRule{T}"/> for the formulas.</summary>
internal static unsafe class UpdateKernels
{
    /// <summary>Applies <paramref name="rule"/> to consecutive elements.</summary>
    public static void Apply<T>(in UpdateRule<T> rule, T* value, T* gradient, T* first, T* second, int length)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        for (int i = 0; i < length; i++)
        {
            T g = rule.Scale * gradient[i] + rule.L2 * value[i], direction;
            switch (rule.Kind)
            {
                case OptimizerKind.Sgd:
                    direction = first == null ? g : first[i] = rule.Momentum * first[i] + g;
                    break;
                case OptimizerKind.Adagrad:
                    second[i] += g * g;
                    direction = g / (T.Sqrt(second[i]) + rule.Epsilon);
                    break;
                default:
                    first[i] += (T.One - rule.Beta1) * (g - first[i]);
                    second[i] += (T.One - rule.Beta2) * (g * g - second[i]);
                    direction = first[i] / (T.Sqrt(second[i]) * rule.Correction + rule.Epsilon);
                    break;
            }

            value[i] = rule.Keep * value[i] - rule.Rate * direction;
        }
    }

    /// <summary>Σ g², in double.</summary>
    public static double SumOfSquares<T>(ParameterNode<T> leaf) where T : unmanaged, IFloatingPointIeee754<T>
    {
        double sum = 0;
        for (int i = 0; i < leaf.Length; i++)
        {
            double g = double.CreateTruncating(leaf.Gradient[i]);
            sum += g * g;
        }

        return sum;
    }
}
