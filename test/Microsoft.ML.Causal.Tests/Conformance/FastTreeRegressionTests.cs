// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.ML.Data;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Microsoft.ML.Causal.Tests.Conformance;

[TestClass]
public class FastTreeRegressionTests
{
    private readonly MLContext _ml = new(seed: 1);

    private IDataView View(int seed) => _ml.Data.LoadFromEnumerable(LogisticWorld.Rows(1500, seed));

    [TestMethod]
    public void Score_FollowsTheTarget()
    {
        IDataView scored = _ml.Regression.Trainers.FastTree("Target", numberOfTrees: 40, numberOfLeaves: 8).Fit(View(1)).Transform(View(2));

        RegressionMetrics metrics = _ml.Regression.Evaluate(scored, "Target");

        Assert.IsGreaterThan(0.95, metrics.RSquared);
    }

    [TestMethod]
    public void Training_SameSeed_GivesTheSameBits()
    {
        float[] Scores()
        {
            var ml = new MLContext(seed: 5);
            IDataView view = ml.Data.LoadFromEnumerable(LogisticWorld.Rows(500, 1));
            return ml.Regression.Trainers.FastTree("Target", numberOfTrees: 10).Fit(view).Transform(view).Values<float>("Score");
        }

        CollectionAssert.AreEqual(Scores(), Scores());
    }

    [TestMethod]
    public void Weights_MoveTheMeanOfEachLeaf()
    {
        // At each of two feature values two targets meet, 4 apart, and one of them weighs 99 times the other.
        var rows = Enumerable.Range(0, 400).Select(i => new LogisticWorld
        {
            Features = [i % 2, 0, 0],
            Target = (i % 4 < 2 ? 1 : 5) + i % 2,
            Weight = i % 4 < 2 ? 99 : 1,
        }).ToArray();
        IDataView view = _ml.Data.LoadFromEnumerable(rows);

        float[] scores = _ml.Regression.Trainers.FastTree("Target", exampleWeightColumnName: "Weight", numberOfTrees: 60).Fit(view).Transform(view).Values<float>("Score");

        // The weighted means are 1.04 and 2.04; what 60 steps of 0.2 leave of them is 1.5e-6.
        Assert.AreEqual(1.04, scores[0], 1e-4);
        Assert.AreEqual(2.04, scores[1], 1e-4);
    }

    [TestMethod]
    public void Features_ThatNeverChange_GiveZero()
    {
        IDataView view = _ml.Data.LoadFromEnumerable(Enumerable.Range(0, 100).Select(i => new LogisticWorld { Features = [1, 0, 0], Target = i % 3 }).ToArray());

        float[] scores = _ml.Regression.Trainers.FastTree("Target", numberOfTrees: 5).Fit(view).Transform(view).Values<float>("Score");

        CollectionAssert.AreEqual(new float[100], scores);
    }
}
