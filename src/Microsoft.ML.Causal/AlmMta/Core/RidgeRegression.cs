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
    public static double[] Fit(ReadOnlySpan<double> features, ReadOnlySpan<double> target, ReadOnlySpan<double> weight, int width, double penalty) =>
        FitMany(features, target, weight, width, 1, penalty);

    /// <summary>The same for several targets at once, which share the features.</summary>
    /// <param name="features">Row-major, [n,d].</param>
    /// <param name="targets">Row-major, [n,k].</param>
    /// <param name="weight">[n], or empty for 1.</param>
    /// <param name="width">d.</param>
    /// <param name="count">k.</param>
    /// <param name="penalty">α.</param>
    /// <returns>[k,d+1]: for each target w, then the intercept.</returns>
    public static double[] FitMany(
        ReadOnlySpan<double> features, ReadOnlySpan<double> targets, ReadOnlySpan<double> weight, int width, int count, double penalty)
    {
        int n = targets.Length / count;
        double[] mean = new double[width], meanTarget = new double[count];
        double total = 0;
        for (int i = 0; i < n; i++)
        {
            double w = weight.IsEmpty ? 1 : weight[i];
            total += w;
            DoubleSpan.AddScaled(w, targets.Slice(i * count, count), meanTarget);
            DoubleSpan.AddScaled(w, features.Slice(i * width, width), mean);
        }

        for (int t = 0; t < count; t++)
            meanTarget[t] /= total;
        for (int k = 0; k < width; k++)
            mean[k] /= total;

        double[] gram = new double[width * width], right = new double[count * width], centred = new double[width];
        for (int i = 0; i < n; i++)
        {
            double w = weight.IsEmpty ? 1 : weight[i];
            for (int k = 0; k < width; k++)
                centred[k] = features[i * width + k] - mean[k];
            for (int t = 0; t < count; t++)
                DoubleSpan.AddScaled(w * (targets[i * count + t] - meanTarget[t]), centred, right.AsSpan(t * width, width));
            for (int k = 0; k < width; k++)
                DoubleSpan.AddScaled(w * centred[k], centred.AsSpan(0, k + 1), gram.AsSpan(k * width, k + 1));
        }

        for (int k = 0; k < width; k++)
            gram[k * width + k] += Math.Max(penalty, 1e-10 * (gram[k * width + k] + 1));
        Cholesky.Factor(gram, width);
        var solution = new double[count * (width + 1)];
        for (int t = 0; t < count; t++)
        {
            Span<double> own = solution.AsSpan(t * (width + 1), width + 1);
            right.AsSpan(t * width, width).CopyTo(own);
            Cholesky.Solve(gram, own[..width]);
            own[width] = meanTarget[t] - DoubleSpan.Dot(own[..width], mean);
        }

        return solution;
    }
}
