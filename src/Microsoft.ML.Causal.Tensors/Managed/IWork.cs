// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

/// <summary>Work in numbered parts that do not depend on each other.</summary>
internal interface IWork
{
    /// <summary>Does one part; called from several threads, once for each part.</summary>
    void Run(int part);
}
