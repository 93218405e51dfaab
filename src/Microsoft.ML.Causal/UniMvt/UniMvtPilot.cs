// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

/// <summary>Decides the Auto options: short fits of every candidate on some of the rows, judged on rows held out.</summary>
/// <remarks>
/// The pilot knows the base tower and the uplift alone, so that its loss is the factual log-loss. Two candidates take a tenth of
/// the steps of a default fit on 80,000 rows (fewer favour the encoding that learns faster); the candidates train side by side where there are threads. The model itself sees all rows.
/// </remarks>
internal static class UniMvtPilot
{
    /// <summary>Largest number of rows that a candidate is trained on.</summary>
    private const int MostTrainingRows = 20_480;

    /// <summary>Passes over them.</summary>
    private const int Epochs = 4;

    /// <summary>Largest number of rows held out.</summary>
    private const int MostHeldOutRows = 8_000;

    /// <summary>With fewer rows held out, the log-losses of two candidates differ by chance alone.</summary>
    private const int FewestHeldOutRows = 200;

    /// <summary>Replaces Auto in encoding and link by what the rows prefer.</summary>
    public static UniMvtChoice Choose(
        UniMvtOptions options, UniMvtTrainingData data, IntensitySupport support, Standardiser standardiser,
        int seed, TrainingCheckpoint checkpoint, ITrainingMonitor monitor, CancellationToken token)
    {
        (InputEncoding Encoding, ResponseLink Link)[] forms =
        [
            .. from encoding in options.InputEncoding == InputEncoding.Auto ? [InputEncoding.Periodic, InputEncoding.Raw] : new[] { options.InputEncoding }
               from link in options.ResponseLink == ResponseLink.Auto ? [ResponseLink.Probability, ResponseLink.Logit] : new[] { options.ResponseLink }
               where encoding == InputEncoding.Raw || data.FeatureCount > 0 || options.InputEncoding != InputEncoding.Auto
               select (encoding, link),
        ];
        if (forms.Length == 1)
            return new(With(options, forms[0]), []);

        int heldOut = (int)Math.Min(MostHeldOutRows, options.ValidationFraction * data.Rows);
        if (heldOut < FewestHeldOutRows)
        {
            monitor.Message($"{data.Rows} rows are too few to compare encodings or links; the first of {forms.Length} candidates is taken: {Name(forms[0])}.");
            return new(With(options, forms[0]), []);
        }

        var order = new int[data.Rows];
        for (int i = 0; i < order.Length; i++)
            order[i] = i;
        new RandomStream(seed, "pilot/rows").Shuffle(order.AsSpan());
        Arms judges = Pick(order.AsSpan(0, heldOut)), trains = Pick(order.AsSpan(heldOut, Math.Min(MostTrainingRows, order.Length - heldOut)));

        var losses = new double[forms.Length];
        int threads = options.Threads ?? Environment.ProcessorCount;
        TrainingEngine engine = options.Engine ?? new ManagedEngine(threads: 1);
        Parallel.For(0, forms.Length, new ParallelOptions { MaxDegreeOfParallelism = threads }, candidate =>
        {
            UniMvtOptions pilot = Shortened(With(options, forms[candidate]));
            UniMvtModelSettings settings = UniMvtForm.Decide(pilot, data, support);
            using var fit = new UniMvtFit<float>(pilot, settings, trains.Controls, trains.Treated, engine, seed, "pilot");
            string stage = $"pilot {candidate + 1} of {forms.Length}";
            fit.Run(stage, SilentMonitor.Instance, token, checkpoint.Stage(stage));
            losses[candidate] = fit.Evaluate(judges.Controls, judges.Treated);
        });

        int best = Array.IndexOf(losses, losses.Min());
        monitor.Message(
            $"Chose {Name(forms[best])} by held-out log-loss: " +
            string.Join(", ", forms.Select((form, i) => FormattableString.Invariant($"{Name(form)} {losses[i]:F5}"))) + ".");
        return new(With(options, forms[best]), [.. forms.Select((form, i) => new UniMvtCandidate(form.Encoding, form.Link, losses[i]))]);

        Arms Pick(ReadOnlySpan<int> rows)
        {
            UniMvtTrainingData taken = data.Take(rows);
            return new(
                UniMvtArm<float>.Of(taken, treated: false, standardiser, support.Tiers.Centres),
                UniMvtArm<float>.Of(taken, treated: true, standardiser, support.Tiers.Centres));
        }
    }

    private static string Name((InputEncoding Encoding, ResponseLink Link) form) => $"{form.Encoding} encoding with the {form.Link} link";

    private static UniMvtOptions With(UniMvtOptions options, (InputEncoding Encoding, ResponseLink Link) form) =>
        options with { InputEncoding = form.Encoding, ResponseLink = form.Link };

    // What is left of the loss is the factual log-loss of both arms.
    private static UniMvtOptions Shortened(UniMvtOptions options) => options with
    {
        Epochs = Math.Min(Epochs, options.Epochs),
        UseTreatmentTower = !options.UseCrossNetwork,
        BaseWeight = 1,
        TreatmentWeight = 1,
        CrossWeight = 1,
        IntensityWeight = 0,
        OrthogonalityWeight = 0,
        Consistency = ConsistencyLoss.BinaryCrossEntropy,
        UseObservedIntensity = true,
        UseBaseConsistency = false,
    };

    private readonly record struct Arms(UniMvtArm<float> Controls, UniMvtArm<float> Treated);
}
