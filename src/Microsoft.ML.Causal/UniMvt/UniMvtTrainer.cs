// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Diagnostics;

namespace Microsoft.ML.Causal;

/// <summary>Trains UniMVT on plain arrays.</summary>
internal static class UniMvtTrainer
{
    /// <summary>Fits one model, or an ensemble side by side.</summary>
    /// <param name="options">Validated here.</param>
    /// <param name="data">Checked here.</param>
    /// <param name="seed">Seed of initialisation and shuffling; <see cref="UniMvtOptions.Seed"/> is not looked at.</param>
    /// <param name="monitor">Hears messages and progress.</param>
    /// <param name="token">Ends training early; the model trained so far is returned.</param>
    /// <param name="former">A model of earlier rows to continue from; null begins anew.</param>
    /// <returns>The model, with its diagnostics.</returns>
    /// <exception cref="OperationCanceledException">Cancelled before the first step.</exception>
    public static UniMvtModel Fit(
        UniMvtOptions options, UniMvtTrainingData data, int seed, ITrainingMonitor monitor, CancellationToken token, UniMvtFormer? former = null)
    {
        var clock = Stopwatch.StartNew();
        UniMvtTrainingDataChecks.Check(options.Validated(), data, continues: former is not null);
        var support = IntensitySupport.Measure(options, data, monitor, former?.Settings);
        TrainingCheckpoint checkpoint = Open(options, data, seed, former, monitor);
        var standardiser = former?.Standardiser ?? Standardiser.Fit(data.Features, data.FeatureCount);
        UniMvtArm<float> controls = UniMvtArm<float>.Of(data, treated: false, standardiser, support.Tiers.Centres);
        UniMvtArm<float> treated = UniMvtArm<float>.Of(data, treated: true, standardiser, support.Tiers.Centres);

        UniMvtChoice choice = former is not null
            ? new(former.Continue(options, data.Rows), [])
            : UniMvtPilot.Choose(options, data, support, standardiser, seed, checkpoint, monitor, token);
        options = choice.Options;
        UniMvtModelSettings settings = UniMvtForm.Decide(options, data, support);
        former?.Check(settings);
        if (former is not null)
            monitor.Message($"Continues from a model of {former.Settings.TrainingRows:F0} rows, of which {former.Rows(options):F0} count, with {data.Rows} further rows.");

        int threads = options.Threads ?? Environment.ProcessorCount;
        TrainingEngine engine = options.Engine ?? new ManagedEngine(options.EnsembleSize > 1 ? 1 : threads);
        var fits = new UniMvtFit<float>[options.EnsembleSize];
        var complete = new bool[fits.Length];
        Parallel.For(0, fits.Length, new ParallelOptions { MaxDegreeOfParallelism = threads }, member =>
        {
            string stage = $"model {member + 1} of {options.EnsembleSize}";
            fits[member] = new(options, settings, controls, treated, engine, seed, $"member {member}", former, member);
            complete[member] = fits[member].Run(stage, monitor, token, checkpoint.Stage(stage));
        });

        UniMvtFit<float>[] trained = [.. fits.Where(fit => fit.Steps > 0)];
        if (trained.Length == 0)
            throw new OperationCanceledException("Training was cancelled before its first step; there is no model to keep.", token);

        // Rows of a fit that was cancelled are not learned yet.
        bool cancelled = complete.Contains(false);
        settings = settings with { EnsembleSize = trained.Length, TrainingRows = (former?.Rows(options) ?? 0) + (cancelled && former is not null ? 0 : data.Rows) };
        var model = new UniMvtModel(settings, Arrays(trained, standardiser));
        var diagnostics = new UniMvtDiagnostics
        {
            Candidates = choice.Candidates,
            Losses = trained[0].Losses,
            Cancelled = cancelled,
            FormerRows = former?.Rows(options) ?? 0,
        };
        foreach (UniMvtFit<float> fit in fits)
            fit.Dispose();
        if (diagnostics.Cancelled)
            monitor.Warning($"Training was cancelled; the model of {trained[0].Losses.Count} whole epochs of {options.Epochs} is kept.");

        diagnostics = UniMvtModelReview.Complete(diagnostics, model, data, support, monitor) with { Seconds = clock.Elapsed.TotalSeconds };
        if (!diagnostics.Cancelled)
            checkpoint.Remove();
        return new(model.Settings, model.Arrays, diagnostics);
    }

    private static TrainingCheckpoint Open(UniMvtOptions options, UniMvtTrainingData data, int seed, UniMvtFormer? former, ITrainingMonitor monitor) =>
        TrainingCheckpoint.Open(options.CheckpointFolder, UniMvtArchive.Kind, hash =>
        {
            hash.Add(options with { Threads = null, CheckpointFolder = null, Seed = null }, options.Engine, seed);
            data.AddTo(hash);
            former?.AddTo(hash);
        }, monitor);

    private static List<(string Name, int[] Shape, float[] Values)> Arrays(UniMvtFit<float>[] members, Standardiser standardiser)
    {
        int d = standardiser.Mean.Length;
        List<(string, int[], float[])> arrays = [("feature.mean", [d], standardiser.Mean), ("feature.deviation", [d], standardiser.Deviation)];
        for (int m = 0; m < members.Length; m++)
        {
            foreach (Parameter<float> parameter in members[m].Parameters)
            {
                Shape shape = parameter.Shape;
                int[] extents = shape.Rank switch { 1 => [shape.D0], 2 => [shape.D0, shape.D1], _ => [shape.D0, shape.D1, shape.D2] };
                arrays.Add(($"member{m}.{parameter.Name}", extents, (float[])parameter.Values.Clone()));
            }
        }

        return arrays;
    }
}
