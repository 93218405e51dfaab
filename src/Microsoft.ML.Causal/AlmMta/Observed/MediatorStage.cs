// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

/// <summary>Trains the mediator: the core with and without its largest term, and towers on top if asked.</summary>
internal sealed class MediatorStage
{
    private readonly AlmMtaOptions _options;
    private readonly EncodedJourneys _journeys;
    private readonly EmissionTables _emission;
    private readonly RowSplit _split;
    private readonly int _seed, _threads;

    /// <summary>Prepares the stage.</summary>
    public MediatorStage(AlmMtaOptions options, EncodedJourneys journeys, EmissionTables emission, RowSplit split, int seed, int threads) =>
        (_options, _journeys, _emission, _split, _seed, _threads) = (options, journeys, emission, split, seed, threads);

    /// <summary>Trains.</summary>
    /// <exception cref="OperationCanceledException">Cancelled: without a mediator there is no model.</exception>
    public MediatorResult Run(ITrainingMonitor monitor, CancellationToken token)
    {
        // xᵀD_cluster helps where contexts change what clusters do, and costs precision elsewhere: validation decides.
        MediatorTerms[] terms = _journeys.Encoding.Shape.Clusters > 0
            ? [MediatorTerms.Context | MediatorTerms.ClusterContext, MediatorTerms.Context]
            : [MediatorTerms.Context];
        MediatorCoreFit[] fits = [.. terms.Select((t, k) => new MediatorCoreFit(_options, _journeys, _emission, _split, t, _seed, $"mediator core {k + 1}"))];
        Parallel.For(0, fits.Length, new ParallelOptions { MaxDegreeOfParallelism = _threads }, k => fits[k].Run(monitor, token));
        token.ThrowIfCancellationRequested();
        MediatorCoreFit core = fits.MinBy(fit => fit.ValidationLoss)!;
        monitor.Message($"Mediator core: held-out loss {string.Join(", ", fits.Select(fit => $"{fit.ValidationLoss:F5} ({fit.Terms})"))} nats per touch.");
        core.Measure();

        double[] variances = core.Core.Parameters.Variances();
        core.Core.Parameters.Groups.Single(group => group.Name == "numeric").Of(variances).Clear();
        return new(
            Chances(core.Core),
            [.. CoreArrays.Write(core.Core.Parameters, core.Core.Parameters.Values, "mediator.core."), .. CoreArrays.Write(core.Core.Parameters, variances, "mediator.variance.")],
            Share: 0, Towers: 0, core.ValidationLoss);
    }

    private double[] Chances(MediatorCore core)
    {
        AlmMtaTrainingData data = _journeys.Data;
        var p = new double[data.Touches];
        var scratch = new double[core.Scratch];
        for (int i = 0; i < data.Rows; i++)
            core.Forward(_journeys.Row(i), p.AsSpan(data.Offsets[i], data.Length(i)), scratch);
        foreach (ref double value in p.AsSpan())
            value = 1 / (1 + Math.Exp(-value));
        return p;
    }
}
