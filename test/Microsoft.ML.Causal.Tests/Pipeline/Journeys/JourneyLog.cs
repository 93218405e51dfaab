// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal.Tests.Pipeline;

/// <summary>Logs for the tests of journeys.</summary>
internal static class JourneyLog
{
    /// <summary>Options that name all columns of <see cref="TouchRow"/>.</summary>
    public static JourneyOptions Options { get; } =
        new() { KeyColumnNames = ["Item", "Channel"], NumericColumnNames = ["Cost"], ContextColumnNames = ["Context"] };

    /// <summary>Two users, three touches and one, in order.</summary>
    public static TouchRow[] Small() =>
    [
        new() { User = "ann", Time = 1, Item = "a", Channel = 0, Cost = 10, Context = [1, 0] },
        new() { User = "ann", Time = 4, Item = "b", Channel = 1, Cost = 20, Context = [2, 0], Label = true },
        new() { User = "ann", Time = 4.5, Item = "a", Channel = 4, Cost = 30, Context = [3, 7] },
        new() { User = "bob", Time = 2, Item = "c", Channel = 99, Cost = 5, Context = [9, 9] },
    ];

    /// <summary>A log of <paramref name="users"/> users, in order; times repeat now and then.</summary>
    public static TouchRow[] Long(int users, int seed)
    {
        RandomStream random = new(seed, "log");
        List<TouchRow> rows = [];
        for (int u = 0; u < users; u++)
        {
            double time = 0;
            int length = 1 + random.NextInteger(12);
            for (int j = 0; j < length; j++)
            {
                rows.Add(new()
                {
                    User = $"user{u:D6}", Sequence = u, Time = time, Item = $"item{random.NextInteger(40)}", Channel = (uint)random.NextInteger(6),
                    Cost = j, Context = [u, j], Label = random.NextInteger(10) == 0,
                });
                time += random.NextInteger(4);
            }
        }

        return [.. rows];
    }

    /// <summary>The journeys as text, one a line.</summary>
    public static string[] Text(MLContext mlContext, IDataView journeys) =>
        [.. mlContext.Data.CreateEnumerable<JourneyRow>(journeys, reuseRowObject: false).Select(journey => journey.ToString())];
}
