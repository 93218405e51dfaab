// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

/// <summary>Parameters of a core that share a Gaussian prior.</summary>
internal sealed class CoreGroup
{
    /// <summary>Describes a stretch of a core's parameters.</summary>
    /// <param name="name">Name of the array in a model.</param>
    /// <param name="offset">First parameter.</param>
    /// <param name="length">Number of parameters.</param>
    /// <param name="precision">τ to begin with; 0 for a flat prior, which stays flat.</param>
    /// <param name="learningRateScale">Multiple of the step size.</param>
    /// <param name="isCoupled">Whether its parameters move together with those of other such groups.</param>
    public CoreGroup(string name, int offset, int length, double precision, double learningRateScale, bool isCoupled)
    {
        (Name, Offset, Length, Precision, LearningRateScale) = (name, offset, length, precision, learningRateScale);
        Adapts = precision > 0;
        IsCoupled = isCoupled;
    }

    /// <summary>Name of the array in a model.</summary>
    public string Name { get; }

    /// <summary>First parameter.</summary>
    public int Offset { get; }

    /// <summary>Number of parameters.</summary>
    public int Length { get; }

    /// <summary>τ, the precision of the prior N(0, 1/τ).</summary>
    public double Precision { get; set; }

    /// <summary>Multiple of the step size.</summary>
    public double LearningRateScale { get; }

    /// <summary>Whether empirical Bayes changes τ.</summary>
    public bool Adapts { get; }

    /// <summary>
    /// Whether a memory keeps its information together with that of the other coupled groups, correlations and all. Parameters that every row
    /// has a part in, such as an effect and an intercept, can make up for one another; a diagonal would hold each of them fast by itself.
    /// </summary>
    public bool IsCoupled { get; }

    /// <summary>This group's stretch of <paramref name="all"/>.</summary>
    public Span<double> Of(double[] all) => all.AsSpan(Offset, Length);
}
