// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Diagnostics;
using System.Globalization;
using Microsoft.ML.Data;

namespace Microsoft.ML.Causal.Benchmarks;

/// <summary>A long log of touches, made while it is read, is turned into journeys; what that takes of memory and time.</summary>
/// <remarks>
/// <c>dotnet run -c Release --project test/Microsoft.ML.Causal.Benchmarks -- journeys-scale [--touches 20000000] [--order unknown|sorted|grouped]
/// [--folder FOLDER]</c>. A log of unknown order rises by time, users mixed, and is sorted through SQLite in the folder for temporary files; an
/// ordered one is streamed. One order a process: the peak is that of the process.
/// </remarks>
internal static class JourneysScale
{
    /// <summary>Runs the command.</summary>
    /// <returns>0, or 1 where journeys and log do not hold the same touches.</returns>
    public static int Run(string[] arguments)
    {
        long touches = long.Parse(Argument("--touches") ?? "20000000", CultureInfo.InvariantCulture);
        JourneyOrder order = Enum.Parse<JourneyOrder>(Argument("--order") ?? nameof(JourneyOrder.Unknown), ignoreCase: true);
        MLContext mlContext = new(seed: 1);
        var log = new TouchLog(touches, byUser: order != JourneyOrder.Unknown);
        using var process = Process.GetCurrentProcess();
        long before = process.PeakWorkingSet64, journeys = 0, kept = 0;
        double sum = 0;
        TwoClocks opening = default, reading = default;
        using (JourneyDataView view = mlContext.Causal().Data.Journeys(mlContext.Data.LoadFromEnumerable(log.Rows()), new JourneyOptions
        {
            Order = order, NumericColumnNames = [nameof(TouchLog.Row.Cost)], MaxTouchpoints = int.MaxValue, Sorter = new SqliteJourneySorter(folder: Argument("--folder")),
        }))
        {
            DataViewRowCursor cursor = null!;
            opening = TwoClocks.Of(() => cursor = view.GetRowCursor(view.Schema));
            using (cursor)
                reading = TwoClocks.Of(Read);

            void Read()
            {
                ValueGetter<VBuffer<float>> getCost = cursor.GetGetter<VBuffer<float>>(view.Schema[nameof(TouchLog.Row.Cost)]);
                ValueGetter<VBuffer<uint>> getItem = cursor.GetGetter<VBuffer<uint>>(view.Schema[nameof(TouchLog.Row.Item)]);
                VBuffer<float> cost = default;
                VBuffer<uint> item = default;
                while (cursor.MoveNext())
                {
                    getCost(ref cost);
                    getItem(ref item);
                    journeys++;
                    kept += item.Length;
                    foreach (float value in cost.GetValues())
                        sum += value;
                }
            }
        }

        process.Refresh();
        Console.WriteLine("| order of the log | touches | journeys | opening, s | processor, s | reading, s | processor, s | peak working set, MB | before, MB |");
        Console.WriteLine("|---|---|---|---|---|---|---|---|---|");
        Console.WriteLine(FormattableString.Invariant(
            $"| {order} | {kept} | {journeys} | {opening.Wall:F0} | {opening.Processor:F0} | {reading.Wall:F0} | {reading.Processor:F0} | {process.PeakWorkingSet64 / 1e6:F0} | {before / 1e6:F0} |"));
        // Costs are whole numbers, so that their sum does not depend on the order.
        if (kept == touches && sum == log.CostOf(touches))
            return 0;
        Console.Error.WriteLine($"The log has {touches} touches that cost {log.CostOf(touches)}, the journeys {kept} that cost {sum}.");
        return 1;

        string? Argument(string name) => Array.IndexOf(arguments, name) is >= 0 and var at && at + 1 < arguments.Length ? arguments[at + 1] : null;
    }
}
