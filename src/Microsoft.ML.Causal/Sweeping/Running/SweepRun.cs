// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Diagnostics;

namespace Microsoft.ML.Causal;

/// <summary>Runs rounds of trials, several at once, and keeps their results in the order of trials.</summary>
/// <param name="trials">Number of trials at most.</param>
/// <param name="objective">Name of the objective.</param>
/// <param name="loss">Loss of a trial, lower is better; ∞ for a failed one.</param>
/// <param name="evaluate">Runs a trial on so many threads.</param>
/// <param name="journal">Where trials are written and found, or null.</param>
/// <param name="report">Told of every trial that ends; one call at a time.</param>
internal sealed class SweepRun(
    int trials, string objective, Func<SweepTrial, double> loss, Func<TrialPlan, int, SweepTrial> evaluate, SweepJournal? journal, Action<SweepProgress> report)
{
    private readonly List<SweepTrial> _results = [];
    private readonly Lock _lock = new();
    private readonly Stopwatch _watch = Stopwatch.StartNew();
    private int _ended;

    /// <summary>Gets the trials, by number.</summary>
    public IReadOnlyList<SweepTrial> Results => _results;

    /// <summary>Gets the best trial among those of the largest share of epochs that have succeeded; null where none has.</summary>
    public SweepTrial? Best { get; private set; }

    /// <summary>Runs until the trials, the time or the proposals end.</summary>
    public SweepEnd Execute(
        Func<IReadOnlyList<SweepTrial>, IEnumerable<TrialPlan[]>> rounds, TrialThreads threads, TrialGate gate, TimeSpan? limit, CancellationToken cancellationToken)
    {
        foreach (TrialPlan[] round in rounds(_results))
        {
            TrialPlan[] planned = [.. round.Where(plan => plan.Number < trials)];
            var results = new SweepTrial?[planned.Length];
            for (int i = 0; i < planned.Length; i++)
            {
                if (journal?.Trials.TryGetValue(planned[i].Number, out SweepTrial? known) == true)
                    results[i] = Checked(known, planned[i]);
            }

            int next = -1;
            Task[] workers = [.. Enumerable.Range(0, Math.Min(threads.Trials, planned.Length)).Select(_ => Task.Factory.StartNew(
                () => Work(planned, results, ref next, threads.Each, gate, limit, cancellationToken), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default))];
            Task.WhenAll(workers).GetAwaiter().GetResult();

            // Only now, and by their numbers: which of them ended first changes nothing.
            _results.AddRange(results.OfType<SweepTrial>());
            Best = Better(_results);
            if (cancellationToken.IsCancellationRequested)
                return SweepEnd.Cancelled;
            if (results.Contains(null))
                return SweepEnd.Time;
            if (_results.Count >= trials)
                return SweepEnd.Trials;
        }

        return SweepEnd.Exhausted;
    }

    private void Work(
        TrialPlan[] planned, SweepTrial?[] results, ref int next, int threads, TrialGate gate, TimeSpan? limit, CancellationToken cancellationToken)
    {
        for (int i = Interlocked.Increment(ref next); i < planned.Length; i = Interlocked.Increment(ref next))
        {
            if (results[i] is { } known)
            {
                End(known);
                continue;
            }

            gate.Enter();
            try
            {
                if (cancellationToken.IsCancellationRequested || _watch.Elapsed > limit)
                    return;
                SweepTrial trial = evaluate(planned[i], threads);
                journal?.Add(trial);
                results[i] = trial;
                End(trial);
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                return;
            }
            finally
            {
                gate.Leave();
            }
        }
    }

    private void End(SweepTrial trial)
    {
        lock (_lock)
        {
            SweepTrial? best = Best is null ? Better([trial]) : Better([Best, trial]);
            Best = best;
            report(new SweepProgress(trial, ++_ended, trials, best, objective));
        }
    }

    /// <summary>The best trial; of equal ones the first.</summary>
    private SweepTrial? Better(IReadOnlyList<SweepTrial> among) =>
        among.Where(trial => double.IsFinite(loss(trial))).OrderByDescending(trial => trial.Share).ThenBy(loss).ThenBy(trial => trial.Number).FirstOrDefault();

    private static SweepTrial Checked(SweepTrial known, TrialPlan plan) =>
        known.Configuration == plan.Configuration && known.Share == plan.Share && known.Seed == plan.Seed
            ? known
            : throw new InvalidDataException(
                $"Trial {known.Number} of the journal is configuration {known.Configuration} with a share of {known.Share:R} of the epochs, but this sweep would try "
                + $"{plan.Configuration} with {plan.Share:R}: the journal was changed, or written by another version. Name another file.");
}
