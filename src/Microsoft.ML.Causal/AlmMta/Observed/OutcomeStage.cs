// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

/// <summary>Trains the outcome's core, and side by side its bootstrap fits.</summary>
internal sealed class OutcomeStage
{
    private const string MemoryName = "outcome";

    private readonly AlmMtaOptions _options;
    private readonly EncodedJourneys _journeys;
    private readonly MediatorMixture _mixture;
    private readonly int[] _training, _validation;
    private readonly double _keepRate;
    private readonly int _seed, _threads;
    private readonly double[]? _exposure;
    private readonly TopMatchRows? _top;
    private readonly AlmMtaFormer? _former;

    /// <summary>Prepares the stage.</summary>
    /// <param name="options">Schedule.</param>
    /// <param name="journeys">Journeys and labels.</param>
    /// <param name="mixture">PB(h;q).</param>
    /// <param name="split">Rows to learn from and to choose by.</param>
    /// <param name="exposure">Exposure weight of each row of the data, or null.</param>
    /// <param name="top">Rows that stand for t', or null.</param>
    /// <param name="seed">Sampling, shuffles and bootstraps.</param>
    /// <param name="threads">Threads.</param>
    /// <param name="former">What to continue from, or null.</param>
    public OutcomeStage(
        AlmMtaOptions options, EncodedJourneys journeys, MediatorMixture mixture, RowSplit split, double[]? exposure, TopMatchRows? top, int seed, int threads,
        AlmMtaFormer? former)
    {
        _former = former;
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
        var fit = new OutcomeFit(_options, _journeys, _mixture, _keepRate, _exposure, MemoryName);
        _former?.Continue(MemoryName, fit.Model.Parameters);
        fit.Run(
            _training, [], _validation, _options.OutcomeEpochs, new RandomStream(_seed, "outcome/shuffling"), monitor, token, checkpoint.Stage("outcome"));
        loss = fit.ValidationLoss;
        CoreParameters parameters = fit.Model.Parameters;
        List<(string, int[], float[])> arrays =
        [
            .. CoreArrays.Write(parameters, parameters.Values, ObservedOutcomeArrays.Prefix), .. Marginal(fit, _training, []).Arrays(ObservedOutcomeArrays.Prefix),
        ];
        if (_options.Continuable)
        {
            fit.Measure(_training);
            arrays.AddRange(parameters.Remember(0, 0).Arrays(parameters, AlmMtaFormer.PrefixOf(MemoryName)));
        }

        return arrays;
    }

    /// <summary>Draws users with replacement, and keeps what intervals need: a(h,x) and the marginal of b.</summary>
    private List<(string, int[], float[])> Bootstrap(int draw, TrainingCheckpoint checkpoint, CancellationToken token)
    {
        var random = new RandomStream(_seed, $"bootstrap {draw}");
        (int[] rows, double[] times) = UserBootstrap.Draw(_journeys.Data, _training, random);
        var fit = new OutcomeFit(_options, _journeys, _mixture, _keepRate, _exposure, $"bootstrap {draw + 1}");
        if (_former is not null)
        {
            // Former rows come with the noise that drawing them anew would have brought.
            CoreParameters parameters = fit.Model.Parameters;
            parameters.Continue(_former.Memory(MemoryName, parameters).Redrawn(parameters.Coupled, new RandomStream(_seed, $"bootstrap {draw}/former rows")));
        }

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

        MarginalLogit marginal = _former is null
            ? MarginalLogit.Fit(_journeys, rows, fit.Logits(rows), weight, _options.MarginalRidge, _options.ResidualQuantiles)
            : MarginalLogit.Continue(
                _journeys, rows, fit.Logits(rows), weight, _options.MarginalRidge, FormerMarginal(_former), FormerLogits(_former, rows), _former.Rows / data.Rows);
        return marginal.Over(_journeys, _top, top => fit.Logits(top));
    }

    private MarginalLogit FormerMarginal(AlmMtaFormer former) =>
        MarginalLogit.Of(_journeys.Encoding.Shape, new NamedArrays(former.Model.Arrays, ObservedOutcomeArrays.Prefix));

    /// <summary>b(T,x) of rows by the former model.</summary>
    private double[] FormerLogits(AlmMtaFormer former, int[] rows)
    {
        var model = new OutcomeModel(_journeys.Encoding.Shape, _journeys.Data.MaxLength, training: false);
        former.Memory(MemoryName, model.Parameters).Values.CopyTo(model.Parameters.Values, 0);
        var scratch = new double[model.Base.Scratch];
        return Array.ConvertAll(rows, i => model.Base.Forward(_journeys.Row(i), scratch));
    }
}
