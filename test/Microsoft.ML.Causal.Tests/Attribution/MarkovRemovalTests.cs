// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Microsoft.ML.Causal.Tests.Attribution;

[TestClass]
public class MarkovRemovalTests
{
    [TestMethod]
    public void Fit_OfThreePaths_GivesTheWorkedEffects()
    {
        // Channels 0, 1, 2. Paths 0 1 2 (converted), 0 (not), 1 2 (not): from the start 2/3 to 0 and 1/3 to 1; from 0 half to 1, half to null;
        // from 1 always to 2; from 2 half to conversion. P(conversion) = (2/3·1/2 + 1/3)·1/2 = 1/3; without 0 it is 1/6, without 1 or 2 none.
        MarkovRemoval chain = MarkovRemoval.Fit([0, 1, 2, 0, 1, 2], [0, 3, 4, 6], [true, false, false]);

        // A handful of roundings of an inverse of size 4.
        Assert.AreEqual(1 / 3.0, chain.ConversionProbability, 1e-12);
        Assert.AreEqual(.5, chain.RemovalEffects[0], 1e-12);
        Assert.AreEqual(1, chain.RemovalEffects[1], 1e-12);
        Assert.AreEqual(1, chain.RemovalEffects[2], 1e-12);
        float[] credits = chain.Credits([0, 1, 2, 0, 1, 2], [0, 3, 4, 6]);
        float[] expected = [.2f, .4f, .4f, 1, .5f, .5f];
        for (int j = 0; j < expected.Length; j++)
            Assert.AreEqual(expected[j], credits[j], 1e-7, $"touch {j}");
    }

    [TestMethod]
    public void Fit_OfRandomPaths_IsTheChainWithTheChannelSentToNull()
    {
        var random = new Random(2);
        List<int> channel = [], offsets = [0];
        List<bool> converted = [];
        for (int i = 0; i < 300; i++)
        {
            // Runs of one channel and returns to it are what a chain can get wrong.
            for (int left = random.Next(1, 7); left > 0; left--)
                channel.Add(random.Next(3) == 0 && channel.Count > offsets[^1] ? channel[^1] : random.Next(4));
            offsets.Add(channel.Count);
            converted.Add(random.NextDouble() < .1 + .05 * channel[^1]);
        }

        MarkovRemoval chain = MarkovRemoval.Fit([.. channel], [.. offsets], [.. converted]);

        double whole = ByWalking(channel, offsets, converted, removed: -1);
        Assert.AreEqual(whole, chain.ConversionProbability, 1e-9);
        Assert.AreEqual(converted.Count(c => c) / 300.0, chain.ConversionProbability, 1e-9);
        for (int c = 0; c < 4; c++)
        {
            // 2,000 steps of a walk that ends after about 6 leave nothing behind.
            Assert.AreEqual(1 - ByWalking(channel, offsets, converted, c) / whole, chain.RemovalEffects[c], 1e-9, $"channel {c}");
        }
    }

    [TestMethod]
    public void Credits_OfChannelsWithoutEffect_AreEqual()
    {
        MarkovRemoval chain = MarkovRemoval.Fit([0, 1], [0, 1, 2], [true, false]);

        Assert.AreEqual(0, chain.RemovalEffects[1]);
        CollectionAssert.AreEqual(new[] { .5f, .5f, 1f, 0 }, chain.Credits([1, 9, 0, 9], [0, 2, 4]));
    }

    [TestMethod]
    public void Fit_WhereNothingConverted_SaysSo()
    {
        var error = Assert.ThrowsExactly<ArgumentException>(() => MarkovRemoval.Fit([0, 1], [0, 1, 2], [false, false]));

        StringAssert.StartsWith(error.Message, "Removal effects need journeys that converted; none did.");
    }

    /// <summary>P(conversion) by spreading a unit of probability over the states, step after step; a removed channel swallows what reaches it.</summary>
    private static double ByWalking(List<int> channel, List<int> offsets, List<bool> converted, int removed)
    {
        var counts = new double[5, 6];
        for (int i = 0; i < converted.Count; i++)
        {
            int[] states = [4, .. channel[offsets[i]..offsets[i + 1]]];
            for (int j = 1; j < states.Length; j++)
                counts[states[j - 1], states[j]]++;
            counts[states[^1], converted[i] ? 4 : 5]++;
        }

        double[] mass = [0, 0, 0, 0, 1];
        double conversion = 0;
        for (int step = 0; step < 2000; step++)
        {
            var next = new double[5];
            for (int a = 0; a < 5; a++)
            {
                double total = Enumerable.Range(0, 6).Sum(b => counts[a, b]);
                for (int b = 0; b < 4; b++)
                    next[b] += b == removed ? 0 : mass[a] * counts[a, b] / total;
                conversion += mass[a] * counts[a, 4] / total;
            }

            mass = next;
        }

        return conversion;
    }
}
