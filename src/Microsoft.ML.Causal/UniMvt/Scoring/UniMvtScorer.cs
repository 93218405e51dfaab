// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

/// <summary>Scores rows with a trained UniMVT: the one function behind batches and single predictions. Thread-safe.</summary>
/// <remarks>Memory is kept per thread; scoring a row allocates nothing once a thread has scored one.</remarks>
internal sealed class UniMvtScorer
{
    private readonly RowNetwork[] _members;
    private readonly Standardiser _standardiser;
    private readonly RowDecision _decision;
    private readonly int _scratch;

    /// <summary>Packs the weights of <paramref name="model"/> for single rows.</summary>
    /// <exception cref="InvalidDataException">An array is missing or of the wrong length, or the model is newer than this library.</exception>
    public UniMvtScorer(UniMvtModel model)
    {
        Settings = model.Settings;
        if (Settings.Version > UniMvtModelSettings.CurrentVersion)
        {
            throw new InvalidDataException(
                $"The model has layout {Settings.Version}; this library reads layouts up to {UniMvtModelSettings.CurrentVersion}. Update Microsoft.ML.Causal.");
        }

        var shared = new NamedArrays(model.Arrays, "feature.");
        _standardiser = new(shared.Get("mean").Values, shared.Get("deviation").Values);
        _members = [.. Enumerable.Range(0, Settings.EnsembleSize).Select(m => new RowNetwork(new NamedArrays(model.Arrays, $"member{m}."), Settings))];
        _decision = new(Settings.ToPolicy(), Settings.Grid);
        _scratch = Settings.FeatureCount + Settings.Grid.Length + _members.Max(member => member.Scratch);
    }

    /// <summary>What the model was trained with.</summary>
    public UniMvtModelSettings Settings { get; }

    /// <summary>Scores a row.</summary>
    /// <param name="features">x, [d].</param>
    /// <param name="categories">One code per categorical input: 0 missing or unknown, 1 to cardinality otherwise.</param>
    /// <param name="intensity">The row's own intensity, or NaN where it has none.</param>
    /// <param name="score">Receives the scalars.</param>
    /// <param name="curve">Receives p(q) over the grid; of the grid's length, or empty when the curve is not asked for.</param>
    public void Score(ReadOnlySpan<float> features, ReadOnlySpan<uint> categories, float intensity, ref UniMvtScore score, Span<float> curve)
    {
        Span<float> scratch = RowScratch.Take(_scratch);
        Span<float> z = RowScratch.Cut(ref scratch, Settings.FeatureCount), responses = RowScratch.Cut(ref scratch, Settings.Grid.Length);
        _standardiser.Apply(features, z);
        responses.Clear();

        double p0 = 0, uplift = 0, square = 0, predicted = 0, treated = 0;
        foreach (RowNetwork member in _members)
        {
            RowOutput output = member.Run(z, categories, intensity, Settings.Grid, responses, scratch);
            p0 += output.BaseProbability;
            uplift += output.UnitUplift;
            square += (double)output.UnitUplift * output.UnitUplift;
            predicted += output.PredictedIntensity;
            treated += output.TreatedProbability;
        }

        int n = _members.Length;
        if (n > 1)
        {
            foreach (ref float response in responses)
                response /= n;
        }

        score.BaseProbability = (float)(p0 / n);
        score.UnitUplift = (float)(uplift / n);
        score.PredictedIntensity = (float)(predicted / n);
        score.TreatedProbability = (float)(treated / n);
        double spread = n > 1 ? 2 * Math.Sqrt(Math.Max(0, square - uplift * uplift / n) / (n - 1)) : 0;
        score.UnitUpliftLower = (float)(uplift / n - spread);
        score.UnitUpliftUpper = (float)(uplift / n + spread);
        if (Settings.NonNegative && Settings.UseCrossNetwork)
            score.UnitUpliftLower = Math.Max(0, score.UnitUpliftLower);
        (score.RecommendedIntensity, score.ExpectedGain) = _decision.Recommend(score.BaseProbability, responses);
        if (!curve.IsEmpty)
            responses.CopyTo(curve);
    }
}
