// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

/// <summary>The outcome's core: b(T,x) and a(h,x) with one set of parameters.</summary>
internal sealed class OutcomeModel
{
    /// <summary>Lays out the parameters.</summary>
    /// <param name="shape">Sizes of the inputs.</param>
    /// <param name="largest">Longest journey.</param>
    /// <param name="training">Whether it is to be trained.</param>
    public OutcomeModel(CoreShape shape, int largest, bool training)
    {
        Effect = new(shape.Context, largest, Parameters);
        Base = new(shape, OutcomeTerms.ClusterContext | OutcomeTerms.ContentPairs, Parameters);
        Parameters.Allocate(training);
        Effect.Start();
        Base.Intercept = -3;
    }

    /// <summary>θ and its priors.</summary>
    public CoreParameters Parameters { get; } = new();

    /// <summary>b(T,x).</summary>
    public OutcomeCore Base { get; }

    /// <summary>a(h,x).</summary>
    public MediatorEffectCore Effect { get; }
}
