// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

/// <summary>Trains the outcome's core, and side by side its bootstrap fits.</summary>
internal sealed class OutcomeStage
{
    private readonly AlmMtaOptions _options;
    private readonly EncodedJourneys _journeys;
    private readonly MediatorMixture _mixture;
    private readonly int[] _training, _validation;
    private readonly double _keepRate;
    private readonly int _seed, _threads;
    private readonly double[]? _exposure;
    private readonly TopMatchRows? _top;

    /// <summary>Prepares the stage.</summary>
    /// <param name="options">Schedule.</param>
    /// <param name="journeys">Journeys and labels.</param>
    /// <param name="mixture">PB(h;q).</param>
    /// <param name="split">Rows to learn from and to choose by.</param>
    /// <param name="exposure">Exposure weight of each row of the data, or null.</param>
    /// <param name="top">Rows that stand for t', or null.</param>
    /// <param name="seed">Sampling, shuffles and bootstraps.</param>
    /// <param name="threads">Threads.</param>
    public OutcomeStage(
        AlmMtaOptions options, EncodedJourneys journeys, MediatorMixture mixture, RowSplit split, double[]? exposure, TopMatchRows? top, int seed, int threads)
    {
        (_options, _journeys, _mixture, _exposure, _top, _seed, _threads) = (options, journeys, mixture, exposure, top, seed, threads);
        (_training, _validation, _keepRate) = (split.Training, split.Validation, options.NegativeKeepRate);
        if (options.Sampling != AlmMtaSampling.TwoToThree)
            return;

        // Rows to choose by are drawn at the same rate: the loss is that of a sample at one rate.
        var random = new RandomStream(seed, "outcome/sampling");
        NegativeSample sample = NegativeSample.TwoToThree(journeys.Data, _training, random);
        (_training, _keepRate) = (sample.Rows, sample.KeepRate * options.NegativeKeepRate);
        _validation = NegativeSample.At(sample.KeepRate, journeys.Data, _validation, random).Rows;
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
        monitor.Message($"Outcome: held-out loss {loss:F5} nats per row.");
        return new([.. arrays.SelectMany(part => part)], loss);
    }

    private List<(string, int[], float[])> Whole(TrainingCheckpoint checkpoint, ITrainingMonitor monitor, CancellationToken token, out double loss)
    {
        var fit = new OutcomeFit(_options, _journeys, _mixture, _keepRate, _exposure, "outcome");
        fit.Run(
            _training, [], _validation, _options.OutcomeEpochs, new RandomStream(_seed, "outcome/shuffling"), monitor, token, checkpoint.Stage("outcome"));
        loss = fit.ValidationLoss;
        return
        [
            .. CoreArrays.Write(fit.Model.Parameters, fit.Model.Parameters.Values, ObservedOutcomeArrays.Prefix),
            .. Marginal(fit, _training, []).Arrays(ObservedOutcomeArrays.Prefix),
        ];
    }

    /// <summary>Draws users with replacement, and keeps what intervals need: a(h,x) and the marginal of b.</summary>
    private List<(string, int[], float[])> Bootstrap(int draw, TrainingCheckpoint checkpoint, CancellationToken token)
    {
        var random = new RandomStream(_seed, $"bootstrap {draw}");
        (int[] rows, double[] times) = UserBootstrap.Draw(_journeys.Data, _training, random);
        var fit = new OutcomeFit(_options, _journeys, _mixture, _keepRate, _exposure, $"bootstrap {draw + 1}");
        fit.Run(rows, times, [], _options.BootstrapEpochs, random, SilentMonitor.Instance, token, checkpoint.Stage($"bootstrap {draw + 1}"));
        string prefix = $"bootstrap{draw}.";
        return
        [
            .. CoreArrays.Write(fit.Model.Parameters, fit.Model.Parameters.Values, prefix)
                .Where(array => array.Name[prefix.Length..] is "effect" or "contextEffect"),
            .. Marginal(fit, rows, times).Arrays(prefix),
        ];
    }

    private MarginalLogit Marginal(OutcomeFit fit, int[] rows, double[] times)
    {
        AlmMtaTrainingData data = _journeys.Data;
        double[] weight = times;
        if (data.Weight is not null || _keepRate != 1)
        {
            // The population's distribution of b: a negative row stands for 1/r of its kind.
            weight = [.. rows.Select((i, k) => (times.Length > 0 ? times[k] : 1) * (data.Weight?[i] ?? 1.0) / (data.Label[i] ? 1 : _keepRate))];
        }

        return MarginalLogit.Fit(_journeys, rows, fit.Logits(rows), weight, _options.MarginalRidge, _options.ResidualQuantiles)
            .Over(_journeys, _top, top => fit.Logits(top));
    }
}
