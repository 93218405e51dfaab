// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

/// <summary>Scores journeys with an <see cref="AlmMtaIdentification.MatchedOutcome"/> model: additive hazards, one of them per touch.</summary>
internal sealed class MatchedScorer : AlmMtaScorer
{
    /// <summary>Name of η̄ among a model's arrays.</summary>
    public const string MeanName = "mediator.mean";

    private readonly JourneyReader _reader;
    private readonly MediatorLogit _mediator;
    private readonly IBaseLogit _base;
    private readonly MatchedHazards _hazards;
    private readonly MatchedHazards[] _bootstraps;
    private readonly UpliftRank _rank;
    private readonly ShapleyQuadrature? _shapley;
    private readonly double _mean;
    private readonly bool _isTower;
    private readonly int _scratch, _partScratch;

    /// <summary>Packs the weights of <paramref name="model"/>.</summary>
    public MatchedScorer(AlmMtaModel model) : base(model.Settings)
    {
        _reader = new(model);
        CoreShape shape = _reader.Shape;
        int longest = Settings.MaxTouchpoints;
        var all = new NamedArrays(model.Arrays, "");
        var outcome = new NamedArrays(model.Arrays, MatchedHazards.Prefix);
        _mediator = new(model, shape);
        _mean = all.Get(MeanName).Values[0];
        _rank = new(all.Get(UpliftRank.ArrayName).Values);
        _shapley = (Settings.Outputs & AlmMtaOutputs.ShapleyCredit) != 0 ? new(longest) : null;
        _isTower = Settings.Fit == AlmMtaFitKind.Networks;
        _base = _isTower ? new RowOutcomeTower(outcome, shape, Array.ConvertAll(all.Get("item.content").Values, value => (double)value)) : Core(shape, outcome);
        _hazards = new(shape, outcome);
        _bootstraps = [.. Enumerable.Range(0, Settings.BootstrapFits).Select(s => new MatchedHazards(shape, new NamedArrays(model.Arrays, $"bootstrap{s}.")))];
        _partScratch = Math.Max(Math.Max(_mediator.Scratch, _base.Scratch), _hazards.Scratch);

        // η − η̄, Λ, those of another place or fit, the variance, sums and squares over bootstraps.
        _scratch = _reader.Scratch + _partScratch + 6 * longest;
    }

    /// <inheritdoc/>
    public override void Score(in AlmMtaJourney journey, AlmMtaScore score, bool effects = true)
    {
        int length = journey.Length;
        if (length > Settings.MaxTouchpoints)
            throw new ArgumentException($"A journey of {length} touches is longer than the model's {Settings.MaxTouchpoints}; cut it to the most recent ones.", nameof(journey));

        Span<double> scratch = DoubleScratch.Take(_scratch);
        Span<int> rows = stackalloc int[length], clusters = stackalloc int[length];
        EncodedRow row = _reader.Encode(journey, DoubleScratch.Cut(ref scratch, _reader.Scratch), rows, clusters);
        Span<double> part = DoubleScratch.Cut(ref scratch, _partScratch);
        Span<double> centred = DoubleScratch.Cut(ref scratch, length), rates = DoubleScratch.Cut(ref scratch, length);
        Centred(row, centred, part);
        _hazards.Rates.Write(row.X, centred, rates);
        double b = _base.Forward(row, part);
        double own = Math.Exp(-(_isTower ? SoftplusHazard.Of(b) : Math.Exp(Math.Min(HazardModel.LargestOwnExponent, b))));
        double survival = Settings.Effect == AlmMtaEffect.Do ? _hazards.Survival(row.X, part) : own, total = 0;
        foreach (double rate in rates)
            total += rate;

        double whole = HazardEffects.Probability(survival, total);
        score.Length = length;
        score.Probability = (float)whole;
        score.ObservedProbability = (float)HazardEffects.Probability(own, total);
        score.BaseProbability = (float)(1 - survival);
        if (!effects)
            return;
        double sum = Delete(row, rates, survival, total, score, scratch, part);
        score.AdditivityGap = (float)(whole - (1 - survival) - sum);
        _shapley?.Matched(rates, survival, score);
        Bound(row, centred, rates, survival, total, score, scratch, part);
    }

    private static OutcomeCore Core(CoreShape shape, NamedArrays arrays)
    {
        var hazards = new HazardModel(shape, training: false);
        CoreArrays.Read(hazards.Parameters, arrays);
        return hazards.Base;
    }

    private void Centred(in EncodedRow row, Span<double> centred, Span<double> part)
    {
        _mediator.Forward(row, centred, part);
        foreach (ref double value in centred)
            value -= _mean;
    }

    /// <summary>Writes the deletion effects on both scales; their sum.</summary>
    private double Delete(
        in EncodedRow row, ReadOnlySpan<double> rates, double survival, double total, AlmMtaScore score, Span<double> scratch, Span<double> part)
    {
        int length = row.Length;
        Span<double> nearer = DoubleScratch.Cut(ref scratch, length);
        if (Settings.Deletion == AlmMtaDeletion.DropShift)
        {
            Centred(row with { RecencyShift = 1 }, nearer, part);
            _hazards.Rates.Write(row.X, nearer, nearer);
        }

        // Δ = Es·e^−S·(e^removed − 1): what stands before the bracket is the same for all touches.
        double sum = 0, moved = 0, whole = HazardEffects.Probability(survival, total), left = 1 - whole;
        for (int j = 0; j < length; j++)
        {
            double removed = rates[j] + moved;
            if (Settings.Deletion == AlmMtaDeletion.DropShift)
                moved += rates[j] - nearer[j];
            else if (Settings.Deletion == AlmMtaDeletion.AllOccurrences)
                removed = SameItem(row, j, rates);

            double own = double.ExpM1(rates[j]), delta = left * (Settings.Deletion == AlmMtaDeletion.KeepPosition ? own : double.ExpM1(removed));
            sum += delta;
            score.Uplift[j] = (float)delta;
            score.UpliftLogit[j] = (float)FrontDoor.LogitDifference(whole, delta);
            score.Score[j] = _rank.Of((float)delta);

            // The chance that the touch alone brings the work about.
            score.Mediator[j] = (float)(own / (1 + own));
        }

        return sum;
    }

    /// <summary>Writes intervals: η's variance by the delta method, the hazards' by their bootstrap fits.</summary>
    private void Bound(
        in EncodedRow row, ReadOnlySpan<double> centred, ReadOnlySpan<double> rates, double survival, double total, AlmMtaScore score, Span<double> scratch,
        Span<double> part)
    {
        if (_bootstraps.Length == 0)
        {
            score.Uplift.CopyTo(score.Lower);
            score.Uplift.CopyTo(score.Upper);
            return;
        }

        int length = row.Length;
        Span<double> variance = DoubleScratch.Cut(ref scratch, length), other = DoubleScratch.Cut(ref scratch, length);
        Span<double> sums = DoubleScratch.Cut(ref scratch, length), squares = DoubleScratch.Cut(ref scratch, length);
        _mediator.Variance(row, variance, part);
        sums.Clear();
        squares.Clear();
        foreach (MatchedHazards bootstrap in _bootstraps)
        {
            bootstrap.Rates.Write(row.X, centred, other);
            double all = 0, lives = Settings.Effect == AlmMtaEffect.Do ? bootstrap.Survival(row.X, part) : survival;
            foreach (double rate in other)
                all += rate;
            for (int j = 0; j < length; j++)
            {
                double delta = HazardEffects.Deletion(lives, all, other[j]);
                sums[j] += delta;
                squares[j] += delta * delta;
            }
        }

        int fits = _bootstraps.Length;
        for (int j = 0; j < length; j++)
        {
            // With the other touches as they are, ∂Δ_j/∂η_j = Es·e^−S·γ Λ_j.
            double slope = survival * Math.Exp(-total) * _hazards.Rates.Slope * rates[j];
            double hazards = Math.Max(0, squares[j] - sums[j] * sums[j] / fits) / (fits - 1);
            float half = (float)(Settings.IntervalWidth * Math.Sqrt(slope * slope * variance[j] + hazards));
            score.Lower[j] = score.Uplift[j] - half;
            score.Upper[j] = score.Uplift[j] + half;
        }
    }

    /// <summary>Σ Λ over the touches with the item of touch <paramref name="j"/>; those of items never seen are different items.</summary>
    private static double SameItem(in EncodedRow row, int j, ReadOnlySpan<double> rates)
    {
        double sum = rates[j];
        for (int k = 0; k < rates.Length; k++)
            sum += k != j && row.Keys[j] > 0 && row.Keys[k] == row.Keys[j] ? rates[k] : 0;
        return sum;
    }
}
