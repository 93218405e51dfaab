// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.ML.Data;

namespace Microsoft.ML.Causal;

/// <summary>Scored rows with what a plan does with each; rows keep their order, so that the plan's row is the row's place.</summary>
internal sealed class PlannedDataView : IDataView
{
    private readonly IDataView _scored;
    private readonly float[][] _values;

    public PlannedDataView(IDataView scored, PolicyPlan plan, PolicyScores scores)
    {
        _scored = scored;
        float[] intensity = plan.RowIntensities.ToArray(), gain = new float[intensity.Length], spend = new float[intensity.Length];
        var decision = new RowDecision(plan.Groups[0].Policy, plan.Intensities);
        Dictionary<float, int> options = plan.Intensities.Index().ToDictionary(pair => pair.Item, pair => pair.Index);
        for (int i = 0; i < intensity.Length; i++)
        {
            if (intensity[i] == 0)
                continue;
            int option = options[intensity[i]];
            float p = scores.Curves[i * options.Count + option];
            gain[i] = (float)decision.Merit(option, scores.BaseProbability[i], p, price: 1);
            spend[i] = (float)decision.Cost(option, p);
        }

        _values = [intensity, gain, spend];
        var builder = new DataViewSchema.Builder();
        builder.AddColumns(scored.Schema);
        foreach (string name in (string[])["PlannedIntensity", "PlannedGain", "PlannedSpend"])
            builder.AddColumn(name, NumberDataViewType.Single);
        Schema = builder.ToSchema();
    }

    public DataViewSchema Schema { get; }

    public bool CanShuffle => false;

    public long? GetRowCount() => _values[0].Length;

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null)
    {
        ArgumentNullException.ThrowIfNull(columnsNeeded);
        var active = new bool[Schema.Count];
        foreach (DataViewSchema.Column column in columnsNeeded)
            active[column.Index] = true;
        return new PlannedCursor(Schema, _scored.GetRowCursor(_scored.Schema.Where(column => active[column.Index])), active, _values);
    }

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null) =>
        [GetRowCursor(columnsNeeded, rand)];
}
