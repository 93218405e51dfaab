// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

/// <summary>Deletion effects of a logistic regression on how often each channel was touched (after Shao and Li 2011).</summary>
/// <remarks>
/// <code>
/// P(Y = 1) = σ(b + Σ_c w_c n_c),  n_c touches of channel c;   credit of a touch of c = σ(z) − σ(z − w_c)
/// </code>
/// Negative where touches of a channel go with fewer conversions. A prediction of what the model would say without the touch: who is touched
/// is not random, and nothing here corrects for it. Channels in the hundreds make the fit slow: its cost rises with their square.
/// </remarks>
public sealed class LogisticCredits
{
    private readonly LogisticProbe _model;

    private LogisticCredits(LogisticProbe model, int channels) => (_model, Channels) = (model, channels);

    /// <summary>Gets the number of channels that the fit saw.</summary>
    public int Channels { get; }

    /// <summary>Fits by Newton's method.</summary>
    /// <param name="channel">Channel of each touch, from 0.</param>
    /// <param name="offsets">First touch of each journey, then the number of touches.</param>
    /// <param name="converted">Whether each journey converted; both must occur.</param>
    /// <param name="penalty">α of the ridge penalty ½α‖w‖² on standardised counts. At least 0. Default 1.</param>
    /// <exception cref="ArgumentException">Lengths do not fit each other, or all journeys ended alike.</exception>
    public static LogisticCredits Fit(ReadOnlySpan<int> channel, ReadOnlySpan<int> offsets, ReadOnlySpan<bool> converted, double penalty = 1)
    {
        JourneyOffsets.Check(offsets, channel.Length, nameof(offsets));
        MetricInput.SameLength(converted.Length, offsets.Length - 1, nameof(converted));
        int positives = converted.Count(true), channels = 0;
        if (positives == 0 || positives == converted.Length)
            throw new ArgumentException($"A regression needs journeys that converted and such that did not; {positives} of {converted.Length} converted.", nameof(converted));
        foreach (int c in channel)
            channels = Math.Max(channels, c + 1);

        var counts = new double[converted.Length * channels];
        for (int i = 0; i < converted.Length; i++)
            Count(channel[offsets[i]..offsets[i + 1]], counts.AsSpan(i * channels, channels));
        return new(LogisticProbe.Fit(counts, converted, channels, penalty), channels);
    }

    /// <summary>P(Y = 1) of each journey.</summary>
    /// <param name="channel">Channel of each touch; one that the fit did not see tells nothing.</param>
    /// <param name="offsets">First touch of each journey, then the number of touches.</param>
    public float[] Probabilities(ReadOnlySpan<int> channel, ReadOnlySpan<int> offsets)
    {
        JourneyOffsets.Check(offsets, channel.Length, nameof(offsets));
        var probabilities = new float[offsets.Length - 1];
        var counts = new double[Channels];
        for (int i = 0; i < probabilities.Length; i++)
        {
            Count(channel[offsets[i]..offsets[i + 1]], counts);
            probabilities[i] = (float)AttributionMath.Sigmoid(_model.Logit(counts));
        }

        return probabilities;
    }

    /// <summary>The deletion effect of each touch, in probability.</summary>
    /// <param name="channel">Channel of each touch; one that the fit did not see has none.</param>
    /// <param name="offsets">First touch of each journey, then the number of touches.</param>
    public float[] Credits(ReadOnlySpan<int> channel, ReadOnlySpan<int> offsets)
    {
        JourneyOffsets.Check(offsets, channel.Length, nameof(offsets));
        var credits = new float[channel.Length];
        var counts = new double[Channels];
        for (int i = 0; i + 1 < offsets.Length; i++)
        {
            Count(channel[offsets[i]..offsets[i + 1]], counts);
            double with = AttributionMath.Sigmoid(_model.Logit(counts));
            for (int j = offsets[i]; j < offsets[i + 1]; j++)
            {
                if (channel[j] >= Channels)
                    continue;
                counts[channel[j]]--;
                credits[j] = (float)(with - AttributionMath.Sigmoid(_model.Logit(counts)));
                counts[channel[j]]++;
            }
        }

        return credits;
    }

    private static void Count(ReadOnlySpan<int> channel, Span<double> counts)
    {
        counts.Clear();
        foreach (int c in channel)
        {
            if (c < counts.Length)
                counts[c]++;
        }
    }
}
