// Licensed under the MIT licence; see LICENSE in the repository root.

using MathNet.Numerics.LinearAlgebra;

namespace Microsoft.ML.Causal;

/// <summary>Removal effects of channels in a first-order Markov chain over journeys (Anderl et al. 2016).</summary>
/// <remarks>
/// <code>
/// states: start, channels, conversion, null (the last two absorb);   P(c' | c) = share of the steps from c that go to c'
/// removal effect of c = 1 − P(conversion | a visit to c ends in null) / P(conversion) = h_c x_c / P(conversion)
/// </code>
/// h_c the probability that the chain ever visits c, x_c that of conversion from there: both from one inverse of I − Q. The effect is that of
/// taking the channel out of everybody's journeys if the next step depended on nothing but the last: an account of sequences, not of causes.
/// </remarks>
public sealed class MarkovRemoval
{
    private MarkovRemoval(double conversionProbability, double[] removalEffects) =>
        (ConversionProbability, RemovalEffects) = (conversionProbability, removalEffects);

    /// <summary>Gets the chain's probability of conversion: the share of journeys that converted.</summary>
    public double ConversionProbability { get; }

    /// <summary>Gets the removal effect of each channel, in [0, 1]; 0 for one that no converting journey passes.</summary>
    public IReadOnlyList<double> RemovalEffects { get; }

    /// <summary>Counts steps and solves the chain.</summary>
    /// <param name="channel">Channel of each touch, from 0, touches of a journey in order of time.</param>
    /// <param name="offsets">First touch of each journey, then the number of touches; journeys without a touch do not count.</param>
    /// <param name="converted">Whether each journey converted.</param>
    /// <exception cref="ArgumentException">Lengths do not fit each other, or no journey with a touch converted.</exception>
    public static MarkovRemoval Fit(ReadOnlySpan<int> channel, ReadOnlySpan<int> offsets, ReadOnlySpan<bool> converted)
    {
        JourneyOffsets.Check(offsets, channel.Length, nameof(offsets));
        MetricInput.SameLength(converted.Length, offsets.Length - 1, nameof(converted));
        int channels = 0;
        foreach (int c in channel)
            channels = Math.Max(channels, c + 1);

        // Steps from the start (state 0) and the channels (1 to n) to the channels and to conversion (state 0 as a target); null takes the rest.
        var steps = new double[channels + 1, channels + 1];
        var left = new double[channels + 1];
        for (int i = 0; i < converted.Length; i++)
        {
            int state = 0;
            foreach (int c in channel[offsets[i]..offsets[i + 1]])
            {
                steps[state, c + 1]++;
                left[state]++;
                state = c + 1;
            }

            if (state == 0)
                continue;
            left[state]++;
            steps[state, 0] += converted[i] ? 1 : 0;
        }

        Matrix<double> chain = Matrix<double>.Build.DenseIdentity(channels + 1);
        var toConversion = new double[channels + 1];
        for (int a = 0; a <= channels; a++)
        {
            for (int b = 1; b <= channels && left[a] > 0; b++)
                chain[a, b] -= steps[a, b] / left[a];
            toConversion[a] = left[a] > 0 ? steps[a, 0] / left[a] : 0;
        }

        // Visits: row a, column b of the inverse is the expected number of visits to b from a.
        Matrix<double> visits = chain.Inverse();
        Vector<double> conversion = visits * Vector<double>.Build.Dense(toConversion);
        if (!(conversion[0] > 0))
            throw new ArgumentException("Removal effects need journeys that converted; none did.", nameof(converted));
        var effects = new double[channels];
        for (int c = 0; c < channels; c++)
            effects[c] = visits[0, c + 1] / visits[c + 1, c + 1] * conversion[c + 1] / conversion[0];
        return new(conversion[0], effects);
    }

    /// <summary>Shares out each journey in proportion to the removal effects of its touches' channels; equally where all are 0.</summary>
    /// <param name="channel">Channel of each touch; one that the fit did not see has no effect.</param>
    /// <param name="offsets">First touch of each journey, then the number of touches.</param>
    /// <returns>The credit of each touch; they add up to 1 over a journey.</returns>
    public float[] Credits(ReadOnlySpan<int> channel, ReadOnlySpan<int> offsets)
    {
        JourneyOffsets.Check(offsets, channel.Length, nameof(offsets));
        var credits = new float[channel.Length];
        for (int i = 0; i + 1 < offsets.Length; i++)
        {
            double sum = 0;
            for (int j = offsets[i]; j < offsets[i + 1]; j++)
                sum += Effect(channel[j]);
            for (int j = offsets[i]; j < offsets[i + 1]; j++)
                credits[j] = (float)(sum > 0 ? Effect(channel[j]) / sum : 1.0 / (offsets[i + 1] - offsets[i]));
        }

        return credits;
    }

    private double Effect(int channel) => channel < RemovalEffects.Count ? RemovalEffects[channel] : 0;
}
