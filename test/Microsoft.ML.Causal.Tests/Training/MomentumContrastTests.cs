// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Microsoft.ML.Causal.Tests.Training;

[TestClass]
public class MomentumContrastTests
{
    private static readonly Golden File = Golden.Open("almmta-paper-terms.json");

    [TestMethod]
    public void MomentumEncoder_GoldenSteps_FollowsOnlineParameters()
    {
        Golden golden = File["momentum_update"];
        Parameter<double> target = golden["start"].Parameter("target");
        foreach ((Golden online, Golden after) in golden["online_at_step"].Items.Zip(golden["target_after_step"].Items))
        {
            var leader = new Parameter<double>("online", online.Shape);
            online.Data.CopyTo(leader.Values, 0);
            MomentumEncoder.Update([target], [leader], golden["momentum"].Number);

            // Values in the file have 12 digits, one percent of the tolerance.
            after.AssertClose(target.Values, 1e-8, "target");
        }
    }

    [TestMethod]
    public void KeyQueue_GoldenPushes_DropsOldestFirst()
    {
        Golden golden = File["queue_fifo"];
        var queue = new KeyQueue<double>((int)golden["capacity"].Number, width: 2);
        int next = 0;
        foreach ((int pushed, Golden content) in golden["pushed_per_step"].Integers.Zip(golden["content_ids_oldest_first"].Items))
        {
            queue.Push([.. Enumerable.Range(next, pushed).SelectMany(id => new double[] { id, -id })]);
            next += pushed;
            double[] expected = [.. content.Data.SelectMany(id => new[] { id, -id })];
            CollectionAssert.AreEqual(expected, queue.Keys.ToArray());
        }
    }

    [TestMethod]
    public void KeyQueue_PushOfMoreThanItHolds_KeepsTheLast()
    {
        var queue = new KeyQueue<float>(capacity: 2, width: 1);
        queue.Push([1, 2, 3]);
        CollectionAssert.AreEqual(new float[] { 2, 3 }, queue.Keys.ToArray());
    }

    [TestMethod]
    public void KeyQueue_PushNormalised_DividesByLengthAndLeavesOutZeros()
    {
        var queue = new KeyQueue<double>(capacity: 4, width: 2);
        queue.PushNormalised([3, 4, 0, 0, 0, -2]);

        // One rounding per element.
        double[] keys = queue.Keys.ToArray();
        Assert.AreEqual(2, queue.Count);
        Assert.AreEqual(0.6, keys[0], 1e-15);
        Assert.AreEqual(0.8, keys[1], 1e-15);
        Assert.AreEqual(-1, keys[3], 1e-15);
    }
}
