// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.ML.Runtime;

namespace Microsoft.ML.Causal;

/// <summary>A fitted method of the literature, to credit touches beside ALM-MTA.</summary>
/// <remarks>
/// These are small re-implementations for comparison, with what is essential to each method and one schedule for all; they are not saved.
/// None is protected against what moves touches and outcome alike and is in no column: on data with such a confounder they order touches at
/// chance, however well they predict. Made by <see cref="AttributionCatalog.Baseline"/>.
/// </remarks>
public sealed class AttributionBaseline
{
    private readonly AlmMtaOptions _columns;
    private readonly AttributionBaselineModel _model;
    private readonly int _seed;

    private AttributionBaseline(AlmMtaOptions columns, AttributionBaselineModel model, int seed) => (_columns, _model, _seed) = (columns, model, seed);

    /// <summary>Gets the method.</summary>
    public AttributionMethod Method => _model.Method;

    /// <summary>Credits the touches of journeys with the columns of those that were fitted, labels among them.</summary>
    /// <param name="journeys">The journeys.</param>
    /// <exception cref="ArgumentException">A column is missing or of another type.</exception>
    public AttributionCredits Credit(IDataView journeys)
    {
        ArgumentNullException.ThrowIfNull(journeys);
        AlmMtaTrainingData data = AlmMtaRowReader.Read(_columns, journeys, _seed).Data;
        (float[] probabilities, float[] credits) = _model.Score(data);
        return new(probabilities, [.. Enumerable.Range(0, data.Rows).Select(i => credits[data.Offsets[i]..data.Offsets[i + 1]])]);
    }

    internal static AttributionBaseline Fit(MLContext mlContext, AttributionMethod method, IDataView journeys, AlmMtaOptions columns, AttributionBaselineOptions options)
    {
        columns = columns.Validated();
        IHost host = ((IHostEnvironment)mlContext).Register("AttributionBaseline");
        int seed = options.Validated().Seed ?? host.Rand.Next();
        using var log = new TrainingLog(host);
        AlmMtaTrainingData data = AlmMtaRowReader.Read(columns, journeys, seed).Data;
        AlmMtaTrainingDataChecks.Check(columns, data);
        return new(columns, AttributionBaselineModel.Fit(method, options, data, seed, log), seed);
    }
}
