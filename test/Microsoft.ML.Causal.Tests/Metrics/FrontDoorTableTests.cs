// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Microsoft.ML.Causal.Tests.Metrics;

[TestClass]
public sealed class FrontDoorTableTests
{
    // Worked numbers are printed to ten digits; those of four digits in the tables themselves are exact.
    private const double Printed = 1e-10;

    /// <summary>P(W)=.5, P(T|W)=.2/.8, P(M|T)=.3/.7, P(Y|M,W)=.1,.3,.4,.6; W is in no column. The true effect is .12.</summary>
    private static readonly FrontDoorTable Hidden = new([.301, .049, .084, .066, .111, .039, .154, .196], contexts: 1, mediators: 2);

    /// <summary>X~B(.4), W~B(.5), P(T)=.2+.4W+.1X, P(M)=.2+.5T+.1X, P(Y)=.05+.4M+.2W+.1X. The true effect is .2.</summary>
    private static readonly FrontDoorTable WithContext = new(
        [
            .2544, .0336, .0348, .0372, .0576, .0144, .0672, .1008,
            .1106, .0294, .0234, .0366, .0284, .0116, .0496, .1104,
        ],
        contexts: 2, mediators: 2);

    [TestMethod]
    public void FrontDoor_HiddenConfounder_IsTheTrueEffect() => Same(.29, .41, Hidden.FrontDoor());

    [TestMethod]
    public void SameTreatment_HiddenConfounder_IsTheNaiveDifference()
    {
        Same(.23, .47, Hidden.SameTreatment());
        Same(.23, .47, Hidden.Naive());
    }

    [TestMethod]
    public void FrontDoor_MediatorThatAnAdversaryMadeBlind_HasNoEffect()
    {
        // A mediator from which nothing of T and Y can be read has one value.
        FrontDoorTable blind = Hidden.WithProxy([1, 1, 1, 1], codes: 1);
        Assert.AreEqual(0, blind.FrontDoor().Effect, Printed);
    }

    [TestMethod]
    public void FrontDoor_SumOverTreatments_IsNoOutcomeRate()
    {
        // Σ_t E[Y|do t] is .70 where P(Y) is .35: effects do not add up to the outcome.
        FrontDoorContrast both = Hidden.FrontDoor();
        Assert.AreEqual(.70, both.Untreated + both.Treated, Printed);
    }

    [TestMethod]
    public void FrontDoor_WithContext_IsTheTrueEffectInEveryContext()
    {
        Same(.286, .486, WithContext.FrontDoor());
        Assert.AreEqual(.2, WithContext.FrontDoor(0).Effect, Printed);
        Assert.AreEqual(.2, WithContext.FrontDoor(1).Effect, Printed);
    }

    [TestMethod]
    public void OtherFormulas_WithContext_MissTheTrueEffect()
    {
        Same(.2842857143, .4881818182, WithContext.FrontDoorIgnoringContextOfMediator());
        Assert.AreEqual(.2038961039, WithContext.FrontDoorIgnoringContextOfMediator().Effect, Printed);
        Same(.25, .532, WithContext.SameTreatment());
        Same(.2442857143, .5390909091, WithContext.Naive());
    }

    [TestMethod]
    [DataRow(0, .12)]
    [DataRow(.05, .0938051471)]
    [DataRow(.10, .0718716578)]
    [DataRow(.20, .0385059423)]
    [DataRow(.30, .0165517241)]
    [DataRow(.5, 0)]
    public void WithProxy_FlippedBeforeTheOutcome_ShrinksTheEffect(double flip, double effect)
    {
        FrontDoorTable proxy = Hidden.WithProxy([1 - flip, flip, 1 - flip, flip, flip, 1 - flip, flip, 1 - flip], codes: 2);
        Assert.AreEqual(effect, proxy.FrontDoor().Effect, Printed);
    }

    [TestMethod]
    [DataRow(1.0, .2286449491)]
    [DataRow(.6, .1192792378)]
    public void WithProxy_ReadFromTheOutcome_LandsAnywhere(double detected, double effect)
    {
        // A code of 1 needs M = 1 and Y = 1. The share that is detected alone decides what comes out.
        FrontDoorTable proxy = Hidden.WithProxy([1, 0, 1, 0, 1, 0, 1 - detected, detected], codes: 2);
        Assert.AreEqual(effect, proxy.FrontDoor().Effect, Printed);
    }

    [TestMethod]
    public void WithProxy_OutcomeItself_IsTheNaiveDifference()
    {
        FrontDoorTable proxy = Hidden.WithProxy([1, 0, 0, 1, 1, 0, 0, 1], codes: 2);
        Assert.AreEqual(.24, proxy.FrontDoor().Effect, Printed);
    }

    [TestMethod]
    public void FrontDoor_MediatorNeverSeenWithoutTreatment_IsNotANumber()
    {
        // m = 1 occurs with t = 1 only: E[Y|m=1,t'=0] cannot be known.
        FrontDoorTable table = new([.3, .2, 0, 0, .1, .1, .1, .2], contexts: 1, mediators: 2);
        Assert.IsTrue(double.IsNaN(table.FrontDoor().Treated));
        Assert.AreEqual(.4, table.Naive().Untreated, Printed);
    }

    [TestMethod]
    public void Constructor_Counts_AreTakenAsShares()
    {
        FrontDoorTable table = new([301, 49, 84, 66, 111, 39, 154, 196], contexts: 1, mediators: 2);
        Same(.29, .41, table.FrontDoor());
    }

    [TestMethod]
    public void Constructor_WrongNumberOfCells_Throws()
    {
        ArgumentException error = Assert.ThrowsExactly<ArgumentException>(() => new FrontDoorTable([.5, .5], contexts: 1, mediators: 2));
        StringAssert.Contains(error.Message, "8 cells; 2 were given", StringComparison.Ordinal);
    }

    [TestMethod]
    public void WithProxy_ChancesThatDoNotSumToOne_Throws() =>
        Assert.ThrowsExactly<ArgumentException>(() => Hidden.WithProxy([1, 0, 1, 0, .5, .4, 0, 1], codes: 2));

    private static void Same(double untreated, double treated, FrontDoorContrast found)
    {
        Assert.AreEqual(untreated, found.Untreated, Printed);
        Assert.AreEqual(treated, found.Treated, Printed);
    }
}
