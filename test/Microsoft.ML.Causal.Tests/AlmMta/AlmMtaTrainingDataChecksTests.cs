// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Microsoft.ML.Causal.Tests.AlmMta;

[TestClass]
public class AlmMtaTrainingDataChecksTests
{
    [TestMethod]
    public void Check_OfGoodJourneys_Passes() => Check(AlmMtaExample.Draw(100, 1));

    [TestMethod]
    public void Check_OfAProxyThatGivesAwayTheOutcome_IsRefused()
    {
        AlmMtaTrainingData data = AlmMtaExample.Draw(300, 1);
        for (int i = 0; i < data.Rows; i++)
        for (int j = data.Offsets[i]; j < data.Offsets[i + 1]; j++)
            data.ProxyCode![j] = data.Label[i] ? 1 : 0;
        StringAssert.StartsWith(Refused(data), "Proxy column 'Proxy' gives away the outcome: P(Y=1 | code 1) is 1.000 over");
        AlmMtaTrainingDataChecks.Check(AlmMtaExample.Quick with { LargestProxyOutcomeRate = 1 }, data);
    }

    [TestMethod]
    public void Check_OfACodeOutOfRange_IsRefused()
    {
        AlmMtaTrainingData data = AlmMtaExample.Draw(100, 1);
        data.ProxyCode![3] = -1;
        StringAssert.StartsWith(Refused(data), "Proxy column 'Proxy' has no code in 1 of");
    }

    [TestMethod]
    public void Check_OfOneClass_IsRefused()
    {
        AlmMtaTrainingData data = AlmMtaExample.Draw(100, 1);
        Array.Clear(data.Label);
        Assert.AreEqual("Label column 'Label' is false in all 100 rows; attribution needs both classes.", Refused(data));
    }

    [TestMethod]
    public void Check_OfAMissingNumber_IsRefused()
    {
        AlmMtaTrainingData data = AlmMtaExample.Draw(100, 1);
        data.Context[4] = float.NaN;
        Assert.AreEqual("Context column 'Context' is NaN or infinite in 1 of 100 rows; replace missing values before training.", Refused(data));
    }

    [TestMethod]
    public void Check_OfAnUnknownCode_IsRefused()
    {
        AlmMtaTrainingData data = AlmMtaExample.Draw(100, 1);
        data.Keys[0][0] = AlmMtaExample.Items + 1;
        Assert.AreEqual("Touch key column 'Touches' has codes outside 0 to 40.", Refused(data));
    }

    [TestMethod]
    public void Check_OfALongJourney_IsRefused()
    {
        InvalidOperationException exception = Assert.ThrowsExactly<InvalidOperationException>(
            () => AlmMtaTrainingDataChecks.Check(AlmMtaExample.Quick with { MaxTouchpoints = 3 }, AlmMtaExample.Draw(100, 1)));
        StringAssert.StartsWith(exception.Message, "A journey has 5 touches, more than AlmMtaOptions.MaxTouchpoints, 3;");
    }

    private static string Refused(AlmMtaTrainingData data) => Assert.ThrowsExactly<InvalidOperationException>(() => Check(data)).Message;

    private static void Check(AlmMtaTrainingData data) => AlmMtaTrainingDataChecks.Check(AlmMtaExample.Quick, data);
}
