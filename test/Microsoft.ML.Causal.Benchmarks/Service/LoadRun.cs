// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text;
using System.Net.Http.Headers;

namespace Microsoft.ML.Causal.Benchmarks;

/// <summary>Sends so many requests, so many at a time, to the targets in turn, and checks every answer.</summary>
internal sealed class LoadRun(LoadTarget[] targets, HttpClient client, int requests, int concurrency)
{
    private static readonly MediaTypeHeaderValue _json = new("application/json");
    private int _next = -1;

    /// <summary>Gets what became of each request.</summary>
    /// <summary>Gets what failed requests got for an answer.</summary>
    public ConcurrentQueue<string> Failures { get; } = [];

    public LoadAnswer[] Answers { get; } = new LoadAnswer[requests];

    public Task RunAsync() => Task.WhenAll(Enumerable.Range(0, concurrency).Select(_ => Task.Run(async () =>
    {
        while (Interlocked.Increment(ref _next) is var request && request < requests)
            Answers[request] = await SendAsync(request % targets.Length, request / targets.Length);
    })));

    private async Task<LoadAnswer> SendAsync(int number, int turn)
    {
        LoadTarget target = targets[number];
        int request = turn % target.Bodies.Length, before = target.Confirmed;
        using var body = new ByteArrayContent(target.Bodies[request]) { Headers = { ContentType = _json } };
        long start = Stopwatch.GetTimestamp();
        try
        {
            using HttpResponseMessage response = await client.PostAsync(target.Address, body);
            byte[] text = await response.Content.ReadAsByteArrayAsync();
            TimeSpan time = Stopwatch.GetElapsedTime(start);
            if (!response.IsSuccessStatusCode)
            {
                Failures.Enqueue($"{(int)response.StatusCode} {Encoding.UTF8.GetString(text)}");
                return new(number, LoadOutcome.Failed, -1, time);
            }

            (string model, Func<int, bool> isOf) = target.Read(text, request);
            int version = Array.IndexOf(target.Fingerprints, model);
            bool isStale = version != before && version != target.Announced;
            return new(number, version < 0 || !isOf(version) ? LoadOutcome.Wrong : isStale ? LoadOutcome.Stale : LoadOutcome.Right, version, time);
        }
        catch (Exception e) when (e is HttpRequestException or OperationCanceledException)
        {
            Failures.Enqueue(e.Message);
            return new(number, LoadOutcome.Failed, -1, Stopwatch.GetElapsedTime(start));
        }
    }
}
