// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

/// <summary>Records the proxies and matches of a simulated row.</summary>
internal sealed class AttributionObservation(int seed)
{
    private readonly RandomStream _proxies = new(seed, "attribution/proxies"), _matches = new(seed, "attribution/matches"), _leaks = new(seed, "attribution/leaks");

    /// <summary>Records a row.</summary>
    /// <param name="label">Whether the user uploaded.</param>
    /// <param name="cause">The touch that caused the upload, or −1.</param>
    /// <param name="inspired">Z by touch.</param>
    /// <param name="cosines">Cosine of touch and upload, NaN without one.</param>
    /// <param name="proxies">By <see cref="AttributionProxy"/>.</param>
    /// <param name="matches">By <see cref="AttributionMatch"/>, the cosines among them already.</param>
    public void Record(
        bool label, int cause, ReadOnlySpan<bool> inspired, ReadOnlySpan<float> cosines, GrowingArray<byte>[] proxies, GrowingArray<float>[] matches)
    {
        Span<byte> medium = proxies[(int)AttributionProxy.Medium].Extend(inspired.Length), leaky = proxies[(int)AttributionProxy.Leaky].Extend(inspired.Length);
        for (int j = 0; j < inspired.Length; j++)
        {
            bool z = inspired[j];
            proxies[(int)AttributionProxy.Strict].Add(Flag(z, .3, .998));
            leaky[j] = medium[j] = Flag(z, .6, .98);
            proxies[(int)AttributionProxy.Rich].Add(Flag(z, .9, .99));
            proxies[(int)AttributionProxy.Exact].Add(z ? (byte)1 : (byte)0);
            double cost = Math.Round(.8 + (z ? 2 : 0) + _proxies.NextGaussian(), MidpointRounding.ToEven);
            proxies[(int)AttributionProxy.Bucket].Add((byte)Math.Clamp(cost, 0, 4));
            matches[(int)AttributionMatch.Strict].Add(!label ? float.NaN : j == cause && _matches.NextDouble() < .25 ? 1 : 0);
            matches[(int)AttributionMatch.Medium].Add(!label ? float.NaN : cosines[j] + .02 * _matches.NextGaussian() > .85 ? 1 : 0);
        }

        if (label && _leaks.NextDouble() < .5)
            leaky[_leaks.NextDouble() < .5 ? Best(cosines) : _leaks.NextInteger(inspired.Length)] = 1;
    }

    private byte Flag(bool z, double sensitivity, double specificity) => _proxies.NextDouble() < (z ? sensitivity : 1 - specificity) ? (byte)1 : (byte)0;

    private static int Best(ReadOnlySpan<float> cosines)
    {
        int best = 0;
        for (int j = 1; j < cosines.Length; j++)
            best = cosines[j] > cosines[best] ? j : best;
        return best;
    }
}
