// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

/// <summary>Gauss-Hermite quadrature: the expectation of a function of a standard normal variable as a weighted sum over few nodes.</summary>
internal sealed class GaussHermite
{
    /// <param name="count">Number of nodes; exact for polynomials up to degree 2·count − 1.</param>
    public GaussHermite(int count)
    {
        Nodes = new double[count];
        Weights = new double[count];
        for (int i = 0; i < count; i++)
        {
            // Roots of the orthonormal Hermite polynomial, from the largest down: each is bracketed by the one before.
            double z = Root(count, i == 0 ? Math.Sqrt(4 * count + 2) : Nodes[i - 1], i);
            Nodes[i] = z;
            // 1/weight = Σ_k h_k(z)², over orthonormal polynomials of degree 0 to count − 1.
            double sum = 0;
            for (int k = 0; k < count; k++)
                sum += Math.Pow(Hermite(k, z), 2);
            Weights[i] = 1 / sum;
        }
    }

    /// <summary>The nodes, falling.</summary>
    public double[] Nodes { get; }

    /// <summary>Their weights, whose sum is 1.</summary>
    public double[] Weights { get; }

    /// <summary>h_n(z), orthonormal under the standard normal density: √(n+1) h_{n+1} = z h_n − √n h_{n−1}.</summary>
    private static double Hermite(int degree, double z)
    {
        double before = 0, value = 1;
        for (int n = 0; n < degree; n++)
            (before, value) = (value, (z * value - Math.Sqrt(n) * before) / Math.Sqrt(n + 1));
        return value;
    }

    /// <summary>The largest root below <paramref name="above"/>: walk down to a change of sign, then bisect.</summary>
    private static double Root(int degree, double above, int index)
    {
        // Roots of degree n lie at least π/√(4n+2) apart: a hundredth of that cannot step over two.
        double step = Math.PI / Math.Sqrt(4 * degree + 2) / 100, high = index == 0 ? above : above - step;
        double sign = Math.Sign(Hermite(degree, high)), low = high - step;
        while (Math.Sign(Hermite(degree, low)) == sign)
            (high, low) = (low, low - step);
        for (int i = 0; i < 100 && low < high; i++)
        {
            double middle = (low + high) / 2;
            if (Math.Sign(Hermite(degree, middle)) == sign)
                high = middle;
            else
                low = middle;
        }

        return (low + high) / 2;
    }
}
