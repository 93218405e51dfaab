// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Runtime.CompilerServices;

namespace Microsoft.ML.Causal;

/// <summary>For every training row the distribution of the number of touches that moved the user, given its proxies: PB(h; q).</summary>
/// <remarks>q_j = P(Z_j=1 | code_j, τ_j, x). It is a constant of the outcome's fit: the outcome must not shape its own mediator.</remarks>
internal sealed class MediatorMixture
{
    private readonly AlmMtaTrainingData _data;
    private readonly double[] _distributions;

    /// <summary>Computes PB(h; q) from p.</summary>
    /// <param name="data">Journeys and codes.</param>
    /// <param name="p">p_j of each touch.</param>
    /// <param name="emission">Tables.</param>
    public MediatorMixture(AlmMtaTrainingData data, double[] p, EmissionTables emission)
    {
        _data = data;
        _distributions = new double[data.Touches + data.Rows];
        var q = new double[Math.Max(1, data.MaxLength)];
        for (int i = 0; i < data.Rows; i++)
        {
            int start = data.Offsets[i], length = data.Length(i);
            for (int j = 0; j < length; j++)
                q[j] = emission.Posterior(p[start + j], data.ProxyCode![start + j]);
            PoissonBinomial.Forward(q.AsSpan(0, length), _distributions.AsSpan(start + i));
        }
    }

    /// <summary>Brings rows that are read next into the cache, as <see cref="EncodedJourneys.Warm"/>.</summary>
    /// <returns>A sum of what was read, so that it is read.</returns>
    [MethodImpl(MethodImplOptions.NoInlining)]    // or the sum that nobody wants would not be made
    public double Warm(ReadOnlySpan<int> rows)
    {
        double sum = 0;
        foreach (int i in rows)
            sum += _distributions[_data.Offsets[i] + i] + _distributions[_data.Offsets[i + 1] + i];
        return sum;
    }

    /// <summary>PB(h; q) of row <paramref name="i"/>, h = 0 to L.</summary>
    public ReadOnlySpan<double> Of(int i) => _distributions.AsSpan(_data.Offsets[i] + i, _data.Length(i) + 1);
}
