// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Runtime.InteropServices;
using Microsoft.ML.Data;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Microsoft.ML.Transforms;

namespace Microsoft.ML.Causal.Tests.Conformance;

/// <summary>
/// What keeps a fitted model inside an ML.NET model file: a constant key, a map from that key to one long text, and a
/// contract that reads the text; copies around them turn the caller's column names into fixed ones and back.
/// </summary>
[TestClass]
public class CarriedStateTests
{
    private const string KeyContract = "Microsoft.ML.Causal.Tests/Conformance/Key", ScoreContract = "Microsoft.ML.Causal.Tests/Conformance/Score";

    private readonly MLContext _ml = new(seed: 1);

    private sealed class Row
    {
        [VectorType(2)]
        public float[] MyFeatures { get; set; } = [0, 0];
    }

    public sealed class NoInput
    {
    }

    public sealed class KeyOutput
    {
        [ColumnName("@Key")]
        public int Key { get; set; }
    }

    [CustomMappingFactoryAttribute(KeyContract)]
    public sealed class KeyFactory : CustomMappingFactory<NoInput, KeyOutput>
    {
        public override Action<NoInput, KeyOutput> GetMapping() => (_, result) => result.Key = 1;
    }

    public sealed class ScoreInput
    {
        [ColumnName("@State")]
        public ReadOnlyMemory<char> State { get; set; }

        [ColumnName("@Features")]
        public VBuffer<float> Features { get; set; }
    }

    public sealed class ScoreOutput
    {
        [ColumnName("@Score")]
        public float Score { get; set; }

        [ColumnName("@StateObject")]
        public int StateObject { get; set; }
    }

    [CustomMappingFactoryAttribute(ScoreContract)]
    public sealed class ScoreFactory : CustomMappingFactory<ScoreInput, ScoreOutput>
    {
        public override Action<ScoreInput, ScoreOutput> GetMapping() => (row, result) =>
        {
            ReadOnlySpan<char> state = row.State.Span;
            int comma = state.IndexOf(',');
            result.Score = float.Parse(state[..comma]) * row.Features.GetItemOrDefault(0)
                + float.Parse(state[(comma + 1)..state.IndexOf(';')]) * row.Features.GetItemOrDefault(1);
            // The same text object row after row, not a copy: that is what makes decoding it only once possible.
            result.StateObject = MemoryMarshal.TryGetString(row.State, out string? text, out _, out _)
                ? System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(text) : -1;
        };
    }

    private IDataView View(params float[][] features) =>
        _ml.Data.LoadFromEnumerable(features.Select(pair => new Row { MyFeatures = pair }).ToArray());

    private TransformerChain<ITransformer> Fitted(string state) => new EstimatorChain<ITransformer>()
        .Append<ITransformer>(_ml.Transforms.CopyColumns("@Features", "MyFeatures"))
        .Append<ITransformer>(_ml.Transforms.CustomMapping(new KeyFactory().GetMapping(), KeyContract))
        .Append<ITransformer>(_ml.Transforms.Conversion.MapValue("@State", new Dictionary<int, string> { [1] = state }, "@Key"))
        .Append<ITransformer>(_ml.Transforms.CustomMapping(new ScoreFactory().GetMapping(), ScoreContract))
        .Append<ITransformer>(_ml.Transforms.CopyColumns("MyScore", "@Score"))
        .Append<ITransformer>(_ml.Transforms.DropColumns("@Features", "@Key", "@State", "@Score"))
        .Fit(View([0, 0]));

    [TestMethod]
    public void Chain_LeavesOnlyTheCallersColumns()
    {
        IDataView scored = Fitted("2,-1;").Transform(View([1, 1], [3, 0]));

        CollectionAssert.AreEqual(new[] { "MyFeatures", "@StateObject", "MyScore" }, scored.Schema.VisibleNames());
        CollectionAssert.AreEqual(new[] { 1f, 6f }, scored.Values<float>("MyScore"));
    }

    [TestMethod]
    public void Chain_SavedAndLoadedByAFreshContext_ScoresTheSameBits()
    {
        TransformerChain<ITransformer> model = Fitted("0.1,0.3;");
        IDataView view = View([.. Enumerable.Range(0, 300).Select(i => new[] { i * 0.37f, -i * 0.11f })]);
        using var file = new TemporaryFile();
        _ml.Model.Save(model, view.Schema, file.Path);

        ITransformer loaded = new MLContext().Model.Load(file.Path, out DataViewSchema schema);
        using PredictionEngine<Row, Result> engine = _ml.Model.CreatePredictionEngine<Row, Result>(loaded, schema);
        float[] expected = model.Transform(view).Values<float>("MyScore");

        CollectionAssert.AreEqual(expected, loaded.Transform(view).Values<float>("MyScore"));
        for (int i = 0; i < 300; i++)
            Assert.AreEqual(expected[i], engine.Predict(new Row { MyFeatures = [i * 0.37f, -i * 0.11f] }).MyScore);
    }

    private sealed class Result
    {
        public float MyScore { get; set; }
    }

    [TestMethod]
    public void State_ThatIsLong_TravelsByReference()
    {
        string state = "1,1;" + new string('A', 3_000_000);
        TransformerChain<ITransformer> model = Fitted(state);
        using var stream = new MemoryStream();
        _ml.Model.Save(model, View([0, 0]).Schema, stream);
        stream.Position = 0;
        ITransformer loaded = new MLContext().Model.Load(stream, out _);

        IDataView scored = loaded.Transform(View([.. Enumerable.Range(0, 2000).Select(i => new float[] { i, 0 })]));

        Assert.AreEqual(1, scored.Values<int>("@StateObject").Distinct().Count());
        Assert.AreNotEqual(-1, scored.Values<int>("@StateObject")[0]);
    }

    [TestMethod]
    public void Loaded_Model_IsAChainWhosePartsCanBeFound()
    {
        using var stream = new MemoryStream();
        _ml.Model.Save(Fitted("2,-1;"), View([0, 0]).Schema, stream);
        stream.Position = 0;

        var parts = (IEnumerable<ITransformer>)new MLContext().Model.Load(stream, out _);

        Assert.AreEqual(6, parts.Count());
        Assert.IsTrue(parts.Any(part => part is CustomMappingTransformer<ScoreInput, ScoreOutput>));
        Assert.IsTrue(parts.Any(part => part is ValueMappingTransformer));
    }

    [TestMethod]
    public void Wrapper_SavesAsTheChainItHolds()
    {
        var wrapper = new Wrapper(Fitted("2,-1;"));
        using var stream = new MemoryStream();
        _ml.Model.Save(wrapper, View([0, 0]).Schema, stream);
        stream.Position = 0;

        ITransformer loaded = new MLContext().Model.Load(stream, out _);

        CollectionAssert.AreEqual(new[] { 1f }, loaded.Transform(View([1, 1])).Values<float>("MyScore"));
    }

    [TestMethod]
    public void Wrapper_InsideAChain_SavesToo()
    {
        ITransformer model = _ml.Transforms.CopyColumns("Kept", "MyFeatures").Fit(View([0, 0])).Append(new Wrapper(Fitted("2,-1;")));
        using var stream = new MemoryStream();
        _ml.Model.Save(model, View([0, 0]).Schema, stream);
        stream.Position = 0;

        IDataView scored = new MLContext().Model.Load(stream, out _).Transform(View([1, 1]));

        CollectionAssert.AreEqual(new[] { 1f }, scored.Values<float>("MyScore"));
        CollectionAssert.AreEqual(new[] { 1f, 1f }, scored.Vectors<float>("Kept")[0]);
    }

    [TestMethod]
    public void Cursors_SeveralAtOnce_ScoreEveryRow()
    {
        IDataView view = _ml.Data.Cache(View([.. Enumerable.Range(0, 3000).Select(i => new float[] { i, 0 })]));
        IDataView scored = Fitted("1,0;").Transform(view);

        // Trainers read through such sets, a thread for each cursor.
        DataViewRowCursor[] cursors = scored.GetRowCursorSet([scored.Schema["MyScore"]], 3);
        Assert.AreEqual(3, cursors.Length);
        float[][] parts = [.. cursors.AsParallel().Select(cursor =>
        {
            using (cursor)
            {
                var values = new List<float>();
                ValueGetter<float> getter = cursor.GetGetter<float>(cursor.Schema["MyScore"]);
                float value = 0;
                while (cursor.MoveNext())
                {
                    getter(ref value);
                    values.Add(value);
                }

                return values.ToArray();
            }
        })];

        CollectionAssert.AreEquivalent(Enumerable.Range(0, 3000).Select(i => (float)i).ToArray(), parts.SelectMany(part => part).ToArray());
    }

    private sealed class Wrapper(TransformerChain<ITransformer> chain) : ITransformer
    {
        public bool IsRowToRowMapper => ((ITransformer)chain).IsRowToRowMapper;

        public DataViewSchema GetOutputSchema(DataViewSchema inputSchema) => chain.GetOutputSchema(inputSchema);

        public IRowToRowMapper GetRowToRowMapper(DataViewSchema inputSchema) => ((ITransformer)chain).GetRowToRowMapper(inputSchema);

        public IDataView Transform(IDataView input) => chain.Transform(input);

        public void Save(ModelSaveContext ctx) => ((ICanSaveModel)chain).Save(ctx);
    }
}
