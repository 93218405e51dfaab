// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

/// <summary>How the values of a dimension lie.</summary>
public enum SweepScale
{
    /// <summary>Numbers, each as likely as any other.</summary>
    Uniform,

    /// <summary>Numbers whose logarithms are each as likely as any other.</summary>
    LogUniform,

    /// <summary>Whole numbers.</summary>
    Integer,

    /// <summary>Whole numbers, smaller ones closer together.</summary>
    LogInteger,

    /// <summary>One of a list, without an order.</summary>
    Choice,
}
