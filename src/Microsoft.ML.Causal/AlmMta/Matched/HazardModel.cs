// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

/// <summary>The outcome of the matched form: Λ_j of each touch by its η, and Λ_s, the user's own wish, by b(T,x).</summary>
/// <remarks>
/// <code>Λ_j = exp(min(1, α + γ(η_j − η̄) + c·x)),   Λ_s = exp(min(2, b(T,x)))</code>
/// The contrast's π_j is Λ_j/Σ Λ exactly where γ = 1, and it alone is free of what users wish anyway. A γ that is fitted hears rows
/// against rows as well, where the confounder speaks: on the strong simulated setting it comes out at .74 and the effects too flat,
/// slope of the truth on them 1.40 rather than 1.09. So γ stays 1.
/// </remarks>
internal sealed class HazardModel
{
    /// <summary>Largest exponent of Λ_s.</summary>
    public const double LargestOwnExponent = 2;

    private const double StartRate = -3.5, StartOwn = -3;

    /// <summary>Lays out the parameters.</summary>
    /// <param name="shape">Sizes of the inputs.</param>
    /// <param name="training">Whether it is to be trained.</param>
    public HazardModel(CoreShape shape, bool training)
    {
        Touches = new(shape.Context, Parameters, fitsSlope: false, learningRateScale: 3);
        Base = new(shape, OutcomeTerms.None, Parameters);
        Parameters.Allocate(training);
        Touches.Start(StartRate);
        Base.Intercept = StartOwn;
    }

    /// <summary>θ and its priors.</summary>
    public CoreParameters Parameters { get; } = new();

    /// <summary>b(T,x).</summary>
    public OutcomeCore Base { get; }

    /// <summary>α, γ and c.</summary>
    public HazardRateCore Touches { get; }
}
