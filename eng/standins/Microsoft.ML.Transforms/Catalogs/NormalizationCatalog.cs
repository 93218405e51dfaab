// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.ML.Transforms;
using static Microsoft.ML.InputOutputColumnPair;

namespace Microsoft.ML;

/// <summary>Transforms that bring columns to a common scale.</summary>
public static class NormalizationCatalog
{
    public static NormalizingEstimator NormalizeMinMax(
        this TransformsCatalog catalog,
        string outputColumnName,
        string inputColumnName = null,
        long maximumExampleCount = 1000000000L,
        bool fixZero = true) =>
        new(
            catalog.Environment,
            NormalizationMode.MinMax,
            maximumExampleCount,
            fixZero,
            (outputColumnName, inputColumnName ?? outputColumnName));

    public static NormalizingEstimator NormalizeMinMax(
        this TransformsCatalog catalog, InputOutputColumnPair[] columns, long maximumExampleCount = 1000000000L, bool fixZero = true) =>
        new(catalog.Environment, NormalizationMode.MinMax, maximumExampleCount, fixZero, ConvertToValueTuples(columns));

    public static NormalizingEstimator NormalizeMeanVariance(
        this TransformsCatalog catalog,
        string outputColumnName,
        string inputColumnName = null,
        long maximumExampleCount = 1000000000L,
        bool fixZero = true,
        bool useCdf = false) =>
        MeanVariance(catalog, maximumExampleCount, fixZero, useCdf, (outputColumnName, inputColumnName ?? outputColumnName));

    public static NormalizingEstimator NormalizeMeanVariance(
        this TransformsCatalog catalog,
        InputOutputColumnPair[] columns,
        long maximumExampleCount = 1000000000L,
        bool fixZero = true,
        bool useCdf = false) =>
        MeanVariance(catalog, maximumExampleCount, fixZero, useCdf, ConvertToValueTuples(columns));

    private static NormalizingEstimator MeanVariance(
        TransformsCatalog catalog, long maximumExampleCount, bool fixZero, bool useCdf, params (string, string)[] columns) =>
        useCdf
            ? throw new NotSupportedException(
                "NormalizeMeanVariance with useCdf is not part of this stand-in for ML.NET; use the Microsoft.ML package.")
            : new(catalog.Environment, NormalizationMode.MeanVariance, maximumExampleCount, fixZero, columns);
}
