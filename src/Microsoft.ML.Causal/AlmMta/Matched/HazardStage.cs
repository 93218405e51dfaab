// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

/// <summary>Trains the hazards, and side by side their bootstrap fits.</summary>
internal sealed class HazardStage
{
    private readonly AlmMtaOptions _options;
    private readonly EncodedJourneys _journeys;
    private readonly double[] _centred, _causes;
    private readonly RowSplit _split;
    private readonly int _seed, _threads;

    /// <summary>Prepares the stage.</summary>
    public HazardStage(AlmMtaOptions options, EncodedJourneys journeys, double[] centred, double[] causes, RowSplit split, int seed, int threads) =>
        (_options, _journeys, _centred, _causes, _split, _seed, _threads) = (options, journeys, centred, causes, split, seed, threads);

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
        var fit = new HazardFit(_options, _journeys, _centred, _causes, "hazards");
        fit.Run(
            _split.Training, _split.Validation, _options.OutcomeEpochs, new RandomStream(_seed, "hazards/shuffling"), monitor, token, checkpoint.Stage("hazards"));
        loss = fit.ValidationLoss;
        return Arrays(fit, _split.Training, MatchedHazards.Prefix, whole: true);
    }

    private List<(string, int[], float[])> Bootstrap(int draw, TrainingCheckpoint checkpoint, CancellationToken token)
    {
        var random = new RandomStream(_seed, $"bootstrap {draw}");
        int[] sample = UserBootstrap.Draw(_journeys.Data, _split.Training, random);
        var fit = new HazardFit(_options, _journeys, _centred, _causes, $"bootstrap {draw + 1}");
        fit.Run(sample, [], _options.BootstrapEpochs, random, SilentMonitor.Instance, token, checkpoint.Stage($"bootstrap {draw + 1}"));
        return Arrays(fit, sample, $"bootstrap{draw}.", whole: false);
    }

    private List<(string, int[], float[])> Arrays(HazardFit fit, int[] rows, string prefix, bool whole)
    {
        float[]? weights = _journeys.Data.Weight;
        double[] weight = weights is null && _options.NegativeKeepRate == 1
            ? []
            : Array.ConvertAll(rows, i => (weights?[i] ?? 1) / (_journeys.Data.Label[i] ? 1 : _options.NegativeKeepRate));
        var marginal = MarginalLogit.Fit(_journeys, rows, fit.OwnLogs(rows), weight, _options.MarginalRidge, _options.ResidualQuantiles);
        return
        [
            .. CoreArrays.Write(fit.Model.Parameters, fit.Model.Parameters.Values, prefix)
                .Where(array => whole || array.Name[prefix.Length..] is "rate" or "slope" or "rateContext"),
            .. marginal.Arrays(prefix),
        ];
    }
}
