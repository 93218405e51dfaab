// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>The rows of a data view that a trainer learns from: those with finite features, label and a positive weight.</summary>
internal sealed class TrainingRows
{
    public List<float[]> Features { get; } = [];

    /// <summary>Labels, Boolean ones as 0 and 1; empty when there is no label column.</summary>
    public List<float> Labels { get; } = [];

    /// <summary>Row weights; empty when there is no weight column.</summary>
    public List<float> Weights { get; } = [];

    /// <summary>How many rows were left out.</summary>
    public long Skipped { get; private set; }

    public static TrainingRows Read(IHost host, IDataView data, string features, string label, string weight)
    {
        DataViewSchema.Column? labelColumn = label is null ? null : data.Schema[label];
        DataViewSchema.Column? weightColumn = weight is null ? null : data.Schema[weight];
        DataViewSchema.Column featureColumn = data.Schema[features];
        DataViewSchema.Column[] columns =
            [featureColumn, .. new[] { labelColumn, weightColumn }.Where(c => c.HasValue).Select(c => c.Value).DistinctBy(c => c.Index)];

        var rows = new TrainingRows();
        using DataViewRowCursor cursor = data.GetRowCursor(columns);
        var reader = new DenseFeatures(cursor, featureColumn);
        ValueGetter<float> getLabel = labelColumn is { } l ? NumberGetter.Of(cursor, l) : null;
        ValueGetter<float> getWeight = weightColumn is { } w ? NumberGetter.Of(cursor, w) : null;
        while (cursor.MoveNext())
            rows.Add(reader.Current(), Value(getLabel, 0), Value(getWeight, 1), getLabel is not null, getWeight is not null);

        if (rows.Skipped > 0)
        {
            using IChannel channel = host.Start("Reading");
            channel.Warning(MessageSensitivity.None, "Skipped {0} instances with missing features, label or weight during training", rows.Skipped);
        }

        return rows;
    }

    private static float Value(ValueGetter<float> getter, float otherwise)
    {
        float value = otherwise;
        getter?.Invoke(ref value);
        return value;
    }

    private void Add(ReadOnlySpan<float> features, float label, float weight, bool hasLabel, bool hasWeight)
    {
        if (!float.IsFinite(label) || !float.IsFinite(weight) || weight <= 0 || !AllFinite(features))
        {
            Skipped++;
            return;
        }

        Features.Add(features.ToArray());
        if (hasLabel)
            Labels.Add(label);
        if (hasWeight)
            Weights.Add(weight);
    }

    private static bool AllFinite(ReadOnlySpan<float> values)
    {
        foreach (float value in values)
        {
            if (!float.IsFinite(value))
                return false;
        }

        return true;
    }
}
