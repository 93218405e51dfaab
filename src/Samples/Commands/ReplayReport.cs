// Licensed under the MIT licence; see LICENSE in the repository root.

using Spectre.Console;

namespace Microsoft.ML.Causal.Samples;

/// <summary>Replays of one log by several credits; the property names are those of the JSON file.</summary>
/// <param name="Channel">Column of the channels.</param>
/// <param name="Sequences">Number of sequences that were replayed.</param>
/// <param name="Conversions">Number of them that converted.</param>
/// <param name="FittedSequences">Number of sequences, of other users where there are any, that Markov removal and regression were fitted to.</param>
/// <param name="FittedApart">Whether those are none of the sequences that were replayed.</param>
/// <param name="Methods">One replay a method.</param>
internal sealed record ReplayReport(
    string Channel, int Sequences, int Conversions, int FittedSequences, bool FittedApart, IReadOnlyList<ReplayedCredits> Methods)
{
    /// <summary>Replays sequences by some credits and by the baselines.</summary>
    /// <param name="log">The log.</param>
    /// <param name="channel">Column of the channels.</param>
    /// <param name="played">Sequences to replay.</param>
    /// <param name="credits">Credits of all touches of the log; only those of <paramref name="played"/> are looked at.</param>
    /// <param name="options">Budgets and intervals.</param>
    public static ReplayReport Of(TouchLog log, string channel, int[] played, IEnumerable<(string Name, float[] Credits)> credits, ReplayOptions options)
    {
        var isPlayed = new bool[log.Sequences.Length];
        foreach (int i in played)
            isPlayed[i] = true;
        int[] others = [.. Enumerable.Range(0, log.Sequences.Length).Where(i => !isPlayed[i])];
        bool apart = others.Any(i => log.IsConverted[i]);
        int[] fitted = apart ? others : played;

        int[] order = [.. log.Order.Where(j => isPlayed[log.SequenceOf[j]])];
        int[] users = [.. order.Select(j => log.Users[j])], channels = [.. order.Select(j => log.Channels[j])];
        float[] costs = [.. order.Select(j => log.Costs[j])];
        bool[] conversions = [.. order.Select(j => log.IsConverted[log.SequenceOf[j]] && j == log.Offsets[log.SequenceOf[j] + 1] - 1)];
        IEnumerable<ReplayedCredits> byOutcome = credits.Concat(CreditBaselines.Of(log, fitted))
            .Select(method => Play(method.Name, [.. order.Select(j => log.IsConverted[log.SequenceOf[j]] ? method.Credits[j] : 0)]));
        IEnumerable<ReplayedCredits> byCost = CreditBaselines.WithoutOutcomes(log, order).Select(method => Play(method.Name, [.. order.Select(j => method.Credits[j])]));
        ReplayedCredits[] methods = [.. byOutcome, .. byCost];
        return new(channel, played.Length, played.Count(i => log.IsConverted[i]), fitted.Length, apart, methods);

        ReplayedCredits Play(string name, float[] credit)
        {
            BudgetReplay replay = BudgetReplay.Compute(users, channels, costs, credit, conversions, options);
            return new(name, replay with { Channels = [.. replay.Channels.Select(c => c with { Name = log.ChannelNames[int.Parse(c.Name)] })] });
        }
    }

    public IEnumerable<Table> Tables()
    {
        BudgetReplay first = Methods[0].Replay;
        foreach ((int b, ReplayBudget budget) in first.Budgets.Index())
        {
            Table table = Screen.Table(
                $"replay at {budget.Share.Digits(4)} of the spend, channel {Channel}: {Sequences.Count()} sequences, {Conversions.Count()} conversions, {first.Users.Count()} users",
                "credit", "conversions", "more than last touch", "cost per conversion", "rate of kept users", "rate of all users");
            ReplayBudget lastTouch = Methods.First(method => method.Name == CreditBaselines.LastTouch).Replay.Budgets[b];
            foreach (ReplayedCredits method in Methods)
            {
                ReplayBudget reached = method.Replay.Budgets[b];
                table.Row(method.Name, With(reached.Conversions, reached.ConversionsInterval, 0),
                    With(reached.Conversions - lastTouch.Conversions, reached.MoreConversionsThan(lastTouch), 0), With(reached.CostPerConversion, reached.CostPerConversionInterval, 5),
                    With(reached.ConversionRateOfKept, reached.ConversionRateOfKeptInterval, 4), With(reached.ConversionRateOfAll, reached.ConversionRateOfAllInterval, 4));
            }

            yield return table;
        }
    }

    private static string With(double value, Interval? interval, int digits) =>
        interval is null ? value.Digits(digits) : $"{value.Digits(digits)} [{interval.Lower.Digits(digits)}, {interval.Upper.Digits(digits)}]";
}

/// <summary>The replay of one credit.</summary>
/// <param name="Name">The credit.</param>
/// <param name="Replay">What it reached.</param>
internal sealed record ReplayedCredits(string Name, BudgetReplay Replay);
