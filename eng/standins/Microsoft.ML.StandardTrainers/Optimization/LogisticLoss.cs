// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Trainers;

/// <summary>The log-loss of a linear model summed over the rows, plus half the L2 term on the weights; the bias comes first.</summary>
internal sealed class LogisticLoss(IReadOnlyList<float[]> rows, float[] labels, float[] weights, int features, float l2)
    : IDifferentiableFunction
{
    public int Dimension => features + 1;

    public double Evaluate(ReadOnlySpan<double> point, Span<double> gradient)
    {
        gradient.Clear();
        ReadOnlySpan<double> coefficients = point[1..];
        Span<double> slopes = gradient[1..];
        double loss = 0;
        for (int i = 0; i < rows.Count; i++)
        {
            float[] row = rows[i];
            double margin = point[0];
            for (int f = 0; f < row.Length; f++)
                margin += coefficients[f] * row[f];

            double weight = weights.Length == 0 ? 1 : weights[i], sign = labels[i] > 0 ? 1 : -1, z = -sign * margin;
            loss += weight * (z > 0 ? z + Math.Log(1 + Math.Exp(-z)) : Math.Log(1 + Math.Exp(z)));
            double slope = -sign * weight / (1 + Math.Exp(-z));
            gradient[0] += slope;
            for (int f = 0; f < row.Length; f++)
                slopes[f] += slope * row[f];
        }

        for (int f = 0; f < features; f++)
        {
            loss += 0.5 * l2 * coefficients[f] * coefficients[f];
            slopes[f] += l2 * coefficients[f];
        }

        return loss;
    }
}
