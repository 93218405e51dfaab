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
    public void Check_OfTouchNumbersThatAreMissing_IsRefused()
    {
        AlmMtaTrainingData data = AlmMtaExample.Draw(100, 1, plain: false);
        AlmMtaOptions named = AlmMtaExample.Quick with { TouchNumericColumnNames = ["Number"], ContentColumnName = "Content" };
        data.TouchNumeric[0][7] = float.PositiveInfinity;
        Assert.AreEqual(
            $"Numeric touch column 'Number' is NaN or infinite in 1 of {data.Touches} touches; replace missing values before training.", Refused(data, named));

        (data.TouchNumeric[0][7], data.Content![0], data.Content[9]) = (0, float.NaN, float.NaN);
        Assert.AreEqual($"Content column 'Content' is NaN or infinite in 2 of {data.Touches} touches; replace missing values before training.", Refused(data, named));
    }

    [TestMethod]
    public void Check_OfItemContentThatIsMissing_IsRefused()
    {
        AlmMtaTrainingData data = AlmMtaExample.Draw(100, 1);
        data.Content![4] = float.NaN;
        Assert.AreEqual("Item content is NaN or infinite in 1 of 41 items; replace missing values before training.", Refused(data));
    }

    [TestMethod]
    public void Check_OfWeightsBelowZero_IsRefused()
    {
        float[] weights = [-1, float.NaN, .. Enumerable.Repeat(1f, 98)];
        Assert.AreEqual(
            "Weight column 'Weight' is negative, NaN or infinite in 2 of 100 rows; weights must be at least 0.",
            Refused(With(AlmMtaExample.Draw(100, 1), weights), AlmMtaExample.Quick with { ExampleWeightColumnName = "Weight" }));
    }

    [TestMethod]
    public void Check_OfNothing_IsRefused()
    {
        AlmMtaTrainingData data = AlmMtaExample.Draw(100, 1);
        Assert.AreEqual("The training data has no rows.", Refused(data.Take([])));
        int[] empty = [.. Enumerable.Range(0, 100).Where(i => data.Length(i) == 0)];
        Assert.AreEqual($"All {empty.Length} journeys are empty; attribution needs touches.", Refused(data.Take(empty)));
    }

    [TestMethod]
    public void Check_OfAProxyThatNeverChanges_IsRefused()
    {
        AlmMtaTrainingData data = AlmMtaExample.Draw(100, 1);
        Array.Clear(data.ProxyCode!);
        Assert.AreEqual("Proxy column 'Proxy' has 1 distinct code; a proxy needs at least 2.", Refused(new()
        {
            Offsets = data.Offsets, Keys = data.Keys, KeyCardinalities = data.KeyCardinalities, Recency = data.Recency, Context = data.Context,
            ContextWidth = data.ContextWidth, Label = data.Label, ProxyCode = data.ProxyCode, ProxyCodes = 1,
        }));
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

    private static AlmMtaTrainingData With(AlmMtaTrainingData data, float[] weights) => new()
    {
        Offsets = data.Offsets, Keys = data.Keys, KeyCardinalities = data.KeyCardinalities, Recency = data.Recency, Context = data.Context,
        ContextWidth = data.ContextWidth, Label = data.Label, ProxyCode = data.ProxyCode, ProxyCodes = data.ProxyCodes, Weight = weights,
    };

    private static string Refused(AlmMtaTrainingData data, AlmMtaOptions? options = null) =>
        Assert.ThrowsExactly<InvalidOperationException>(() => Check(data, options)).Message;

    private static void Check(AlmMtaTrainingData data, AlmMtaOptions? options = null) => AlmMtaTrainingDataChecks.Check(options ?? AlmMtaExample.Quick, data);
}
