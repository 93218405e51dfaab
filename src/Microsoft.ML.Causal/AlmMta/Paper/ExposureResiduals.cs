// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

/// <summary>What the context leaves unexplained of the outcome and of exposures: y − m̂(x) and counts − ê(x), cross-fitted.</summary>
/// <remarks>m̂ and ê_k are ridge regressions on (x, x_i x_k); those that judge a row were fitted without any row of its user's fold.</remarks>
internal sealed class ExposureResiduals
{
    private readonly EncodedJourneys _journeys;
    private readonly int[] _foldOf;
    private readonly double[][] _coefficients;
    private readonly int _width, _clusters;

    private ExposureResiduals(EncodedJourneys journeys, int[] foldOf, double[][] coefficients)
    {
        (_journeys, _foldOf, _coefficients) = (journeys, foldOf, coefficients);
        CoreShape shape = journeys.Encoding.Shape;
        (_width, _clusters) = (shape.Context + shape.Products, shape.Clusters);
    }

    /// <summary>Fits the regressions of every fold.</summary>
    /// <param name="journeys">Journeys with clusters.</param>
    /// <param name="training">Rows to learn from.</param>
    /// <param name="folds">Number of folds.</param>
    /// <param name="penalty">α of the ridge.</param>
    /// <param name="seed">Seed of the folds.</param>
    public static ExposureResiduals Fit(EncodedJourneys journeys, int[] training, int folds, double penalty, int seed)
    {
        AlmMtaTrainingData data = journeys.Data;
        CoreShape shape = journeys.Encoding.Shape;
        int width = shape.Context + shape.Products, count = 1 + shape.Clusters;
        int[] foldOf = UserFolds.Draw(data, folds, new RandomStream(seed, "exposure residuals"));
        var coefficients = new double[folds][];
        for (int fold = 0; fold < folds; fold++)
        {
            // A fold that nobody is in judges nobody.
            int[] rows = [.. training.Where(i => foldOf[i] != fold)];
            rows = rows.Length > 0 ? rows : training;
            double[] features = new double[rows.Length * width], targets = new double[rows.Length * count];
            for (int r = 0; r < rows.Length; r++)
            {
                Describe(journeys, rows[r], features.AsSpan(r * width, width));
                Span<double> target = targets.AsSpan(r * count, count);
                target[0] = data.Label[rows[r]] ? 1 : 0;
                for (int j = data.Offsets[rows[r]]; j < data.Offsets[rows[r] + 1]; j++)
                {
                    if (data.Cluster![j] > 0)
                        target[data.Cluster[j]]++;
                }
            }

            coefficients[fold] = RidgeRegression.FitMany(features, targets, [], width, count, penalty);
        }

        return new(journeys, foldOf, coefficients);
    }

    /// <summary>Writes the residuals of rows.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="response">Receives y − m̂(x), [n].</param>
    /// <param name="exposure">Receives counts − ê(x), [n,K].</param>
    public void Write(ReadOnlySpan<int> rows, Span<float> response, Span<float> exposure)
    {
        AlmMtaTrainingData data = _journeys.Data;
        Span<double> features = DoubleScratch.Take(_width);
        for (int r = 0; r < rows.Length; r++)
        {
            int i = rows[r];
            Describe(_journeys, i, features);
            double[] coefficients = _coefficients[_foldOf[i]];
            response[r] = (float)((data.Label[i] ? 1 : 0) - Predict(coefficients, 0, features));
            Span<float> own = exposure.Slice(r * _clusters, _clusters);
            for (int k = 0; k < _clusters; k++)
                own[k] = -(float)Predict(coefficients, k + 1, features);
            for (int j = data.Offsets[i]; j < data.Offsets[i + 1]; j++)
            {
                if (data.Cluster![j] > 0)
                    own[data.Cluster[j] - 1]++;
            }
        }
    }

    private double Predict(double[] coefficients, int target, ReadOnlySpan<double> features)
    {
        ReadOnlySpan<double> own = coefficients.AsSpan(target * (_width + 1), _width + 1);
        return own[_width] + DoubleSpan.Dot(own[.._width], features);
    }

    private static void Describe(EncodedJourneys journeys, int i, Span<double> features)
    {
        ReadOnlySpan<double> x = journeys.Row(i).X;
        x.CopyTo(features);
        journeys.Encoding.Shape.Expand(x, features[x.Length..]);
    }
}
