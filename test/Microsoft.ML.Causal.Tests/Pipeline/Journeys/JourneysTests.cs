// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.ML.Data;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Microsoft.ML.Causal.Tests.Pipeline;

[TestClass]
public class JourneysTests
{
    private readonly MLContext _mlContext = new(seed: 1);

    [TestMethod]
    public void Journeys_OfSmallLog_AreThoseWorkedOutByHand()
    {
        foreach (JourneyOrder order in Enum.GetValues<JourneyOrder>())
        {
            CollectionAssert.AreEqual(
                new[]
                {
                    "ann: a b a | 1 2 5 | 10 20 30 | 3 7 | 0 3 0.5 | 3.5 0.5 0 | True 3",
                    "bob: c | 0 | 5 | 9 9 | 0 | 0 | False 1",
                },
                Read(JourneyLog.Small(), JourneyLog.Options with { Order = order }), $"{order}");
        }
    }

    [TestMethod]
    public void Journeys_WithFirstContextAndLastLabel_FollowTheRules() =>
        CollectionAssert.AreEqual(
            new[]
            {
                "ann: a b a | 1 2 5 | 10 20 30 | 1 0 | 0 3 0.5 | 3.5 0.5 0 | False 3",
                "bob: c | 0 | 5 | 9 9 | 0 | 0 | False 1",
            },
            Read(JourneyLog.Small(), JourneyLog.Options with { ContextTouch = ContextTouch.First, Label = JourneyLabel.Last }));

    [TestMethod]
    public void Journeys_LongerThanTheMaximum_KeepTheMostRecentAndCountTheRest()
    {
        using JourneyDataView journeys = View(JourneyLog.Small(), JourneyLog.Options with { MaxTouchpoints = 2 });

        Assert.AreEqual("ann: b a | 2 5 | 20 30 | 3 7 | 0 0.5 | 0.5 0 | True 2", JourneyLog.Text(_mlContext, journeys)[0]);
        Assert.AreEqual(new JourneyCounts(4, 2, 0, 1, 1, 0, 0, 0), journeys.Counts);
    }

    [TestMethod]
    public void Journeys_WithWindow_LeaveOutEarlierTouches()
    {
        using JourneyDataView journeys = View(JourneyLog.Small(), JourneyLog.Options with { WindowLength = 0.5 });

        Assert.AreEqual("ann: b a | 2 5 | 20 30 | 3 7 | 0 0.5 | 0.5 0 | True 2", JourneyLog.Text(_mlContext, journeys)[0]);
        Assert.AreEqual(1, journeys.Counts!.Value.OutsideWindow);
    }

    [TestMethod]
    public void Journeys_WithHorizon_BeginAnewAfterALongPause() =>
        CollectionAssert.AreEqual(
            new[]
            {
                "ann: a | 1 | 10 | 1 0 | 0 | 0 | False 1",
                "ann: b a | 2 5 | 20 30 | 3 7 | 0 0.5 | 0.5 0 | True 2",
                "bob: c | 0 | 5 | 9 9 | 0 | 0 | False 1",
            },
            Read(JourneyLog.Small(), JourneyLog.Options with { HorizonLength = 1 }));

    [TestMethod]
    public void Journeys_ThatEndAtTheOutcome_BeginAnewAfterIt() =>
        CollectionAssert.AreEqual(
            new[]
            {
                "ann: a b | 1 2 | 10 20 | 2 0 | 0 3 | 3 0 | True 2",
                "ann: a | 5 | 30 | 3 7 | 0 | 0 | False 1",
                "bob: c | 0 | 5 | 9 9 | 0 | 0 | False 1",
            },
            Read(JourneyLog.Small(), JourneyLog.Options with { EndAtOutcome = true }));

    [TestMethod]
    public void Journeys_WithOutcomeTime_LeaveOutLaterTouchesAndLateOutcomes()
    {
        TouchRow[] rows = JourneyLog.Small();
        foreach (TouchRow row in rows)
            (row.Label, row.OutcomeTime) = (true, row.User == "ann" ? 4.2 : 9);
        using JourneyDataView journeys = View(rows, JourneyLog.Options with { OutcomeTimeColumnName = "OutcomeTime", HorizonLength = 5 });

        string[] text = JourneyLog.Text(_mlContext, journeys);

        // Ann's touch at 4.5 came after her outcome; Bob's outcome at 9 came more than 5 after his touch at 2.
        Assert.AreEqual("ann: a b | 1 2 | 10 20 | 3 7 | 0 3 | 3 0 | True 2", text[0]);
        Assert.AreEqual("bob: c | 0 | 5 | 9 9 | 0 | 0 | False 1", text[1]);
        Assert.AreEqual((1L, 1L), (journeys.Counts!.Value.AfterOutcome, journeys.Counts.Value.LateOutcomes));
    }

    [TestMethod]
    public void Journeys_OfShuffledLog_AreThoseOfTheLogInOrder()
    {
        TouchRow[] rows = JourneyLog.Long(300, seed: 5), shuffled = [.. rows];
        // Touches at the same time keep the order of the log, so those must not trade places: equal times are made different first.
        foreach (IGrouping<string, TouchRow> user in rows.GroupBy(row => row.User))
        {
            foreach ((int j, TouchRow row) in user.Index())
                row.Time += j / 64.0;
        }

        new RandomStream(6, "shuffle").Shuffle(shuffled.AsSpan());

        string[] expected = Read(rows, JourneyLog.Options with { Order = JourneyOrder.Sorted });
        CollectionAssert.AreEqual(expected, Read(shuffled, JourneyLog.Options));
        Assert.HasCount(300, expected);
    }

    [TestMethod]
    public void Journeys_WithTouchesAtOneTime_KeepTheOrderOfTheLog()
    {
        TouchRow[] rows = JourneyLog.Long(200, seed: 9);

        CollectionAssert.AreEqual(
            Read(rows, JourneyLog.Options with { Order = JourneyOrder.Grouped }), Read(rows, JourneyLog.Options));
    }

    [TestMethod]
    public void Journeys_BySequence_AreOrderedByNumber()
    {
        TouchRow[] rows = [.. JourneyLog.Small().Reverse()];
        foreach (TouchRow row in rows)
            row.Sequence = row.User == "ann" ? 2 : -10;

        string[] text = Read(rows, JourneyLog.Options with { SequenceColumnName = "Sequence" });

        Assert.AreEqual("bob: c | 0 | 5 | 9 9 | 0 | 0 | False 1", text[0]);
        Assert.AreEqual("ann: a b a | 1 2 5 | 10 20 30 | 3 7 | 0 3 0.5 | 3.5 0.5 0 | True 3", text[1]);
    }

    [TestMethod]
    public void Journeys_OfEarlierTimeInOrderedLog_NameTheRowAndTheColumn()
    {
        TouchRow[] rows = JourneyLog.Small();
        (rows[1], rows[2]) = (rows[2], rows[1]);

        var error = Assert.ThrowsExactly<InvalidOperationException>(() => Read(rows, JourneyLog.Options with { Order = JourneyOrder.Sorted }));

        StringAssert.Contains(error.Message, "column 'Time' in row 3 (from 1)");
    }

    [TestMethod]
    public void Journeys_OfUserThatComesBack_NameTheRowAndTheColumn()
    {
        TouchRow[] rows = JourneyLog.Small();
        (rows[1], rows[2], rows[3]) = (rows[3], rows[1], rows[2]);

        foreach (JourneyOrder order in new[] { JourneyOrder.Sorted, JourneyOrder.Grouped })
        {
            var error = Assert.ThrowsExactly<InvalidOperationException>(() => Read(rows, JourneyLog.Options with { Order = order }));
            StringAssert.Contains(error.Message, "column 'User' in row 3 (from 1)", $"{order}");
        }
    }

    [TestMethod]
    public void Journeys_WithMissingTime_NameTheRow()
    {
        TouchRow[] rows = JourneyLog.Small();
        rows[2].Time = double.NaN;

        foreach (JourneyOrder order in Enum.GetValues<JourneyOrder>())
        {
            var error = Assert.ThrowsExactly<InvalidOperationException>(() => Read(rows, JourneyLog.Options with { Order = order }));
            StringAssert.Contains(error.Message, "'Time' is missing in row 3 (from 1)", $"{order}");
        }
    }

    [TestMethod]
    public void Journeys_BeyondTheMemoryLimit_SayHowManyRowsFitted()
    {
        TouchRow[] rows = JourneyLog.Long(6000, seed: 3);

        var error = Assert.ThrowsExactly<InvalidOperationException>(
            () => Read(rows, JourneyLog.Options with { Sorter = new InMemoryJourneySorter(1 << 20) }));

        StringAssert.Contains(error.Message, "1 MiB of memory");
        StringAssert.Contains(error.Message, "SqliteJourneySorter");
    }

    [TestMethod]
    public void Journeys_OfWrongColumns_SayWhatWasExpected()
    {
        JourneyOptions options = JourneyLog.Options;
        (JourneyOptions Options, string Message)[] wrong =
        [
            (options with { UserColumnName = "Nobody" }, "Could not find user column 'Nobody'."),
            (options with { TimeColumnName = "Item" }, "Schema mismatch for time column 'Item': expected a number, a date or a time span, got String."),
            (options with { KeyColumnNames = ["Channel"], NumericColumnNames = ["Item"] }, "Schema mismatch for numeric column 'Item': expected a number, got String."),
            (options with { KeyColumnNames = ["Time"], ContextColumnNames = [] },
                "Schema mismatch for key column 'Time': expected a key, a text or a whole number, got Double."),
            (options with { LabelColumnName = "Time" }, "Schema mismatch for label column 'Time': expected Boolean, got Double."),
            (options with { SequenceColumnName = "Time" }, "Schema mismatch for journey column 'Time': expected a key, a text or a whole number, got Double."),
        ];

        foreach ((JourneyOptions given, string message) in wrong)
            StringAssert.StartsWith(Assert.ThrowsExactly<ArgumentException>(() => View(JourneyLog.Small(), given)).Message, message);
    }

    private string[] Read(TouchRow[] rows, JourneyOptions options)
    {
        using JourneyDataView journeys = View(rows, options);
        return JourneyLog.Text(_mlContext, journeys);
    }

    private JourneyDataView View(TouchRow[] rows, JourneyOptions options) =>
        _mlContext.Causal().Data.Journeys(_mlContext.Data.LoadFromEnumerable(rows), options);
}
