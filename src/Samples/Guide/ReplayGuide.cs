// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal.Samples;

/// <summary>The pieces of code that the documentation shows for replays: each region stands there as it is here.</summary>
internal static class ReplayGuide
{
    /// <summary>Runs them all.</summary>
    /// <returns>Conversions at half of the spend, by Markov removal and by last touch.</returns>
    public static (double ByRemoval, double ByLastTouch) Run()
    {
        var random = new Random(1);
        int[] channel = [.. Enumerable.Range(0, 3000).Select(_ => random.Next(4))];
        int[] offsets = [.. Enumerable.Range(0, 1001).Select(i => 3 * i)];
        bool[] converted = [.. Enumerable.Range(0, 1000).Select(i => random.NextDouble() < 0.1 * channel[3 * i + 2])];

        #region credits
        // Touches journey after journey, in order of time; offsets holds the first touch of each, then the number of touches.
        float[] lastTouch = RuleCredits.Compute(CreditRule.LastTouch, offsets);
        float[] removal = MarkovRemoval.Fit(channel, offsets, converted).Credits(channel, offsets);
        float[] regression = LogisticCredits.Fit(channel, offsets, converted).Credits(channel, offsets);
        #endregion

        var mlContext = new MLContext();
        IDataView Log(float[] credit) => mlContext.Data.LoadFromEnumerable(Enumerable.Range(0, channel.Length).Select(j => new Touch
        {
            User = $"{j / 3}", Channel = $"{channel[j]}", Cost = 1, Credit = converted[j / 3] ? credit[j] : 0, Conversion = converted[j / 3] && j % 3 == 2,
        }));
        IDataView log = Log(removal);

        #region replay
        // One row per touch in order of time: User, Channel, Cost, Credit (0 where the journey did not convert), Conversion.
        BudgetReplay replay = mlContext.Causal().Attribution.Replay(log, new ReplayOptions { BootstrapDraws = 200 });
        ReplayBudget half = replay.Budgets[0];               // half.Conversions, half.CostPerConversion, half.ConversionRateOfAll, ...
        #endregion

        return regression.Length == channel.Length ? (half.Conversions, mlContext.Causal().Attribution.Replay(Log(lastTouch)).Budgets[0].Conversions) : (0, 0);
    }

    private sealed class Touch
    {
        public string User { get; set; } = "";

        public string Channel { get; set; } = "";

        public float Cost { get; set; }

        public float Credit { get; set; }

        public bool Conversion { get; set; }
    }
}
