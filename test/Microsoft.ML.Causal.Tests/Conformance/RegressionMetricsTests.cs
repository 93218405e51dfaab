// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.ML.Data;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Microsoft.ML.Causal.Tests.Conformance;

[TestClass]
public class RegressionMetricsTests
{
    private readonly MLContext _ml = new(seed: 1);

    private sealed class Scored
    {
        public float Label { get; set; }
        public float Score { get; set; }
    }

    [TestMethod]
    public void ErrorsOfFourRows_AreWorkedByHand()
    {
        IDataView view = _ml.Data.LoadFromEnumerable(
        [
            new Scored { Label = 1, Score = 2 }, new Scored { Label = 2, Score = 2 },
            new Scored { Label = 3, Score = 1 }, new Scored { Label = 6, Score = 5 },
        ]);

        RegressionMetrics metrics = _ml.Regression.Evaluate(view);

        // Errors 1, 0, 2, 1; labels vary by 4 + 1 + 0 + 9 = 14 around their mean of 3. All sums are small integers.
        Assert.AreEqual(1.0, metrics.MeanAbsoluteError, 1e-9);
        Assert.AreEqual(1.5, metrics.MeanSquaredError, 1e-9);
        Assert.AreEqual(Math.Sqrt(1.5), metrics.RootMeanSquaredError, 1e-9);
        Assert.AreEqual(1 - 6.0 / 14, metrics.RSquared, 1e-9);
    }
}
