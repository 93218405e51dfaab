// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

/// <summary>Trains the mediator: cores with and without their largest term, and towers stacked on cores of their own; or one tower alone.</summary>
internal sealed class MediatorStage
{
    private readonly AlmMtaOptions _options;
    private readonly EncodedJourneys _journeys;
    private readonly EmissionTables _emission;
    private readonly RowSplit _split;
    private readonly MatchLikelihood? _matches;
    private readonly int _seed, _threads;
    private readonly AlmMtaFormer? _former;
    private readonly TrainingEngine _engine;
    private readonly ComponentTargets _targets;

    /// <summary>Prepares the stage.</summary>
    public MediatorStage(
        AlmMtaOptions options, EncodedJourneys journeys, EmissionTables emission, RowSplit split, MatchLikelihood? matches, int seed, int threads,
        AlmMtaFormer? former)
    {
        (_options, _journeys, _emission, _split, _matches, _seed, _threads) = (options, journeys, emission, split, matches, seed, threads);
        _former = former;

        _targets = ComponentTargets.Of(options, journeys, split, seed);

        // Fits run side by side, one thread each.
        _engine = options.Engine ?? new ManagedEngine(options.Fit == AlmMtaFitKind.Networks ? threads : 1);
    }

    private CoreShape Shape => _journeys.Encoding.Shape;

    /// <summary>Trains.</summary>
    /// <exception cref="OperationCanceledException">Cancelled: without a mediator there is no model.</exception>
    public MediatorResult Run(TrainingCheckpoint checkpoint, ITrainingMonitor monitor, CancellationToken token)
    {
        List<Func<MediatorFit>> plans = [];
        if (_options.Fit == AlmMtaFitKind.Networks)
        {
            plans.Add(() => Tower(0, stacked: false));
        }
        else
        {
            // The towers take longest: they start first.
            if (_options.Stack == AlmMtaStack.Auto)
                plans.AddRange(Enumerable.Range(0, _options.StackTowers).Select<int, Func<MediatorFit>>(k => () => Tower(k, stacked: true)));
            plans.Add(() => Core(MediatorTerms.Context));
            if (Shape.Clusters > 0)
                plans.Add(() => Core(MediatorTerms.Context | MediatorTerms.ClusterContext));
        }

        var fits = new MediatorFit[plans.Count];
        var logits = new double[plans.Count][];
        Parallel.For(0, fits.Length, new ParallelOptions { MaxDegreeOfParallelism = _threads }, k =>
        {
            fits[k] = plans[k]();
            fits[k].Run(monitor, token, checkpoint.Stage(fits[k].Name));
            logits[k] = AllLogits(fits[k]);
        });
        try
        {
            token.ThrowIfCancellationRequested();
            return _options.Fit == AlmMtaFitKind.Networks ? Alone(fits[0], logits[0], monitor) : Combine(fits, logits, monitor);
        }
        finally
        {
            foreach (MediatorFit fit in fits)
                fit.Dispose();
        }
    }

    private MediatorFit Core(MediatorTerms terms)
    {
        var core = new MediatorCore(Shape, terms, training: true);
        Continue(NameOf(terms), core.Parameters);
        return new(_options, _journeys, _emission, _split, _matches, core, null, _seed, $"mediator core ({terms})");
    }

    private MediatorFit Tower(int index, bool stacked)
    {
        string name = $"mediator tower {index + 1}";
        var tower = new MediatorTowerFit(_options, new TowerInputs<float>(_journeys), stacked, _engine, new RandomStream(_seed, $"{name}/initialisation"), _targets);
        MediatorCore? core = stacked ? new(Shape, MediatorTerms.Context | MediatorTerms.ClusterContext, training: true) : null;
        var fit = new MediatorFit(_options, _journeys, _emission, _split, _matches, core, tower, _seed, name);
        if (_former is null)
            return fit;
        Continue(NameOf(index), core!.Parameters);
        tower.Load(_former.Tower(index));
        fit.Answer(AlmMtaFormer.Trust * _former.Rows / _journeys.Data.Rows);
        return fit;
    }

    /// <summary>Lets a core begin where a former fit ended.</summary>
    private void Continue(string fit, CoreParameters parameters)
    {
        if (_former is null)
            return;

        // Tables that have changed since: the rate of the proxy, p·contrast for small p, is what former rows told, so η moves.
        double shift = -Math.Log(_emission.Contrast / _former.EmissionContrast);
        int intercept = parameters.Groups.Single(group => group.Name == "intercept").Offset;
        parameters.Continue(_former.Memory(fit, parameters).Shifted(intercept, shift));
    }

    /// <summary>Names what a core's rows have told, among the arrays of a model.</summary>
    private static string NameOf(MediatorTerms terms) => terms.HasFlag(MediatorTerms.ClusterContext) ? "clusterCore" : "core";

    /// <summary>The same for the core of a tower.</summary>
    private static string NameOf(int tower) => $"tower{tower}";

    private MediatorResult Alone(MediatorFit fit, double[] eta, ITrainingMonitor monitor)
    {
        monitor.Message($"Mediator tower: held-out loss {fit.ValidationLoss:F5} nats per touch.");
        return new(Chances(eta), [.. fit.Tower!.Arrays(MediatorLogit.TowerPrefix(0))], HasCore: false, Share: 1, Towers: 1, fit.ValidationLoss);
    }

    private MediatorResult Combine(MediatorFit[] fits, double[][] logits, ITrainingMonitor monitor)
    {
        MediatorFit[] towers = [.. fits.Where(fit => fit.Tower is not null)], cores = [.. fits.Where(fit => fit.Tower is null)];
        List<(string, int[], float[])> arrays = [];

        // Held-out touches of all parts of a stream choose, not those of the last one alone.
        double held = fits[0].ValidationWeight;
        MediatorFit core = cores.MinBy(Loss)!;
        foreach (MediatorFit fit in _options.Continuable ? fits : [core])
        {
            fit.Measure();
            CoreParameters parameters = fit.Core!.Parameters;
            if (fit == core)
            {
                double[] variances = parameters.Variances();

                // Variances take squared features; those of numeric columns are not squared in scoring, so they add none.
                parameters.Groups.Single(group => group.Name == "numeric").Of(variances).Clear();
                arrays.AddRange(CoreArrays.Write(parameters, variances, MediatorLogit.VariancePrefix));
            }

            if (_options.Continuable)
                arrays.AddRange(parameters.Remember(fit.ValidationLoss * held, held).Arrays(parameters, AlmMtaFormer.PrefixOf(NameOfFit(fit))));
        }

        double[] eta = logits[Array.IndexOf(fits, core)];
        (double share, double loss) = (0, core.ValidationLoss);
        MediatorCore blend = core.Core!;
        if (towers.Length > 0)
        {
            var stacked = new double[eta.Length];
            foreach (MediatorFit tower in towers)
                DoubleSpan.AddScaled(1.0 / towers.Length, logits[Array.IndexOf(fits, tower)], stacked);
            (share, loss) = Choose(eta, stacked, arrays);
            for (int j = 0; j < eta.Length; j++)
                eta[j] = (1 - share) * eta[j] + share * stacked[j];
            blend = Blend(core.Core!, towers, share);
        }

        monitor.Message(
            $"Mediator: held-out loss {string.Join(", ", fits.Select(fit => fit.ValidationLoss.ToString("F5", System.Globalization.CultureInfo.InvariantCulture)))}; "
            + $"share of the towers {share:F1}, loss {loss:F5} nats per touch.");
        arrays.AddRange(CoreArrays.Write(blend.Parameters, blend.Parameters.Values, MediatorLogit.CorePrefix));
        for (int k = 0; k < towers.Length && (share > 0 || _options.Continuable); k++)
            arrays.AddRange(towers[k].Tower!.Arrays(share > 0 ? MediatorLogit.TowerPrefix(k) : AlmMtaFormer.UnusedTowerPrefix(k)));
        return new(Chances(eta), arrays, HasCore: true, share, share > 0 ? towers.Length : 0, loss);

        string NameOfFit(MediatorFit fit) => fit.Tower is null
            ? NameOf(fit.Core!.Parameters.Groups.Any(group => group.Name == "clusterContext") ? MediatorTerms.ClusterContext : MediatorTerms.Context)
            : NameOf(Array.IndexOf(towers, fit));

        double Loss(MediatorFit fit)
        {
            CoreMemory? memory = _former?.Memory(NameOfFit(fit), fit.Core!.Parameters);
            return (fit.ValidationLoss * held + (memory?.Loss ?? 0)) / (held + (memory?.Weight ?? 0));
        }
    }

    /// <summary>(1 − α) core + α mean of the towers' cores: cores are linear in their parameters, so one is enough to keep.</summary>
    private MediatorCore Blend(MediatorCore core, MediatorFit[] towers, double share)
    {
        var blend = new MediatorCore(Shape, MediatorTerms.Context | MediatorTerms.ClusterContext, training: false);
        foreach (CoreGroup group in blend.Parameters.Groups)
        {
            Span<double> sum = group.Of(blend.Parameters.Values);
            sum.Clear();
            if (core.Parameters.Groups.SingleOrDefault(other => other.Name == group.Name) is { } own)
                DoubleSpan.AddScaled(1 - share, own.Of(core.Parameters.Values), sum);
            foreach (MediatorFit tower in towers)
                DoubleSpan.AddScaled(share / towers.Length, group.Of(tower.Core!.Parameters.Values), sum);
        }

        return blend;
    }

    private (double Share, double Loss) Choose(double[] core, double[] stacked, List<(string, int[], float[])> arrays)
    {
        const string Name = "stack.losses";
        AlmMtaTrainingData data = _journeys.Data;
        List<int> touches = [];
        List<double> weights = [];
        foreach (int i in _split.Validation)
        for (int j = data.Offsets[i]; j < data.Offsets[i + 1]; j++)
        {
            touches.Add(j);
            weights.Add(data.Weight?[i] ?? 1);
        }

        double[] losses = StackShare.Losses(
            [.. touches.Select(j => core[j])], [.. touches.Select(j => stacked[j])], [.. touches.Select(j => data.ProxyCode![j])], [.. weights], _emission);
        if (_former is not null)
            DoubleSpan.AddScaled(1, _former.Counts(Name, losses.Length), losses);
        if (_options.Continuable)
            arrays.Add(AlmMtaFormer.Counts(Name, losses));
        return StackShare.Choose(losses);
    }

    private double[] AllLogits(MediatorFit fit)
    {
        var eta = new double[_journeys.Data.Touches];
        fit.Logits([.. Enumerable.Range(0, _journeys.Data.Rows)], eta);
        return eta;
    }

    private static double[] Chances(double[] eta) => Array.ConvertAll(eta, value => 1 / (1 + Math.Exp(-value)));
}
