// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Diagnostics;
using System.Globalization;

namespace Microsoft.ML.Causal.Benchmarks;

/// <summary>Loads the scoring service on the loopback device, swaps its models meanwhile, and checks every answer.</summary>
/// <remarks>
/// <c>dotnet run -c Release --project test/Microsoft.ML.Causal.Benchmarks -- service-load [--requests 100000] [--concurrency 16] [--reload-seconds 1]</c>
/// The service is a process of its own; the caller is this one, on the same processors.
/// </remarks>
internal static class ServiceLoad
{
    private const int WarmUp = 2000;

    /// <summary>Runs the command.</summary>
    /// <returns>0, or 1 where an answer was wrong or missing.</returns>
    public static int Run(string[] arguments) => RunAsync(
        (int)Number(arguments, "--requests", 100_000), (int)Number(arguments, "--concurrency", 16), TimeSpan.FromSeconds(Number(arguments, "--reload-seconds", 1))).Result;

    private static async Task<int> RunAsync(int requests, int concurrency, TimeSpan reloadEvery)
    {
        Console.WriteLine("Training two models of each kind.");
        LoadTarget[] targets = [CouponTarget.Create(), JourneyTarget.Create()];
        using var service = await LoadedService.StartAsync(targets);
        using var client = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = concurrency })
        {
            BaseAddress = service.Address, Timeout = TimeSpan.FromSeconds(30),
        };
        Console.WriteLine($"Sending {WarmUp} requests to warm up, then {requests}, {concurrency} at a time, while the models are swapped every {reloadEvery.TotalSeconds} s.");
        await new LoadRun(targets, client, WarmUp, concurrency).RunAsync();

        TimeSpan serviceBefore = service.ProcessorTime, callerBefore = Process.GetCurrentProcess().TotalProcessorTime;
        var run = new LoadRun(targets, client, requests, concurrency);
        var watch = Stopwatch.StartNew();
        Task sent = run.RunAsync();
        int swaps = 0;
        while (await Task.WhenAny(sent, Task.Delay(reloadEvery)) != sent)
        {
            await service.SwapAsync(client);
            swaps++;
        }

        await sent;
        TimeSpan elapsed = watch.Elapsed, serviceTime = service.ProcessorTime - serviceBefore, callerTime = Process.GetCurrentProcess().TotalProcessorTime - callerBefore;
        Console.WriteLine();
        foreach (string line in LoadReport.Of(run, targets, elapsed))
            Console.WriteLine(line);
        foreach (string failure in run.Failures.Take(5))
            Console.WriteLine(failure);
        Console.WriteLine();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{swaps} swaps of both models, {run.Answers.Count(answer => answer.Outcome == LoadOutcome.Right && answer.Version == 0)} answers of their first version, "
            + $"{run.Answers.Count(answer => answer.Outcome == LoadOutcome.Right && answer.Version == 1)} of the second. "
            + $"Processor time: service {serviceTime.TotalSeconds:F1} s, caller {callerTime.TotalSeconds:F1} s, of {Environment.ProcessorCount} processors. "
            + $"Memory of the service: {service.WorkingSet / (1 << 20)} MB."));
        return run.Answers.All(answer => answer.Outcome == LoadOutcome.Right) ? 0 : 1;
    }

    private static double Number(string[] arguments, string name, double otherwise)
    {
        int at = Array.IndexOf(arguments, name);
        return at >= 0 && at + 1 < arguments.Length ? double.Parse(arguments[at + 1], CultureInfo.InvariantCulture) : otherwise;
    }
}
