// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

/// <summary>z = (x − mean)/sd, feature by feature; a constant feature becomes 0.</summary>
internal sealed class Standardiser
{
    private readonly float[] _scale;

    /// <summary>Takes means and deviations as they were saved.</summary>
    public Standardiser(float[] mean, float[] deviation)
    {
        Mean = mean;
        Deviation = deviation;
        _scale = [.. deviation.Select(sd => sd > 0 ? 1 / sd : 0)];
    }

    /// <summary>Means, [d].</summary>
    public float[] Mean { get; }

    /// <summary>Population standard deviations, [d].</summary>
    public float[] Deviation { get; }

    /// <summary>Measures rows of <paramref name="width"/> features.</summary>
    public static Standardiser Fit(ReadOnlySpan<float> x, int width)
    {
        int n = width == 0 ? 0 : x.Length / width;
        var mean = new double[width];
        var square = new double[width];
        for (int i = 0; i < n; i++)
        for (int j = 0; j < width; j++)
            mean[j] += x[i * width + j];
        for (int j = 0; j < width; j++)
            mean[j] /= n;

        // Two passes: the one-pass formula loses every digit for a feature such as a year.
        for (int i = 0; i < n; i++)
        for (int j = 0; j < width; j++)
        {
            double distance = x[i * width + j] - mean[j];
            square[j] += distance * distance;
        }

        return new(
            [.. mean.Select(m => (float)m)],
            [.. square.Select((s, j) => Math.Sqrt(s / n) > 1e-7 * Math.Abs(mean[j]) ? (float)Math.Sqrt(s / n) : 0)]);
    }

    /// <summary>Standardises one row.</summary>
    public void Apply(ReadOnlySpan<float> x, Span<float> z)
    {
        for (int j = 0; j < _scale.Length; j++)
            z[j] = (x[j] - Mean[j]) * _scale[j];
    }

    /// <summary>Standardises one row, in double.</summary>
    public void Apply(ReadOnlySpan<float> x, Span<double> z)
    {
        for (int j = 0; j < _scale.Length; j++)
            z[j] = (x[j] - Mean[j]) * _scale[j];
    }

    /// <summary>Standardises values of feature <paramref name="feature"/>, in double.</summary>
    public void Apply(int feature, ReadOnlySpan<float> x, Span<double> z)
    {
        for (int i = 0; i < x.Length; i++)
            z[i] = (x[i] - Mean[feature]) * _scale[feature];
    }
}
