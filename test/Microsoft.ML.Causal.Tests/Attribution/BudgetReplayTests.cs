// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.ML.Data;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Microsoft.ML.Causal.Tests.Attribution;

[TestClass]
public class BudgetReplayTests
{
    // The worked log: user, channel (0 = A, 1 = B), cost, credit, conversion, in order of time.
    private static readonly (int User, int Channel, float Cost, float Credit, bool Conversion)[] Log =
    [
        (1, 0, 1, .5f, false), (2, 1, 2, 0, false), (1, 1, 2, .5f, true), (3, 0, 1, .8f, false), (3, 0, 1, .2f, true), (4, 1, 2, 0, false),
        (2, 0, 1, 0, false), (5, 1, 2, 1, true), (4, 0, 1, 0, false), (6, 0, 1, 0, false),
    ];

    private static readonly double[] _none = [];

    // Quotients of small whole numbers, but for credits that are rounded to float.
    private const double Rounding = 1e-6;

    [TestMethod]
    public void Compute_OfTheWorkedLog_SharesBudgetsByReturnOnInvestment()
    {
        BudgetReplay replay = Replay(new());

        Assert.AreEqual((10L, 6, 14.0), (replay.Touches, replay.Users, replay.Spend));
        Assert.AreEqual((6.0, 8.0), (replay.Channels[0].Spend, replay.Channels[1].Spend));
        Assert.AreEqual(.25, replay.Channels[0].ReturnOnInvestment, Rounding);
        Assert.AreEqual(.1875, replay.Channels[1].ReturnOnInvestment, Rounding);
        Assert.AreEqual(4 / 7.0, replay.Channels[0].BudgetShare, Rounding);
    }

    [TestMethod]
    [DataRow(true, 1.0, 2, 9, 4.5, .5, 1 / 3.0)]
    [DataRow(false, 1.0, 2, 12, 6.0, .4, 1 / 3.0)]
    [DataRow(true, 0.5, 1, 5, 5.0, 1.0, 1 / 6.0)]
    [DataRow(false, 0.5, 1, 6, 6.0, .5, 1 / 6.0)]
    public void Compute_OfTheWorkedLog_GivesItsNumbers(bool strict, double share, int conversions, double cost, double costPer, double ofKept, double ofAll)
    {
        ReplayBudget reached = Replay(new() { BudgetShares = [share], Strict = strict }).Budgets[0];

        Assert.AreEqual((14 * share, (double)conversions, cost), (reached.Budget, reached.Conversions, reached.Cost));
        Assert.AreEqual(costPer, reached.CostPerConversion, Rounding);
        Assert.AreEqual(ofKept, reached.ConversionRateOfKept, Rounding);
        Assert.AreEqual(ofAll, reached.ConversionRateOfAll, Rounding);
    }

    [TestMethod]
    public void Compute_WhereNothingConverts_HasNoCostPerConversion()
    {
        foreach (bool strict in new[] { true, false })
        {
            foreach (ReplayBudget reached in Replay(new() { BudgetShares = [1 / 4.0, 1 / 8.0, 1 / 16.0], Strict = strict }).Budgets)
            {
                Assert.AreEqual((0.0, double.NaN), (reached.Conversions, reached.CostPerConversion));
                Assert.AreEqual(0, reached.ConversionRateOfAll);
            }
        }
    }

    [TestMethod]
    public void Compute_WithNegativeReturns_GivesSuchAChannelNothing()
    {
        BudgetReplay replay = BudgetReplay.Compute([1, 2, 3], [0, 1, 2], [1, 1, 1], [-1, .5f, .5f], [true, true, true], new() { BudgetShares = [1] });

        CollectionAssert.AreEqual(new[] { 0, .5, .5 }, replay.Channels.Select(channel => channel.BudgetShare).ToArray());
        Assert.AreEqual(2, replay.Budgets[0].Conversions);
    }

    [TestMethod]
    public void Compute_WithDraws_CoversTheLogAndRepeats()
    {
        (int[] user, int[] channel, float[] cost, float[] credit, bool[] conversion) = ManyUsers(400);
        ReplayOptions options = new() { BootstrapDraws = 200, Seed = 5 };

        BudgetReplay first = BudgetReplay.Compute(user, channel, cost, credit, conversion, options), second = BudgetReplay.Compute(user, channel, cost, credit, conversion, options);

        foreach ((ReplayBudget a, ReplayBudget b) in first.Budgets.Zip(second.Budgets))
        {
            Assert.AreEqual(Numbers(a), Numbers(b));
            CollectionAssert.AreEqual(a.ConversionDraws, b.ConversionDraws);
            Assert.IsTrue(a.ConversionsInterval!.Contains(a.Conversions) && a.ConversionsInterval.Lower < a.ConversionsInterval.Upper, $"{a}");
            Assert.IsTrue(a.CostPerConversionInterval!.Contains(a.CostPerConversion), $"{a}");
            Assert.IsTrue(a.ConversionRateOfAllInterval!.Contains(a.ConversionRateOfAll), $"{a}");
        }

        Assert.IsNull(Replay(new()).Budgets[0].ConversionsInterval);
        Assert.AreNotEqual(first.Budgets[0].ConversionsInterval, BudgetReplay.Compute(user, channel, cost, credit, conversion, options with { Seed = 6 }).Budgets[0].ConversionsInterval);
    }

    [TestMethod]
    public void Compute_WithDraws_SpreadsConversionsAsUsersDo()
    {
        // One touch a user, one channel, enough budget for all: conversions are a sum over users, so its bootstrap deviation is known.
        int[] user = [.. Enumerable.Range(0, 1000)];
        var ones = new float[1000];
        Array.Fill(ones, 1);
        bool[] conversion = [.. user.Select(u => u % 4 == 0)];

        Interval interval = BudgetReplay.Compute(user, new int[1000], ones, ones, conversion, new() { BudgetShares = [1], BootstrapDraws = 1000 }).Budgets[0].ConversionsInterval!;

        // 250 Poisson counts: 95 % lie within ±1.96·√250 = ±31; the ends of 1,000 draws are known to about ±2.5.
        Assert.AreEqual(250 - 31, interval.Lower, 6);
        Assert.AreEqual(250 + 31, interval.Upper, 6);
    }

    [TestMethod]
    public void MoreConversionsThan_TheSameReplay_IsNothing()
    {
        (int[] user, int[] channel, float[] cost, float[] credit, bool[] conversion) = ManyUsers(400);
        ReplayOptions options = new() { BootstrapDraws = 100, BudgetShares = [.3] };
        ReplayBudget by = BudgetReplay.Compute(user, channel, cost, credit, conversion, options).Budgets[0];
        ReplayBudget alike = BudgetReplay.Compute(user, channel, cost, [.. credit.Select(c => 3 * c)], conversion, options).Budgets[0];
        ReplayBudget other = BudgetReplay.Compute(user, channel, cost, [.. channel.Select(c => c == 0 ? 1f : 0)], conversion, options).Budgets[0];

        // Three times the credit is the same share of every budget.
        Assert.AreEqual(new Interval(0, 0, .95, 100), by.MoreConversionsThan(alike));
        Assert.IsTrue(by.MoreConversionsThan(other)!.Contains(by.Conversions - other.Conversions));
        Assert.IsNull(Replay(new()).Budgets[0].MoreConversionsThan(Replay(new()).Budgets[0]));
    }

    [TestMethod]
    public void Replay_OfADataView_ReadsItTwiceAndGivesTheSame()
    {
        var mlContext = new MLContext();
        var rows = new CountedView(mlContext.Data.LoadFromEnumerable(Log.Select(touch => new Touch
        {
            User = $"u{touch.User}", Channel = "AB"[touch.Channel].ToString(), Cost = touch.Cost, Credit = touch.Credit, Conversion = touch.Conversion,
        })));

        BudgetReplay replay = mlContext.Causal().Attribution.Replay(rows, new() { BootstrapDraws = 20 });

        Assert.AreEqual(2, rows.Cursors);
        CollectionAssert.AreEqual(new[] { "A", "B" }, replay.Channels.Select(channel => channel.Name).ToArray());
        CollectionAssert.AreEqual(Replay(new() { BootstrapDraws = 20 }).Budgets.Select(Numbers).ToArray(), replay.Budgets.Select(Numbers).ToArray());
    }

    [TestMethod]
    public void Replay_OfKeys_TakesThemByNumber()
    {
        var mlContext = new MLContext();
        IDataView rows = mlContext.Transforms.Conversion.MapValueToKey([new InputOutputColumnPair("User"), new InputOutputColumnPair("Channel")])
            .Fit(Data(mlContext)).Transform(Data(mlContext));

        BudgetReplay replay = mlContext.Causal().Attribution.Replay(rows);

        CollectionAssert.AreEqual(new[] { "1", "2" }, replay.Channels.Select(channel => channel.Name).ToArray());
        CollectionAssert.AreEqual(Replay(new()).Budgets.Select(Numbers).ToArray(), replay.Budgets.Select(Numbers).ToArray());
    }

    [TestMethod]
    public void Replay_OnBadColumns_NamesThem()
    {
        var mlContext = new MLContext();

        var missing = Assert.ThrowsExactly<ArgumentException>(() => mlContext.Causal().Attribution.Replay(Data(mlContext), new() { CreditColumnName = "Worth" }));
        var other = Assert.ThrowsExactly<ArgumentException>(() => mlContext.Causal().Attribution.Replay(Data(mlContext), new() { UserColumnName = "Cost" }));

        StringAssert.StartsWith(missing.Message, "Could not find credit column 'Worth'.");
        StringAssert.StartsWith(other.Message, "Schema mismatch for user column 'Cost': expected String or Key<UInt32>, got Single.");
    }

    [TestMethod]
    public void Compute_OnBadNumbers_SaysWhichTouch()
    {
        var cost = Assert.ThrowsExactly<ArgumentException>(() => BudgetReplay.Compute([1, 1], [0, 0], [1, -1], [0, 0], [false, true]));
        var credit = Assert.ThrowsExactly<ArgumentException>(() => BudgetReplay.Compute([1, 1], [0, 0], [1, 1], [float.NaN, 0], [false, true]));
        var length = Assert.ThrowsExactly<ArgumentException>(() => BudgetReplay.Compute([1, 1], [0], [1, 1], [0, 0], [false, true]));
        var share = Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => Replay(new() { BudgetShares = [0.5, double.NaN] }));

        StringAssert.StartsWith(cost.Message, "The cost of a touch must be finite and at least 0; that of touch 1 of the log is not.");
        StringAssert.StartsWith(credit.Message, "The credit of a touch must be finite; that of touch 0 of the log is not.");
        StringAssert.StartsWith(length.Message, "'channel' must have one element per row: expected 2, found 1.");
        StringAssert.StartsWith(share.Message, "ReplayOptions.BudgetShares must be finite and greater than 0.");
    }

    [TestMethod]
    public void Options_HaveTheseDefaults()
    {
        ReplayOptions options = new();
        Assert.AreEqual(("User", "Channel", "Cost", "Credit", "Conversion"),
            (options.UserColumnName, options.ChannelColumnName, options.CostColumnName, options.CreditColumnName, options.ConversionColumnName));
        CollectionAssert.AreEqual(new[] { .5, .25, .125, .0625 }, options.BudgetShares.ToArray());
        Assert.AreEqual((false, 0, 0.95, 0), (options.Strict, options.BootstrapDraws, options.Level, options.Seed));
    }

    private static BudgetReplay Replay(ReplayOptions options) => BudgetReplay.Compute(
        [.. Log.Select(touch => touch.User)], [.. Log.Select(touch => touch.Channel)], [.. Log.Select(touch => touch.Cost)],
        [.. Log.Select(touch => touch.Credit)], [.. Log.Select(touch => touch.Conversion)], options);

    // A record compares arrays by reference; the draws are left out.
    private static ReplayBudget Numbers(ReplayBudget reached) => reached with { ConversionDraws = _none };


    private static IDataView Data(MLContext mlContext) => mlContext.Data.LoadFromEnumerable(Log.Select(touch => new Touch
    {
        User = $"u{touch.User}", Channel = "AB"[touch.Channel].ToString(), Cost = touch.Cost, Credit = touch.Credit, Conversion = touch.Conversion,
    }));

    private static (int[], int[], float[], float[], bool[]) ManyUsers(int users)
    {
        var random = new Random(3);
        int[] user = [.. Enumerable.Range(0, 4 * users).Select(_ => random.Next(users))];
        bool[] conversion = [.. user.Select(_ => random.NextDouble() < .1)];
        return (user, [.. user.Select(_ => random.Next(5))], [.. user.Select(_ => 1 + random.NextSingle())], [.. conversion.Select(c => c ? 1f : 0)], conversion);
    }

    private sealed class Touch
    {
        public string User { get; set; } = "";

        public string Channel { get; set; } = "";

        public float Cost { get; set; }

        public float Credit { get; set; }

        public bool Conversion { get; set; }
    }

    /// <summary>Counts how often its rows are read.</summary>
    private sealed class CountedView(IDataView rows) : IDataView
    {
        public int Cursors { get; private set; }

        public bool CanShuffle => rows.CanShuffle;

        public DataViewSchema Schema => rows.Schema;

        public long? GetRowCount() => rows.GetRowCount();

        public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null)
        {
            Cursors++;
            return rows.GetRowCursor(columnsNeeded, rand);
        }

        public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null) =>
            [GetRowCursor(columnsNeeded, rand)];
    }
}
