// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

/// <summary>A = LLᵀ of a symmetric, positive definite matrix, row-major [n,n]; only lower triangles are read and written.</summary>
internal static class Cholesky
{
    /// <summary>Puts L in the place of A.</summary>
    /// <returns>Whether A was positive definite; if not, the result is of no use.</returns>
    public static bool Factor(Span<double> matrix, int n)
    {
        for (int j = 0; j < n; j++)
        for (int i = j; i < n; i++)
        {
            double sum = matrix[i * n + j] - DoubleSpan.Dot(matrix.Slice(i * n, j), matrix.Slice(j * n, j));
            if (i == j && !(sum > 0))
                return false;
            matrix[i * n + j] = i == j ? Math.Sqrt(sum) : sum / matrix[j * n + j];
        }

        return true;
    }

    /// <summary>Puts L⁻¹b in the place of b.</summary>
    public static void SolveLower(ReadOnlySpan<double> factor, Span<double> right)
    {
        int n = right.Length;
        for (int i = 0; i < n; i++)
            right[i] = (right[i] - DoubleSpan.Dot(factor.Slice(i * n, i), right[..i])) / factor[i * n + i];
    }

    /// <summary>Puts A⁻¹b in the place of b.</summary>
    public static void Solve(ReadOnlySpan<double> factor, Span<double> right)
    {
        int n = right.Length;
        SolveLower(factor, right);
        for (int i = n - 1; i >= 0; i--)
        {
            double sum = right[i];
            for (int k = i + 1; k < n; k++)
                sum -= factor[k * n + i] * right[k];
            right[i] = sum / factor[i * n + i];
        }
    }
}
