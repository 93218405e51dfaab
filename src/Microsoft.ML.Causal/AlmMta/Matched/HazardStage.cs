// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

/// <summary>Trains the hazards, and side by side their bootstrap fits.</summary>
internal sealed class HazardStage
{
    private readonly AlmMtaOptions _options;
    private readonly EncodedJourneys _journeys;
    private readonly double[] _centred, _causes;
    private readonly RowSplit _split;
    private readonly double[]? _exposure;
    private readonly TopMatchRows? _top;
    private readonly int _seed, _threads;

    /// <summary>Prepares the stage.</summary>
    /// <param name="options">Schedule.</param>
    /// <param name="journeys">Journeys and labels.</param>
    /// <param name="centred">η − η̄ of every touch.</param>
    /// <param name="causes">Soft labels, capped, of every touch.</param>
    /// <param name="split">Rows to learn from and to choose by.</param>
    /// <param name="exposure">Exposure weight of each row of the data, or null.</param>
    /// <param name="top">Rows that stand for t', or null.</param>
    /// <param name="seed">Shuffles and bootstraps.</param>
    /// <param name="threads">Threads.</param>
    public HazardStage(
        AlmMtaOptions options, EncodedJourneys journeys, double[] centred, double[] causes, RowSplit split, double[]? exposure, TopMatchRows? top, int seed,
        int threads)
    {
        (_options, _journeys, _centred, _causes, _split, _exposure, _top) = (options, journeys, centred, causes, split, exposure, top);
        (_seed, _threads) = (seed, threads);
    }

    /// <summary>Trains.</summary>
    /// <exception cref="OperationCanceledException">Cancelled: without an outcome there is no model.</exception>
    public OutcomeResult Run(TrainingCheckpoint checkpoint, ITrainingMonitor monitor, CancellationToken token)
    {
        int bootstraps = _options.Intervals ? _options.BootstrapFits : 0;
        var arrays = new List<(string, int[], float[])>[bootstraps + 1];
        double loss = 0;

        // The full fit is twice as long as the others: it starts first.
        Parallel.For(0, arrays.Length, new ParallelOptions { MaxDegreeOfParallelism = _threads }, k =>
        {
            if (k == 0)
                arrays[k] = Whole(checkpoint, monitor, token, out loss);
            else
                arrays[k] = Bootstrap(k - 1, checkpoint, token);
        });
        token.ThrowIfCancellationRequested();
        monitor.Message($"Hazards: held-out loss {loss:F5} nats per row.");
        return new([.. arrays.SelectMany(part => part)], loss);
    }

    private List<(string, int[], float[])> Whole(TrainingCheckpoint checkpoint, ITrainingMonitor monitor, CancellationToken token, out double loss)
    {
        var fit = new HazardFit(_options, _journeys, _centred, _causes, _exposure, "hazards");
        fit.Run(
            _split.Training, [], _split.Validation, _options.OutcomeEpochs, new RandomStream(_seed, "hazards/shuffling"), monitor, token, checkpoint.Stage("hazards"));
        loss = fit.ValidationLoss;
        return Arrays(fit, _split.Training, [], MatchedHazards.Prefix, whole: true);
    }

    private List<(string, int[], float[])> Bootstrap(int draw, TrainingCheckpoint checkpoint, CancellationToken token)
    {
        var random = new RandomStream(_seed, $"bootstrap {draw}");
        (int[] rows, double[] times) = UserBootstrap.Draw(_journeys.Data, _split.Training, random);
        var fit = new HazardFit(_options, _journeys, _centred, _causes, _exposure, $"bootstrap {draw + 1}");
        fit.Run(rows, times, [], _options.BootstrapEpochs, random, SilentMonitor.Instance, token, checkpoint.Stage($"bootstrap {draw + 1}"));
        return Arrays(fit, rows, times, $"bootstrap{draw}.", whole: false);
    }

    private List<(string, int[], float[])> Arrays(HazardFit fit, int[] rows, double[] times, string prefix, bool whole)
    {
        float[]? weights = _journeys.Data.Weight;
        double[] weight = weights is null && _options.NegativeKeepRate == 1
            ? times
            : [.. rows.Select((i, k) => (times.Length > 0 ? times[k] : 1) * (weights?[i] ?? 1.0) / (_journeys.Data.Label[i] ? 1 : _options.NegativeKeepRate))];
        MarginalLogit marginal = MarginalLogit.Fit(_journeys, rows, fit.OwnLogs(rows), weight, _options.MarginalRidge, _options.ResidualQuantiles)
            .Over(_journeys, _top, top => fit.OwnLogs(top));
        return
        [
            .. CoreArrays.Write(fit.Model.Parameters, fit.Model.Parameters.Values, prefix)
                .Where(array => whole || array.Name[prefix.Length..] is "rate" or "slope" or "rateContext"),
            .. marginal.Arrays(prefix),
        ];
    }
}
