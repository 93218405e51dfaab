// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Microsoft.ML.Causal.Tests;

[TestClass]
public class RandomStreamTests
{
    [TestMethod]
    public void NextBits_OfAKnownState_AreTheAlgorithms()
    {
        // SplitMix64 from the FNV-1a hash of "", which is 14695981039346656037, and xoshiro256**, worked out apart from this code.
        var stream = new RandomStream(0, "");
        ulong[] state = new ulong[4];
        ulong s = 14695981039346656037;
        for (int i = 0; i < 4; i++)
        {
            s = unchecked(s + 0x9E3779B97F4A7C15);
            ulong z = unchecked((s ^ (s >> 30)) * 0xBF58476D1CE4E5B9);
            z = unchecked((z ^ (z >> 27)) * 0x94D049BB133111EB);
            state[i] = z ^ (z >> 31);
        }

        ulong x = unchecked(state[1] * 5);
        Assert.AreEqual(unchecked(((x << 7) | (x >> 57)) * 9), stream.NextBits());
    }

    [TestMethod]
    public void Streams_OfDifferentNamesOrSeeds_Differ()
    {
        ulong first = new RandomStream(1, "initialisation").NextBits();
        Assert.AreEqual(first, new RandomStream(1, "initialisation").NextBits());
        Assert.AreNotEqual(first, new RandomStream(1, "shuffling").NextBits());
        Assert.AreNotEqual(first, new RandomStream(2, "initialisation").NextBits());
    }

    [TestMethod]
    public void NextDouble_OfManyDraws_IsUniform()
    {
        var stream = new RandomStream(5, "uniform");
        double[] draws = [.. Enumerable.Range(0, 100_000).Select(_ => stream.NextDouble())];
        Assert.IsTrue(draws.All(u => u is >= 0 and < 1));
        Assert.AreEqual(0.5, draws.Average(), 0.005);                          // five standard errors
        Assert.AreEqual(1.0 / 12, draws.Average(u => (u - 0.5) * (u - 0.5)), 0.0012);
    }

    [TestMethod]
    public void NextGaussian_OfManyDraws_IsStandardNormal()
    {
        var stream = new RandomStream(5, "gaussian");
        double[] draws = [.. Enumerable.Range(0, 100_000).Select(_ => stream.NextGaussian())];
        Assert.AreEqual(0, draws.Average(), 0.016);                            // five standard errors each
        Assert.AreEqual(1, draws.Average(z => z * z), 0.023);
        Assert.AreEqual(3, draws.Average(z => z * z * z * z), 0.16);
        Assert.AreEqual(0.6827, draws.Average(z => Math.Abs(z) < 1 ? 1.0 : 0), 0.0075);
    }

    [TestMethod]
    public void Shuffle_OfThree_GivesEveryOrderEquallyOften()
    {
        var stream = new RandomStream(5, "shuffling");
        var counts = new Dictionary<string, int>();
        for (int i = 0; i < 60_000; i++)
        {
            int[] values = [1, 2, 3];
            stream.Shuffle(values.AsSpan());
            string order = string.Join("", values);
            counts[order] = counts.GetValueOrDefault(order) + 1;
        }

        Assert.AreEqual(6, counts.Count);
        foreach (int count in counts.Values)
            Assert.AreEqual(10_000, count, 460);                               // five standard deviations
    }

    [TestMethod]
    public void State_SetOnAnotherStream_GoesOnWithTheSameNumbers()
    {
        RandomStream first = new(5, "gaussian"), second = new(6, "elsewhere");
        first.NextGaussian();                                                  // leaves the second of a pair

        second.State = first.State;

        double[] expected = [.. Enumerable.Range(0, 5).Select(_ => first.NextGaussian())];
        CollectionAssert.AreEqual(expected, Enumerable.Range(0, 5).Select(_ => second.NextGaussian()).ToArray());
    }

    [TestMethod]
    public void NextInteger_BelowOne_Throws() =>
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => new RandomStream(1, "x").NextInteger(0));
}
