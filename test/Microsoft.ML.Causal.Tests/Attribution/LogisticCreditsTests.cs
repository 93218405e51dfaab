// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Microsoft.ML.Causal.Tests.Attribution;

[TestClass]
public class LogisticCreditsTests
{
    [TestMethod]
    public void Credits_OfASaturatedModel_AreTheWorkedNumbers()
    {
        // One channel; of the journeys with one touch 1 in 4 converts, of those with two 1 in 2. Two parameters fit both exactly:
        // w = logit(1/2) − logit(1/4) = ln 3. Without a touch: σ(logit(1/4) − ln 3) = 1/10.
        int[] channel = new int[4 + 2 * 4], offsets = [0, 1, 2, 3, 4, 6, 8, 10, 12];
        bool[] converted = [true, false, false, false, true, false, true, false];

        LogisticCredits model = LogisticCredits.Fit(channel, offsets, converted, penalty: 0);

        // Newton stops at a change of 1e-8.
        Assert.AreEqual(.25, model.Probabilities(channel, offsets)[0], 1e-7);
        Assert.AreEqual(.5, model.Probabilities(channel, offsets)[4], 1e-7);
        float[] credits = model.Credits(channel, offsets);
        Assert.AreEqual(.15, credits[0], 1e-7);
        Assert.AreEqual(.25, credits[4], 1e-7);
        Assert.AreEqual(.25, credits[5], 1e-7);
    }

    [TestMethod]
    public void Credits_OfAHarmfulChannel_AreNegative()
    {
        // Channel 0 in every journey; with channel 1 beside it fewer convert.
        List<int> channel = [], offsets = [0];
        List<bool> converted = [];
        for (int i = 0; i < 200; i++)
        {
            channel.AddRange(i % 2 == 0 ? [0] : [0, 1]);
            offsets.Add(channel.Count);
            converted.Add(i % 2 == 0 ? i % 4 == 0 : i % 10 == 1);
        }

        LogisticCredits model = LogisticCredits.Fit([.. channel], [.. offsets], [.. converted]);
        float[] credits = model.Credits([0, 1, 5], [0, 3]);

        Assert.IsLessThan(-.1f, credits[1]);
        // A channel that the fit has not seen.
        Assert.AreEqual(0, credits[2]);
    }

    [TestMethod]
    public void Fit_WhereAllJourneysEndedAlike_Counts()
    {
        var error = Assert.ThrowsExactly<ArgumentException>(() => LogisticCredits.Fit([0, 1], [0, 1, 2], [true, true]));

        StringAssert.StartsWith(error.Message, "A regression needs journeys that converted and such that did not; 2 of 2 converted.");
    }
}
