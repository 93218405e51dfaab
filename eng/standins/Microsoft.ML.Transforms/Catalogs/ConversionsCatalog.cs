// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.ML.Transforms;

namespace Microsoft.ML;

/// <summary>Further transforms of types.</summary>
public static class ConversionsCatalog
{
    public static KeyToBinaryVectorMappingEstimator MapKeyToBinaryVector(
        this TransformsCatalog.ConversionTransforms catalog, string outputColumnName, string inputColumnName = null) =>
        new(catalog.Environment, (outputColumnName, inputColumnName ?? outputColumnName));
}
