// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Microsoft.ML.Causal.Tests;

[TestClass]
public class ParameterAverageTests
{
    [TestMethod]
    public void Update_AfterSteps_FollowsTheMovingAverage()
    {
        Parameter<double> p = new("p", new Shape(1));
        p.Values[0] = 1;
        var average = new ParameterAverage<double>([p], 0.75);
        p.Values[0] = 5;
        average.Update();                                  // 0.75·1 + 0.25·5 = 2
        p.Values[0] = 10;
        average.Update();                                  // 0.75·2 + 0.25·10 = 4
        average.Exchange();
        Assert.AreEqual(4, p.Values[0]);
        average.Exchange();
        Assert.AreEqual(10, p.Values[0]);
    }

    [TestMethod]
    [DataRow(1.0)]
    [DataRow(-0.1)]
    [DataRow(double.NaN)]
    public void Decay_OutOfRange_Throws(double decay) =>
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => new ParameterAverage<double>([new("p", new Shape(1))], decay));
}
