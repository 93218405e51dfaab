// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

/// <summary>Linear regression with an intercept that is not penalised, and a penalty α‖w‖² on the rest.</summary>
internal static class RidgeRegression
{
    /// <summary>Solves (X̃ᵀX̃ + αI) w = X̃ᵀỹ, X̃ and ỹ centred by weighted means.</summary>
    /// <param name="features">Row-major, [n,d].</param>
    /// <param name="target">[n].</param>
    /// <param name="weight">[n], or empty for 1.</param>
    /// <param name="width">d.</param>
    /// <param name="penalty">α; 0 is moved up a hair, so that collinear features have a solution.</param>
    /// <returns>[d+1]: w, then the intercept.</returns>
    public static double[] Fit(ReadOnlySpan<double> features, ReadOnlySpan<double> target, ReadOnlySpan<double> weight, int width, double penalty)
    {
        int n = target.Length;
        var mean = new double[width];
        double meanTarget = 0, total = 0;
        for (int i = 0; i < n; i++)
        {
            double w = weight.IsEmpty ? 1 : weight[i];
            total += w;
            meanTarget += w * target[i];
            DoubleSpan.AddScaled(w, features.Slice(i * width, width), mean);
        }

        meanTarget /= total;
        for (int k = 0; k < width; k++)
            mean[k] /= total;

        var gram = new double[width * width];
        var right = new double[width];
        var centred = new double[width];
        for (int i = 0; i < n; i++)
        {
            double w = weight.IsEmpty ? 1 : weight[i];
            for (int k = 0; k < width; k++)
                centred[k] = features[i * width + k] - mean[k];
            DoubleSpan.AddScaled(w * (target[i] - meanTarget), centred, right);
            for (int k = 0; k < width; k++)
                DoubleSpan.AddScaled(w * centred[k], centred.AsSpan(0, k + 1), gram.AsSpan(k * width, k + 1));
        }

        for (int k = 0; k < width; k++)
            gram[k * width + k] += Math.Max(penalty, 1e-10 * (gram[k * width + k] + 1));
        Solve(gram, right, width);
        return [.. right, meanTarget - DoubleSpan.Dot(right, mean)];
    }

    /// <summary>Solves a positive definite system by Cholesky on the lower triangle, in place; the solution replaces <paramref name="right"/>.</summary>
    internal static void Solve(double[] gram, double[] right, int width)
    {
        for (int j = 0; j < width; j++)
        for (int i = j; i < width; i++)
        {
            double sum = gram[i * width + j] - DoubleSpan.Dot(gram.AsSpan(i * width, j), gram.AsSpan(j * width, j));
            gram[i * width + j] = i == j ? Math.Sqrt(sum) : sum / gram[j * width + j];
        }

        for (int i = 0; i < width; i++)
            right[i] = (right[i] - DoubleSpan.Dot(gram.AsSpan(i * width, i), right.AsSpan(0, i))) / gram[i * width + i];
        for (int i = width - 1; i >= 0; i--)
        {
            double sum = right[i];
            for (int k = i + 1; k < width; k++)
                sum -= gram[k * width + i] * right[k];
            right[i] = sum / gram[i * width + i];
        }
    }
}
