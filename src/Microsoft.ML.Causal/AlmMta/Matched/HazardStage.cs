// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

/// <summary>Trains the hazards, and side by side their bootstrap fits.</summary>
internal sealed class HazardStage
{
    private const string MemoryName = "hazards";

    private readonly AlmMtaOptions _options;
    private readonly EncodedJourneys _journeys;
    private readonly double[] _centred, _causes;
    private readonly RowSplit _split;
    private readonly double[]? _exposure;
    private readonly TopMatchRows? _top;
    private readonly AlmMtaFormer? _former;
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
    /// <param name="former">What to continue from, or null.</param>
    public HazardStage(
        AlmMtaOptions options, EncodedJourneys journeys, double[] centred, double[] causes, RowSplit split, double[]? exposure, TopMatchRows? top, int seed,
        int threads, AlmMtaFormer? former)
    {
        _former = former;
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
        var fit = new HazardFit(_options, _journeys, _centred, _causes, _exposure, MemoryName);
        _former?.Continue(MemoryName, fit.Model.Parameters);
        fit.Run(
            _split.Training, [], _split.Validation, _options.OutcomeEpochs, new RandomStream(_seed, "hazards/shuffling"), monitor, token, checkpoint.Stage(MemoryName));
        loss = fit.ValidationLoss;
        List<(string, int[], float[])> arrays = Arrays(fit, _split.Training, [], MatchedHazards.Prefix, whole: true);
        if (_options.Continuable)
        {
            fit.Measure(_split.Training);
            arrays.AddRange(fit.Model.Parameters.Remember(0, 0).Arrays(fit.Model.Parameters, AlmMtaFormer.PrefixOf(MemoryName)));
        }

        return arrays;
    }

    private List<(string, int[], float[])> Bootstrap(int draw, TrainingCheckpoint checkpoint, CancellationToken token)
    {
        var random = new RandomStream(_seed, $"bootstrap {draw}");
        (int[] rows, double[] times) = UserBootstrap.Draw(_journeys.Data, _split.Training, random);
        var fit = new HazardFit(_options, _journeys, _centred, _causes, _exposure, $"bootstrap {draw + 1}");
        if (_former is not null)
        {
            // Former rows come with the noise that drawing them anew would have brought.
            CoreParameters parameters = fit.Model.Parameters;
            parameters.Continue(_former.Memory(MemoryName, parameters).Redrawn(parameters.Coupled, new RandomStream(_seed, $"bootstrap {draw}/former rows")));
        }

        fit.Run(rows, times, [], _options.BootstrapEpochs, random, SilentMonitor.Instance, token, checkpoint.Stage($"bootstrap {draw + 1}"));
        return Arrays(fit, rows, times, $"bootstrap{draw}.", whole: false);
    }

    private List<(string, int[], float[])> Arrays(HazardFit fit, int[] rows, double[] times, string prefix, bool whole)
    {
        float[]? weights = _journeys.Data.Weight;
        double[] weight = weights is null && _options.NegativeKeepRate == 1
            ? times
            : [.. rows.Select((i, k) => (times.Length > 0 ? times[k] : 1) * (weights?[i] ?? 1.0) / (_journeys.Data.Label[i] ? 1 : _options.NegativeKeepRate))];
        MarginalLogit marginal = _former is null
            ? MarginalLogit.Fit(_journeys, rows, fit.OwnLogs(rows), weight, _options.MarginalRidge, _options.ResidualQuantiles)
            : MarginalLogit.Continue(
                _journeys, rows, fit.OwnLogs(rows), weight, _options.MarginalRidge,
                MarginalLogit.Of(_journeys.Encoding.Shape, new NamedArrays(_former.Model.Arrays, MatchedHazards.Prefix)), FormerLogs(_former, rows),
                _former.Rows / _journeys.Data.Rows);
        marginal = marginal.Over(_journeys, _top, top => fit.OwnLogs(top));
        return
        [
            .. CoreArrays.Write(fit.Model.Parameters, fit.Model.Parameters.Values, prefix)
                .Where(array => whole || array.Name[prefix.Length..] is "rate" or "slope" or "rateContext"),
            .. marginal.Arrays(prefix),
        ];
    }

    /// <summary>min(2, b(T,x)) of rows by the former model.</summary>
    private double[] FormerLogs(AlmMtaFormer former, int[] rows)
    {
        var model = new HazardModel(_journeys.Encoding.Shape, training: false);
        former.Memory(MemoryName, model.Parameters).Values.CopyTo(model.Parameters.Values, 0);
        var scratch = new double[model.Base.Scratch];
        return Array.ConvertAll(rows, i => Math.Min(HazardModel.LargestOwnExponent, model.Base.Forward(_journeys.Row(i), scratch)));
    }
}
