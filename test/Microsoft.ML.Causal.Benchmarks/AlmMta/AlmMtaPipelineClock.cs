// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.ML.Data;

namespace Microsoft.ML.Causal.Benchmarks;

/// <summary>ALM-MTA as a component of a pipeline: reading, training and scoring of drawn journeys that are in memory as objects.</summary>
internal sealed class AlmMtaPipelineClock
{
    private const int Rounds = 7;
    private readonly MLContext _mlContext = new(seed: 1);
    private readonly AlmMtaOptions _options;
    private readonly IDataView _training, _test;
    private readonly int _journeys;
    private AlmMtaTransformer? _model;

    /// <param name="rows">Rows drawn.</param>
    public AlmMtaPipelineClock(int rows)
    {
        AttributionSample sample = AttributionSample.Draw(rows: rows, seed: 1);
        AttributionRow[] training = [.. AttributionRows.Of(sample, AttributionSplit.Train), .. AttributionRows.Of(sample, AttributionSplit.Validation)];
        AttributionRow[] test = [.. AttributionRows.Of(sample, AttributionSplit.Test)];
        _training = _mlContext.Data.LoadFromEnumerable(training);
        _test = _mlContext.Data.LoadFromEnumerable(test);
        _journeys = test.Length;
        Item[] items = [.. Enumerable.Range(0, AttributionWorld.Items).Select(
            item => new Item { Key = (uint)item, Content = [.. sample.World.Content(item).ToArray().Select(v => (float)v)] })];
        _options = new()
        {
            TouchKeyColumnNames = [nameof(AttributionRow.Item)],
            ClusterColumnName = nameof(AttributionRow.Cluster),
            ItemContent = new(_mlContext.Data.LoadFromEnumerable(items)) { ItemColumnName = nameof(Item.Key) },
            ProxyColumnName = nameof(AttributionRow.ProxyMedium),
            ExactMatchColumnName = nameof(AttributionRow.MatchStrict),
            UserColumnName = nameof(AttributionRow.User),
            Stack = AlmMtaStack.Off,
            Seed = 1,
        };
    }

    /// <summary>Reads the journeys, trains, and packs the model as a chain of transformers.</summary>
    public void Fit() => _model = _mlContext.Causal().AlmMta(_options).Fit(_training);

    /// <summary>Processor seconds a journey of reading the columns that scoring needs.</summary>
    public double Read() => Time(_test, ["Context", "Item", "Cluster"]);

    /// <summary>Processor seconds a journey of reading and scoring.</summary>
    public double Score() => Time(_model!.Transform(_test), ["Probability", "ObservedProbability", "Uplift", "UpliftLogit", "Score", "UpliftLower", "UpliftUpper"]);

    private double Time(IDataView view, string[] columns)
    {
        DataViewSchema.Column[] wanted = [.. view.Schema.Where(column => columns.Contains(column.Name))];
        List<double> seconds = [];
        for (int round = 0; round < Rounds; round++)
            seconds.Add(TwoClocks.Of(Pass).Processor / _journeys);
        return seconds.Order().ElementAt(Rounds / 2);

        void Pass()
        {
            using DataViewRowCursor cursor = view.GetRowCursor(wanted);
            Action[] reads = [.. wanted.Select(column => Reader(cursor, column))];
            while (cursor.MoveNext())
            {
                foreach (Action read in reads)
                    read();
            }
        }
    }

    private static Action Reader(DataViewRow row, DataViewSchema.Column column) => column.Type is VectorDataViewType vector
        ? vector.ItemType is KeyDataViewType ? Reader<VBuffer<uint>>(row, column) : Reader<VBuffer<float>>(row, column)
        : Reader<float>(row, column);

    private static Action Reader<T>(DataViewRow row, DataViewSchema.Column column)
    {
        ValueGetter<T> getter = row.GetGetter<T>(column);
        T value = default!;
        return () => getter(ref value);
    }

    /// <summary>An item of the catalogue.</summary>
    private sealed class Item
    {
        [KeyType(AttributionWorld.Items)]
        public uint Key { get; set; }

        [VectorType(AttributionWorld.ContentWidth)]
        public float[] Content { get; set; } = [];
    }
}
