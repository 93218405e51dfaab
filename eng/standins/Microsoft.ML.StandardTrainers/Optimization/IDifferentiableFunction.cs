// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Trainers;

/// <summary>A differentiable function to minimise.</summary>
internal interface IDifferentiableFunction
{
    int Dimension { get; }

    /// <summary>The value at a point; the derivatives go into <paramref name="gradient"/>.</summary>
    double Evaluate(ReadOnlySpan<double> point, Span<double> gradient);
}
