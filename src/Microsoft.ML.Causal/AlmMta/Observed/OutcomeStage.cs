// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

/// <summary>Trains the outcome's core, and side by side its bootstrap fits.</summary>
internal sealed class OutcomeStage
{
    private readonly AlmMtaOptions _options;
    private readonly EncodedJourneys _journeys;
    private readonly MediatorMixture _mixture;
    private readonly RowSplit _split;
    private readonly int _seed, _threads;

    /// <summary>Prepares the stage.</summary>
    public OutcomeStage(AlmMtaOptions options, EncodedJourneys journeys, MediatorMixture mixture, RowSplit split, int seed, int threads) =>
        (_options, _journeys, _mixture, _split, _seed, _threads) = (options, journeys, mixture, split, seed, threads);

    /// <summary>Trains.</summary>
    /// <exception cref="OperationCanceledException">Cancelled: without an outcome there is no model.</exception>
    public OutcomeResult Run(ITrainingMonitor monitor, CancellationToken token)
    {
        int bootstraps = _options.Intervals ? _options.BootstrapFits : 0;
        var arrays = new List<(string, int[], float[])>[bootstraps + 1];
        double loss = 0;

        // The full fit is twice as long as the others: it starts first.
        Parallel.For(0, arrays.Length, new ParallelOptions { MaxDegreeOfParallelism = _threads }, k =>
        {
            if (k == 0)
                arrays[k] = Whole(monitor, token, out loss);
            else
                arrays[k] = Bootstrap(k - 1, token);
        });
        token.ThrowIfCancellationRequested();
        monitor.Message($"Outcome: held-out loss {loss:F5} nats per row.");
        return new([.. arrays.SelectMany(part => part)], loss);
    }

    private List<(string, int[], float[])> Whole(ITrainingMonitor monitor, CancellationToken token, out double loss)
    {
        var fit = new OutcomeFit(_options, _journeys, _mixture, "outcome");
        fit.Run(_split.Training, [], _split.Validation, _options.OutcomeEpochs, new RandomStream(_seed, "outcome/shuffling"), monitor, token);
        loss = fit.ValidationLoss;
        return
        [
            .. CoreArrays.Write(fit.Model.Parameters, fit.Model.Parameters.Values, ObservedOutcomeArrays.Prefix),
            .. Marginal(fit, _split.Training).Arrays(ObservedOutcomeArrays.Prefix),
        ];
    }

    /// <summary>Draws users with replacement, and keeps what intervals need: a(h,x) and the marginal of b.</summary>
    private List<(string, int[], float[])> Bootstrap(int draw, CancellationToken token)
    {
        var random = new RandomStream(_seed, $"bootstrap {draw}");
        int[]? user = _journeys.Data.User;
        Dictionary<int, List<int>> rowsOf = [];
        foreach (int i in _split.Training)
        {
            if (!rowsOf.TryGetValue(user?[i] ?? i, out List<int>? rows))
                rowsOf[user?[i] ?? i] = rows = [];
            rows.Add(i);
        }

        List<int>[] users = [.. rowsOf.Values];
        int[] sample = [.. Enumerable.Range(0, users.Length).SelectMany(_ => users[random.NextInteger(users.Length)])];
        var fit = new OutcomeFit(_options, _journeys, _mixture, $"bootstrap {draw + 1}");
        fit.Run(sample, [], [], _options.BootstrapEpochs, random, SilentMonitor.Instance, token);
        string prefix = $"bootstrap{draw}.";
        return
        [
            .. CoreArrays.Write(fit.Model.Parameters, fit.Model.Parameters.Values, prefix)
                .Where(array => array.Name[prefix.Length..] is "effect" or "contextEffect"),
            .. Marginal(fit, sample).Arrays(prefix),
        ];
    }

    private MarginalLogit Marginal(OutcomeFit fit, int[] rows)
    {
        float[]? weights = _journeys.Data.Weight;
        double[] weight = weights is null ? [] : Array.ConvertAll(rows, i => (double)weights[i]);
        return MarginalLogit.Fit(_journeys, rows, fit.Logits(rows), weight, _options.MarginalRidge, _options.ResidualQuantiles);
    }
}
