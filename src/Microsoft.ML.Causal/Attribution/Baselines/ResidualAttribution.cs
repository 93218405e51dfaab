// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

/// <summary>Double machine learning by channel: what is left of the outcome, on what is left of the touches.</summary>
/// <remarks>
/// <code>
/// y − m̂(x) = Σ_k θ_k (n_k − ê_k(x)) + ε,   n_k touches of channel k;   m̂, ê ridge regressions on x and its products, cross-fitted by user
/// </code>
/// </remarks>
internal sealed class ResidualAttribution
{
    private const int Folds = 2;
    private const double Penalty = 10;

    private readonly double[][] _outcome;
    private readonly double[][][] _exposure;
    private readonly double[] _effects;
    private readonly int _channels;

    private ResidualAttribution(double[][] outcome, double[][][] exposure, double[] effects, int channels) =>
        (_outcome, _exposure, _effects, _channels) = (outcome, exposure, effects, channels);

    /// <summary>Fits.</summary>
    public static ResidualAttribution Fit(EncodedJourneys journeys, int seed)
    {
        AlmMtaTrainingData data = journeys.Data;
        int channels = Channels(journeys), width = Width(journeys);
        double[] features = Features(journeys), counts = Counts(journeys, channels);
        int[] foldOf = UserFolds.Draw(data, Folds, new RandomStream(seed, "residual folds"));
        double[] residual = new double[data.Rows], left = new double[data.Rows * channels];
        var outcome = new double[Folds][];
        var exposure = new double[Folds][][];
        for (int fold = 0; fold < Folds; fold++)
        {
            int current = fold;
            int[] seen = [.. Enumerable.Range(0, data.Rows).Where(i => foldOf[i] != current)];
            double[] x = [.. seen.SelectMany(i => features[(i * width)..((i + 1) * width)])];
            outcome[fold] = RidgeRegression.Fit(x, [.. seen.Select(i => data.Label[i] ? 1.0 : 0)], default, width, Penalty);
            exposure[fold] = [.. Enumerable.Range(0, channels).Select(k => RidgeRegression.Fit(x, [.. seen.Select(i => counts[i * channels + k])], default, width, Penalty))];
            for (int i = 0; i < data.Rows; i++)
            {
                if (foldOf[i] != fold)
                    continue;
                ReadOnlySpan<double> row = features.AsSpan(i * width, width);
                residual[i] = (data.Label[i] ? 1 : 0) - Predict(outcome[fold], row);
                for (int k = 0; k < channels; k++)
                    left[i * channels + k] = counts[i * channels + k] - Predict(exposure[fold][k], row);
            }
        }

        return new(outcome, exposure, RidgeRegression.Fit(left, residual, default, channels, Penalty), channels);
    }

    /// <summary>P(Y = 1), held in [0, 1], and credits of all rows.</summary>
    public (float[] Probabilities, float[] Credits) Score(EncodedJourneys journeys)
    {
        AlmMtaTrainingData data = journeys.Data;
        int width = Width(journeys);
        double[] features = Features(journeys), counts = Counts(journeys, _channels);
        float[] probabilities = new float[data.Rows], credits = new float[data.Touches];
        for (int i = 0; i < data.Rows; i++)
        {
            double sum = _effects[_channels];
            for (int fold = 0; fold < Folds; fold++)
            {
                ReadOnlySpan<double> row = features.AsSpan(i * width, width);
                sum += Predict(_outcome[fold], row) / Folds;
                for (int k = 0; k < _channels; k++)
                    sum += _effects[k] * (counts[i * _channels + k] - Predict(_exposure[fold][k], row)) / Folds;
            }

            probabilities[i] = (float)Math.Clamp(sum, 0, 1);
            for (int j = data.Offsets[i]; j < data.Offsets[i + 1]; j++)
                credits[j] = ChannelOf(data, j) is > 0 and int code ? (float)_effects[code - 1] : 0;
        }

        return (probabilities, credits);
    }

    private static int ChannelOf(AlmMtaTrainingData data, int touch) => (data.Cluster ?? data.Keys[0])[touch];

    private static int Channels(EncodedJourneys journeys) =>
        journeys.Encoding.Shape.Clusters > 0 ? journeys.Encoding.Shape.Clusters : journeys.Encoding.Shape.KeyCardinalities[0];

    private static int Width(EncodedJourneys journeys) => journeys.Encoding.Shape.Context + journeys.Encoding.Shape.Products;

    private static double Predict(double[] weights, ReadOnlySpan<double> row) => weights[^1] + DoubleSpan.Dot(weights.AsSpan(0, row.Length), row);

    private static double[] Features(EncodedJourneys journeys)
    {
        int width = Width(journeys), context = journeys.Encoding.Shape.Context;
        var features = new double[journeys.Data.Rows * width];
        for (int i = 0; i < journeys.Data.Rows; i++)
        {
            ReadOnlySpan<double> x = journeys.Row(i).X;
            Span<double> row = features.AsSpan(i * width, width);
            x.CopyTo(row);
            journeys.Encoding.Shape.Expand(x, row[context..]);
        }

        return features;
    }

    private static double[] Counts(EncodedJourneys journeys, int channels)
    {
        AlmMtaTrainingData data = journeys.Data;
        var counts = new double[data.Rows * channels];
        for (int i = 0; i < data.Rows; i++)
        for (int j = data.Offsets[i]; j < data.Offsets[i + 1]; j++)
        {
            if (ChannelOf(data, j) is > 0 and int code && code <= channels)
                counts[i * channels + code - 1]++;
        }

        return counts;
    }
}
