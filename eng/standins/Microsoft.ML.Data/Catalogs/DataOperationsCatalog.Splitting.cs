// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML;

public sealed partial class DataOperationsCatalog
{
    public TrainTestData TrainTestSplit(IDataView data, double testFraction = 0.1, string samplingKeyColumnName = null, int? seed = null)
    {
        Environment.CheckValue(data, nameof(data));
        Environment.CheckParam(testFraction is > 0 and < 1, nameof(testFraction), "Must be between 0 and 1 exclusive");
        RowPlacement placement = RowPlacement.Create(Environment, data, samplingKeyColumnName, SplitSeed(seed));
        return new(placement.Keep(data, v => !(v >= 0 && v < testFraction)), placement.Keep(data, v => v >= 0 && v < testFraction));
    }

    public IReadOnlyList<TrainTestData> CrossValidationSplit(
        IDataView data, int numberOfFolds = 5, string samplingKeyColumnName = null, int? seed = null)
    {
        Environment.CheckValue(data, nameof(data));
        Environment.CheckParam(numberOfFolds > 1, nameof(numberOfFolds), "Must be more than 1");
        RowPlacement placement = RowPlacement.Create(Environment, data, samplingKeyColumnName, SplitSeed(seed));
        var folds = new TrainTestData[numberOfFolds];
        for (int fold = 0; fold < numberOfFolds; fold++)
        {
            double from = (double)fold / numberOfFolds, to = (double)(fold + 1) / numberOfFolds;
            // Closed on both sides, as in ML.NET: a row exactly on a border is tested twice.
            bool Inside(double v) => v >= from && v <= to;
            folds[fold] = new(placement.Keep(data, v => !Inside(v)), placement.Keep(data, Inside));
        }

        return folds;
    }

    // The context's own seed, not a draw from its stream: two splits of one context agree.
    private int SplitSeed(int? seed) => seed ?? (Environment as Host)?.Seed ?? DefaultSeed;

    /// <summary>The two parts of a split.</summary>
    public struct TrainTestData
    {
        public readonly IDataView TrainSet;
        public readonly IDataView TestSet;

        internal TrainTestData(IDataView trainSet, IDataView testSet)
        {
            TrainSet = trainSet;
            TestSet = testSet;
        }
    }
}
