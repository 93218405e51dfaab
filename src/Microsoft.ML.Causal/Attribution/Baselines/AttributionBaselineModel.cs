// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

/// <summary>A fitted method on plain arrays.</summary>
internal sealed class AttributionBaselineModel
{
    private readonly AttributionBaselineOptions _options;
    private readonly JourneyEncoding _encoding;
    private readonly ResidualAttribution? _residual;
    private readonly SequenceFit? _sequence;
    private readonly int _seed;

    private AttributionBaselineModel(
        AttributionMethod method, AttributionBaselineOptions options, JourneyEncoding encoding, ResidualAttribution? residual, SequenceFit? sequence, int seed) =>
        (Method, _options, _encoding, _residual, _sequence, _seed) = (method, options, encoding, residual, sequence, seed);

    /// <summary>The method.</summary>
    public AttributionMethod Method { get; }

    /// <summary>Fits a method.</summary>
    /// <param name="method">The method.</param>
    /// <param name="options">Widths and schedule.</param>
    /// <param name="data">Journeys, checked.</param>
    /// <param name="seed">Seed of all that is random.</param>
    /// <param name="monitor">Hears progress.</param>
    public static AttributionBaselineModel Fit(
        AttributionMethod method, AttributionBaselineOptions options, AlmMtaTrainingData data, int seed, ITrainingMonitor monitor)
    {
        JourneyEncoding encoding = JourneyEncoding.Fit(data);
        var journeys = new EncodedJourneys(data, encoding);
        if (method == AttributionMethod.DoubleMachineLearning)
            return new(method, options, encoding, ResidualAttribution.Fit(journeys, seed), null, seed);

        var inputs = new TowerInputs<float>(journeys);
        RowSplit split = RowSplit.Of(data, options.ValidationFraction, seed);
        float[]? weights = method == AttributionMethod.CausalMta ? JourneyDensityRatio.Fit(options, inputs, split.Training, seed) : null;
        var fit = new SequenceFit(method, options, inputs, weights, seed);
        fit.Run(split.Training, split.Validation, new RandomStream(seed, $"{method}/shuffling"), monitor);
        monitor.Message($"{method}: held-out loss {fit.ValidationLoss:F5} nats per row.");
        return new(method, options, encoding, null, fit, seed);
    }

    /// <summary>P(Y = 1) of each row and the credit of each touch.</summary>
    public (float[] Probabilities, float[] Credits) Score(AlmMtaTrainingData data)
    {
        var journeys = new EncodedJourneys(data, _encoding);
        return _residual is not null
            ? _residual.Score(journeys)
            : new SequenceScorer(_sequence!.Network, _sequence.Tape, _options, new TowerInputs<float>(journeys), _seed).Score();
    }
}
