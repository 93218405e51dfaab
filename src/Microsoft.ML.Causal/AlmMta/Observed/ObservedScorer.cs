// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

/// <summary>Scores journeys with an <see cref="AlmMtaIdentification.ObservedProxy"/> model: front door over the number of touches that moved the user.</summary>
internal sealed class ObservedScorer : AlmMtaScorer
{
    private static readonly double[] One = [1];

    private readonly JourneyReader _reader;
    private readonly MediatorLogit _mediator;
    private readonly IBaseLogit _base;
    private readonly InterventionalResponse _response;
    private readonly InterventionalResponse[] _bootstraps;
    private readonly UpliftRank _rank;
    private readonly ShapleyQuadrature? _shapley;
    private readonly int _scratch, _partScratch;

    /// <summary>Packs the weights of <paramref name="model"/>.</summary>
    public ObservedScorer(AlmMtaModel model) : base(model.Settings)
    {
        _reader = new(model);
        CoreShape shape = _reader.Shape;
        int longest = Settings.MaxTouchpoints;
        _mediator = new(model, shape);
        _rank = new(new NamedArrays(model.Arrays, "").Get(UpliftRank.ArrayName).Values);
        (_base, _response) = ObservedOutcomeArrays.Read(model, shape);
        _bootstraps = [.. Enumerable.Range(0, Settings.BootstrapFits).Select(s => InterventionalResponse.Of(shape, longest, new NamedArrays(model.Arrays, $"bootstrap{s}.")))];
        _shapley = (Settings.Outputs & AlmMtaOutputs.ShapleyCredit) != 0 ? new(longest) : null;
        int widest = _bootstraps.Length > 0 ? _bootstraps[0].Scratch : 0;
        _partScratch = Math.Max(Math.Max(_mediator.Scratch, _base.Scratch), Math.Max(_response.Scratch, widest));

        // p, η and its variance, sums and squares over bootstraps [L]; PB, without one, a, F, folded [L+1].
        _scratch = _reader.Scratch + _partScratch + 5 * longest + 6 * (longest + 1);
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
        Span<double> p = DoubleScratch.Cut(ref scratch, length), eta = DoubleScratch.Cut(ref scratch, length);
        Span<double> distribution = DoubleScratch.Cut(ref scratch, length + 1), pull = DoubleScratch.Cut(ref scratch, length + 1);
        Span<double> response = DoubleScratch.Cut(ref scratch, length + 1);

        _mediator.Forward(row, eta, part);
        for (int j = 0; j < length; j++)
            p[j] = 1 / (1 + Math.Exp(-eta[j]));
        PoissonBinomial.Forward(p, distribution);
        _response.Effects(row.X, pull, part);

        double own = _base.Forward(row, part);
        FrontDoor.Response(pull, own, One, response);
        double observed = FrontDoor.Expectation(distribution, response);
        if (Settings.Effect == AlmMtaEffect.Do)
            _response.Response(row.X, pull, response, part);

        double whole = FrontDoor.Expectation(distribution, response);
        score.Length = length;
        score.ObservedProbability = (float)observed;
        score.Probability = (float)whole;
        score.BaseProbability = (float)response[0];
        if (!effects)
            return;
        double sum = Delete(row, p, distribution, response, whole, score, scratch, part);
        score.AdditivityGap = (float)(whole - response[0] - sum);
        _shapley?.Observed(p, response, score, scratch);
        Bound(row, p, distribution, own, score, scratch, part);
    }

    /// <summary>Writes the deletion effects on both scales; their sum.</summary>
    private double Delete(
        in EncodedRow row, ReadOnlySpan<double> p, ReadOnlySpan<double> distribution, ReadOnlySpan<double> response, double whole, AlmMtaScore score,
        Span<double> scratch, Span<double> part)
    {
        int length = row.Length;
        Span<double> without = DoubleScratch.Cut(ref scratch, length + 1), folded = DoubleScratch.Cut(ref scratch, length + 1);
        Span<double> shifted = DoubleScratch.Cut(ref scratch, length);
        if (Settings.Deletion == AlmMtaDeletion.DropShift)
            _mediator.Shifted(row, shifted, part);
        double sum = 0;
        for (int j = 0; j < length; j++)
        {
            double delta;
            switch (Settings.Deletion)
            {
                case AlmMtaDeletion.DropShift:
                    PoissonBinomial.Forward(shifted[..j], without);
                    delta = whole - FrontDoor.After(without[..(j + 1)], p[(j + 1)..], response, folded);
                    break;
                case AlmMtaDeletion.AllOccurrences:
                    int kept = Others(row, j, p, folded);
                    PoissonBinomial.Forward(folded[..kept], without);
                    delta = whole - FrontDoor.Expectation(without[..(kept + 1)], response[..(kept + 1)]);
                    break;
                default:
                    PoissonBinomial.LeaveOut(distribution, p[j], without);
                    delta = FrontDoor.Deletion(p[j], without[..length], response);
                    break;
            }

            sum += delta;
            score.Uplift[j] = (float)delta;
            score.UpliftLogit[j] = (float)FrontDoor.LogitDifference(whole, delta);
            score.Score[j] = _rank.Of((float)delta);
            score.Mediator[j] = (float)p[j];
        }

        return sum;
    }

    /// <summary>Writes intervals: the mediator's variance by the delta method, the outcome's by its bootstrap fits.</summary>
    private void Bound(
        in EncodedRow row, ReadOnlySpan<double> p, ReadOnlySpan<double> distribution, double own, AlmMtaScore score, Span<double> scratch, Span<double> part)
    {
        if (_bootstraps.Length == 0)
        {
            score.Uplift.CopyTo(score.Lower);
            score.Uplift.CopyTo(score.Upper);
            return;
        }

        int length = row.Length;
        Span<double> variance = DoubleScratch.Cut(ref scratch, length), sums = DoubleScratch.Cut(ref scratch, length), squares = DoubleScratch.Cut(ref scratch, length);
        Span<double> without = DoubleScratch.Cut(ref scratch, length + 1), effects = DoubleScratch.Cut(ref scratch, length + 1), response = DoubleScratch.Cut(ref scratch, length + 1);
        _mediator.Variance(row, variance, part);
        sums.Clear();
        squares.Clear();
        foreach (InterventionalResponse bootstrap in _bootstraps)
        {
            bootstrap.Effects(row.X, effects, part);
            if (Settings.Effect == AlmMtaEffect.Do)
                bootstrap.Response(row.X, effects, response, part);
            else
                FrontDoor.Response(effects, own, One, response);
            for (int j = 0; j < length; j++)
            {
                PoissonBinomial.LeaveOut(distribution, p[j], without);
                double delta = FrontDoor.Deletion(p[j], without[..length], response);
                sums[j] += delta;
                squares[j] += delta * delta;
            }
        }

        int fits = _bootstraps.Length;
        for (int j = 0; j < length; j++)
        {
            // Δ_j = p_j G_j with G_j free of η_j, so ∂Δ_j/∂η_j = (1 − p_j) Δ_j.
            double slope = (1 - p[j]) * score.Uplift[j];
            double outcome = Math.Max(0, squares[j] - sums[j] * sums[j] / fits) / (fits - 1);
            float half = (float)(Settings.IntervalWidth * Math.Sqrt(slope * slope * variance[j] + outcome));
            score.Lower[j] = score.Uplift[j] - half;
            score.Upper[j] = score.Uplift[j] + half;
        }
    }

    /// <summary>p of the touches with another item than touch <paramref name="j"/>; their number.</summary>
    private static int Others(in EncodedRow row, int j, ReadOnlySpan<double> p, Span<double> others)
    {
        int kept = 0, item = row.Keys[j];
        for (int k = 0; k < p.Length; k++)
        {
            // Touches of items never seen are different items, for all that is known.
            if (k != j && (item == 0 || row.Keys[k] != item))
                others[kept++] = p[k];
        }

        return kept;
    }
}
