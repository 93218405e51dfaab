// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

/// <summary>Small formulas of the simulated platform.</summary>
internal static class AttributionMath
{
    /// <summary>σ.</summary>
    public static double Sigmoid(double z) => 1 / (1 + Math.Exp(-z));

    /// <summary>a · b.</summary>
    public static double Dot(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        double sum = 0;
        for (int i = 0; i < a.Length; i++)
            sum += a[i] * b[i];
        return sum;
    }

    /// <summary>x · column of a matrix with <paramref name="columns"/> columns.</summary>
    public static double DotColumn(ReadOnlySpan<double> x, ReadOnlySpan<double> matrix, int columns, int column)
    {
        double sum = 0;
        for (int i = 0; i < x.Length; i++)
            sum += x[i] * matrix[i * columns + column];
        return sum;
    }

    /// <summary>Scales to length 1.</summary>
    public static void Normalise(Span<double> value)
    {
        double length = Math.Sqrt(Dot(value, value));
        foreach (ref double v in value)
            v /= length;
    }

    /// <summary>Turns logits into probabilities, in place.</summary>
    public static void Softmax(Span<double> logits)
    {
        double largest = double.NegativeInfinity, sum = 0;
        foreach (double z in logits)
            largest = Math.Max(largest, z);
        foreach (ref double z in logits)
            sum += z = Math.Exp(z - largest);
        foreach (ref double z in logits)
            z /= sum;
    }

    /// <summary>The index that <paramref name="uniform"/> falls on.</summary>
    public static int Choose(ReadOnlySpan<double> probabilities, double uniform)
    {
        for (int k = 0; k < probabilities.Length - 1; k++)
        {
            uniform -= probabilities[k];
            if (uniform < 0)
                return k;
        }

        return probabilities.Length - 1;
    }

    /// <summary>P(N = n), N ~ Poisson(λ).</summary>
    public static double Poisson(int n, double rate)
    {
        double p = Math.Exp(-rate);
        for (int i = 1; i <= n; i++)
            p *= rate / i;
        return p;
    }
}
