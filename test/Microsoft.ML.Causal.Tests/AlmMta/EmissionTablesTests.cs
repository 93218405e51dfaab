// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Microsoft.ML.Causal.Tests.AlmMta;

[TestClass]
public class EmissionTablesTests
{
    [TestMethod]
    public void Of_JourneysWithExactMatches_EstimatesBothTables()
    {
        AlmMtaTrainingData data = AlmMtaExample.Draw(8000, 2);
        EmissionTables tables = EmissionTables.Of(AlmMtaExample.Quick with { LowestItemShare = .1 }, data, SilentMonitor.Instance);

        // The world's are .7 and .05. About 1,500 matches: a standard error of .012. Even the lowest items inspire now and then: .02 more.
        Assert.AreEqual(.7, tables.Inspired[1], .04);
        Assert.AreEqual(.05, tables.Not[1], .04);
    }

    [TestMethod]
    public void Of_GivenTables_TakesThem()
    {
        AlmMtaOptions options = AlmMtaExample.Quick with { EmissionWhenInspired = [.4, .6], EmissionWhenNot = [.98, .02] };
        EmissionTables tables = EmissionTables.Of(options, AlmMtaExample.Draw(100, 2), SilentMonitor.Instance);
        CollectionAssert.AreEqual(new[] { .4, .6 }, tables.Inspired);
        CollectionAssert.AreEqual(new[] { .98, .02 }, tables.Not);

        // .1·.6/(.1·.6 + .9·.02)
        Assert.AreEqual(.06 / .078, tables.Posterior(.1, 1), 1e-15);
    }

    [TestMethod]
    public void Of_TablesOfAnotherSize_IsRefused() =>
        Assert.ThrowsExactly<InvalidOperationException>(() => EmissionTables.Of(
            AlmMtaExample.Quick with { EmissionWhenInspired = [.3, .3, .4] }, AlmMtaExample.Draw(100, 2), SilentMonitor.Instance));

    [TestMethod]
    public void Of_TablesThatSayTheSame_IsRefused()
    {
        AlmMtaOptions options = AlmMtaExample.Quick with { EmissionWhenInspired = [.5, .5], EmissionWhenNot = [.51, .49] };
        InvalidOperationException exception = Assert.ThrowsExactly<InvalidOperationException>(
            () => EmissionTables.Of(options, AlmMtaExample.Draw(100, 2), SilentMonitor.Instance));
        StringAssert.StartsWith(exception.Message, "The proxy says nothing about the mediator");
    }
}
