// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Calibrators;

/// <summary>Fits a sigmoid to scores, P(y = 1) = 1 / (1 + exp(slope · score + offset)), with Platt's softened targets.</summary>
internal static class PlattFitter
{
    private const int MostSteps = 100;

    /// <param name="scores">Score of each row.</param>
    /// <param name="labels">Whether each row is positive.</param>
    /// <param name="weights">Weight of each row; empty when every row weighs 1.</param>
    public static (double Slope, double Offset) Fit(ReadOnlySpan<float> scores, ReadOnlySpan<bool> labels, ReadOnlySpan<float> weights)
    {
        double positive = 0, negative = 0;
        for (int i = 0; i < scores.Length; i++)
        {
            double weight = weights.IsEmpty ? 1 : weights[i];
            if (labels[i])
                positive += weight;
            else
                negative += weight;
        }

        // Targets short of 0 and 1 keep the sigmoid finite where the scores separate the classes.
        double high = (positive + 1) / (positive + 2), low = 1 / (negative + 2);
        double slope = 0, offset = Math.Log((negative + 1) / (positive + 1));
        double loss = Loss(scores, labels, weights, high, low, slope, offset);
        for (int step = 0; step < MostSteps; step++)
        {
            (double slopeStep, double offsetStep) = NewtonStep(scores, labels, weights, high, low, slope, offset);
            double length = 1, next = double.PositiveInfinity;
            for (; length > 1e-10; length /= 2)
            {
                next = Loss(scores, labels, weights, high, low, slope + (length * slopeStep), offset + (length * offsetStep));
                if (next < loss)
                    break;
            }

            if (!(next < loss))
                break;
            slope += length * slopeStep;
            offset += length * offsetStep;
            bool converged = loss - next < 1e-12 * (1 + Math.Abs(loss));
            loss = next;
            if (converged)
                break;
        }

        return (slope, offset);
    }

    private static (double Slope, double Offset) NewtonStep(
        ReadOnlySpan<float> scores, ReadOnlySpan<bool> labels, ReadOnlySpan<float> weights,
        double high, double low, double slope, double offset)
    {
        // The ridge keeps the step finite where all scores are equal.
        double h11 = 1e-12, h22 = 1e-12, h12 = 0, g1 = 0, g2 = 0;
        for (int i = 0; i < scores.Length; i++)
        {
            double weight = weights.IsEmpty ? 1 : weights[i];
            double p = 1 / (1 + Math.Exp((slope * scores[i]) + offset));
            double error = weight * ((labels[i] ? high : low) - p), curvature = weight * p * (1 - p);
            g1 += scores[i] * error;
            g2 += error;
            h11 += scores[i] * (double)scores[i] * curvature;
            h12 += scores[i] * curvature;
            h22 += curvature;
        }

        double determinant = (h11 * h22) - (h12 * h12);
        return (-((h22 * g1) - (h12 * g2)) / determinant, -((h11 * g2) - (h12 * g1)) / determinant);
    }

    private static double Loss(
        ReadOnlySpan<float> scores, ReadOnlySpan<bool> labels, ReadOnlySpan<float> weights,
        double high, double low, double slope, double offset)
    {
        double sum = 0;
        for (int i = 0; i < scores.Length; i++)
        {
            double target = labels[i] ? high : low, z = (slope * scores[i]) + offset;

            // −t·log p − (1−t)·log(1−p) with p = 1/(1+eᶻ), written so that no exponential overflows.
            double softplus = z > 0 ? z + Math.Log(1 + Math.Exp(-z)) : Math.Log(1 + Math.Exp(z));
            sum += (weights.IsEmpty ? 1 : weights[i]) * (softplus - ((1 - target) * z));
        }

        return sum;
    }
}
