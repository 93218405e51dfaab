// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Numerics;

namespace Microsoft.ML.Causal;

/// <summary>How much the expert groups' weights overlap (eq. 9): over both layers and all pairs of experts of different groups.</summary>
/// <remarks>
/// <code>
/// RawSum:            Σ ‖Wa Wbᵀ‖²_F
/// RowNormalisedMean: mean of ‖Ŵa Ŵbᵀ‖²_F, Ŵ = each row of W divided by its norm
/// </code>
/// The experts of a group lie one below the other in one matrix, so that one product does all pairs of two groups.
/// </remarks>
internal static class OrthogonalityLoss
{
    /// <param name="tape">Records.</param>
    /// <param name="groups">The three groups.</param>
    /// <param name="kind">How it is counted.</param>
    /// <returns>The penalty, [1].</returns>
    public static Tensor<T> Record<T>(Tape<T> tape, IReadOnlyList<ExpertGroup<T>> groups, OrthogonalityPenalty kind)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        int experts = groups[0].Second.Shape.D0;
        double divisor = kind == OrthogonalityPenalty.RowNormalisedMean ? 2.0 * 3 * experts * experts : 1;
        Tensor<T>? sum = null;
        for (int a = 0; a < groups.Count; a++)
        for (int b = a + 1; b < groups.Count; b++)
        {
            Add(Matrix(groups[a].First), Matrix(groups[b].First));
            Add(Matrix(groups[a].Second), Matrix(groups[b].Second));
        }

        return sum!;

        void Add(Tensor<T> left, Tensor<T> right)
        {
            Tensor<T> overlap = tape.WeightedSum(
                tape.Activate(tape.MatMul(left, right, transposeB: true), Activation.Square), default, divisor);
            sum = sum is null ? overlap : tape.Add(sum, overlap);
        }

        Tensor<T> Matrix(Parameter<T> weight)
        {
            Tensor<T> rows = tape.Reshape(tape.Use(weight), new Shape(weight.Shape.Rows, weight.Shape.Columns));   // [k·out,in]
            return kind == OrthogonalityPenalty.RowNormalisedMean ? tape.NormaliseRows(rows) : rows;
        }
    }
}
