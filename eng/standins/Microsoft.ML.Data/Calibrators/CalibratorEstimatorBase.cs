// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Calibrators;

/// <summary>Base of the estimators that learn to turn scores into probabilities.</summary>
public abstract class CalibratorEstimatorBase<TICalibrator> : IEstimator<CalibratorTransformer<TICalibrator>>
    where TICalibrator : class, ICalibrator
{
    private protected CalibratorEstimatorBase(IHost host, string label, string score, string weight)
    {
        Host = host;
        Label = label;
        Score = score;
        Weight = weight;
    }

    private protected IHost Host { get; }

    /// <summary>Name of the label column; null when nothing is learnt from labels.</summary>
    private protected string Label { get; }

    private protected string Score { get; }

    private protected string Weight { get; }

    public CalibratorTransformer<TICalibrator> Fit(IDataView input)
    {
        Host.CheckValue(input, nameof(input));
        return Train(input);
    }

    SchemaShape IEstimator<CalibratorTransformer<TICalibrator>>.GetOutputSchema(SchemaShape inputSchema)
    {
        Host.CheckValue(inputSchema, nameof(inputSchema));
        SchemaShape.Column score = Find(inputSchema, Score, "score");
        if (Label is not null)
            Find(inputSchema, Label, "label");
        if (Weight is not null)
            Find(inputSchema, Weight, "weight");

        SchemaShape.Column normalized = new(
            AnnotationUtils.Kinds.IsNormalized, SchemaShape.Column.VectorKind.Scalar, BooleanDataViewType.Instance, false);
        return inputSchema.With(new SchemaShape.Column(
            DefaultColumnNames.Probability, SchemaShape.Column.VectorKind.Scalar, NumberDataViewType.Single, false,
            new([normalized, .. score.Annotations.Where(annotation => annotation.Name != normalized.Name)])));
    }

    private protected abstract CalibratorTransformer<TICalibrator> Train(IDataView input);

    private SchemaShape.Column Find(SchemaShape inputSchema, string name, string role) =>
        inputSchema.TryFindColumn(name, out SchemaShape.Column found)
            ? found
            : throw Host.ExceptSchemaMismatch(nameof(inputSchema), role, name);
}
