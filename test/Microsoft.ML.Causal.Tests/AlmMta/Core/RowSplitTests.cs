// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Microsoft.ML.Causal.Tests.AlmMta;

[TestClass]
public class RowSplitTests
{
    [TestMethod]
    public void Of_RowsOfUsers_KeepsUsersTogether()
    {
        AlmMtaTrainingData data = AlmMtaExample.Draw(400, 1);
        RowSplit split = RowSplit.Of(data, .25, 7);
        CollectionAssert.AreEquivalent(Enumerable.Range(0, 400).ToArray(), split.Training.Concat(split.Validation).ToArray());
        Assert.HasCount(100, split.Validation);
        Assert.IsEmpty(split.Training.Select(i => data.User![i]).Intersect(split.Validation.Select(i => data.User![i])));
    }

    [TestMethod]
    public void Batches_OfAnEpoch_HoldEveryRowWithTouchesOnce()
    {
        AlmMtaTrainingData data = AlmMtaExample.Draw(2000, 1);
        var batches = new TouchBatches(data, [.. Enumerable.Range(0, 2000)], new RandomStream(1, "test"));
        for (int epoch = 0; epoch < 3; epoch++)
        {
            List<int> seen = [];
            for (int b = 0; b < batches.Count; b++)
            {
                Assert.IsLessThanOrEqualTo(batches.LargestTouches, batches.Rows(b).ToArray().Sum(data.Length));
                seen.AddRange(batches.Rows(b));
            }

            CollectionAssert.AreEquivalent(Enumerable.Range(0, 2000).Where(i => data.Length(i) > 0).ToArray(), seen);
            batches.Shuffle();
        }
    }
}
