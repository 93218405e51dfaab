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
        Cholesky.Factor(gram, width);
        Cholesky.Solve(gram, right);
        return [.. right, meanTarget - DoubleSpan.Dot(right, mean)];
    }
}
