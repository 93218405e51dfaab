// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

/// <summary>A trained baseline: base probability and unit uplift of rows.</summary>
internal sealed class UpliftModel
{
    private const int Chunk = 4096;
    private readonly UpliftNetwork<float> _network;
    private readonly Standardiser _standardiser;
    private readonly float _largest;
    private readonly float[] _tiers;

    public UpliftModel(UpliftNetwork<float> network, Standardiser standardiser, float largest, float[] tiers)
    {
        _network = network;
        _standardiser = standardiser;
        _largest = largest;
        _tiers = tiers;
    }

    /// <summary>
    /// Scores rows: p₀, and the unit uplift as the mean over the observed tiers m of (p(m) − p₀)/m; a method without doses has one tier, the
    /// mean intensity of treated rows.
    /// </summary>
    /// <param name="features">x, row-major, [n,d].</param>
    /// <param name="baseProbability">Receives p₀, [n].</param>
    /// <param name="unitUplift">Receives the unit uplift, [n].</param>
    public void Score(ReadOnlySpan<float> features, Span<float> baseProbability, Span<float> unitUplift)
    {
        int d = _standardiser.Mean.Length, n = baseProbability.Length;
        using Tape<float> tape = ManagedEngine.Default.CreateTape(_network.Parameters);
        float[] z = new float[Chunk * d], treated = new float[Chunk];
        for (int from = 0; from < n; from += Chunk)
        {
            int rows = Math.Min(Chunk, n - from);
            for (int i = 0; i < rows; i++)
                _standardiser.Apply(features.Slice((from + i) * d, d), z.AsSpan(i * d, d));
            Span<float> p0 = baseProbability.Slice(from, rows), unit = unitUplift.Slice(from, rows);
            Probability(tape, z.AsSpan(0, rows * d), rows, 0, p0);
            unit.Clear();
            foreach (float tier in _tiers)
            {
                Probability(tape, z.AsSpan(0, rows * d), rows, tier / _largest, treated.AsSpan(0, rows));
                for (int i = 0; i < rows; i++)
                    unit[i] += (treated[i] - p0[i]) / (tier * _tiers.Length);
            }
        }
    }

    /// <summary>
    /// Scores rows over intensities: p₀ and p(q). A method without doses has a straight line, p₀ and its unit uplift times q, in [0, 1].
    /// </summary>
    /// <param name="features">x, row-major, [n,d].</param>
    /// <param name="intensities">q, [g].</param>
    /// <param name="baseProbability">Receives p₀, [n].</param>
    /// <param name="curves">Receives p(q), row-major, [n,g].</param>
    public void Curves(ReadOnlySpan<float> features, ReadOnlySpan<float> intensities, Span<float> baseProbability, Span<float> curves)
    {
        int n = baseProbability.Length, g = intensities.Length, d = _standardiser.Mean.Length;
        float[] column = new float[n];
        Score(features, baseProbability, column);
        using Tape<float> tape = ManagedEngine.Default.CreateTape(_network.Parameters);
        float[] z = new float[Chunk * d];
        for (int k = 0; k < g; k++)
        {
            for (int from = 0; from < n && _network.HasDose; from += Chunk)
            {
                int rows = Math.Min(Chunk, n - from);
                for (int i = 0; i < rows; i++)
                    _standardiser.Apply(features.Slice((from + i) * d, d), z.AsSpan(i * d, d));
                Probability(tape, z.AsSpan(0, rows * d), rows, intensities[k] / _largest, column.AsSpan(from, rows));
            }

            for (int i = 0; i < n; i++)
                curves[i * g + k] = _network.HasDose ? column[i] : Math.Clamp(baseProbability[i] + column[i] * intensities[k], 0, 1);
        }
    }

    private void Probability(Tape<float> tape, ReadOnlySpan<float> z, int rows, double dose, Span<float> probability)
    {
        tape.Reset();
        tape.Training = false;
        Tensor<float> x = tape.Constant(z, new Shape(rows, z.Length / rows));
        tape.Activate(_network.Logit(tape, x, dose), Activation.Sigmoid).CopyTo(probability);
    }
}
