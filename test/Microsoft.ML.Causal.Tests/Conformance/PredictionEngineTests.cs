// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.ML.Data;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Microsoft.ML.Causal.Tests.Conformance;

[TestClass]
public class PredictionEngineTests
{
    private readonly MLContext _ml = new(seed: 1);

    private sealed class Row
    {
        public float X { get; set; }

        [VectorType(2)]
        public float[] V { get; set; } = [0, 0];

        public float[] Free { get; set; } = [];
        public string Text { get; set; } = "";
    }

    private sealed class Prediction
    {
        public float Y { get; set; }
        public float[] F { get; set; } = [];
        public VBuffer<float> G { get; set; }
        public ReadOnlyMemory<char> T { get; set; }
    }

    private sealed class TextPrediction
    {
        public string T { get; set; } = "";

        [VectorType(3)]
        public float[] F { get; set; } = [];
    }

    private sealed class Features
    {
        public float[] F { get; set; } = [];
    }

    private sealed class OnlyX
    {
        public float X { get; set; }
    }

    private sealed class Stranger
    {
        public float Missing { get; set; } = 4;
        public float Y { get; set; }
    }

    private IDataView View => _ml.Data.LoadFromEnumerable([new Row()]);

    private ITransformer Model => _ml.Transforms.CopyColumns("Y", "X")
        .Append(_ml.Transforms.Concatenate("F", "X", "V"))
        .Append(_ml.Transforms.CopyColumns("G", "Free"))
        .Append(_ml.Transforms.CopyColumns("T", "Text")).Fit(View);

    [TestMethod]
    public void Predict_ReadsScalarsArraysBuffersAndText()
    {
        using PredictionEngine<Row, Prediction> engine = _ml.Model.CreatePredictionEngine<Row, Prediction>(Model);

        Prediction first = engine.Predict(new Row { X = 1, V = [2, 3], Free = [4, 5], Text = "hello" });
        Prediction second = engine.Predict(new Row { X = 9, V = [8, 7], Free = [], Text = "" });

        Assert.AreEqual((1f, 9f), (first.Y, second.Y));
        CollectionAssert.AreEqual(new[] { 1f, 2f, 3f }, first.F);
        CollectionAssert.AreEqual(new[] { 9f, 8f, 7f }, second.F);
        CollectionAssert.AreEqual(new[] { 4f, 5f }, first.G.DenseValues().ToArray());
        Assert.AreEqual(0, second.G.Length);
        Assert.AreEqual("hello", first.T.ToString());
    }

    [TestMethod]
    public void Predict_IntoStringsAndFixedVectors()
    {
        using PredictionEngine<Row, TextPrediction> engine = _ml.Model.CreatePredictionEngine<Row, TextPrediction>(Model);

        TextPrediction prediction = engine.Predict(new Row { X = 1, V = [2, 3], Text = "hello" });

        Assert.AreEqual("hello", prediction.T);
        CollectionAssert.AreEqual(new[] { 1f, 2f, 3f }, prediction.F);
    }

    [TestMethod]
    public void Predict_IntoAGivenObject_FillsIt()
    {
        using PredictionEngine<Row, Prediction> engine = _ml.Model.CreatePredictionEngine<Row, Prediction>(Model);
        var prediction = new Prediction();
        Prediction same = prediction;

        engine.Predict(new Row { X = 6 }, ref prediction);

        Assert.AreSame(same, prediction);
        Assert.AreEqual(6f, prediction.Y);
    }

    [TestMethod]
    public void OutputSchema_IsThatOfTheModel()
    {
        using PredictionEngine<Row, Prediction> engine = _ml.Model.CreatePredictionEngine<Row, Prediction>(Model);

        CollectionAssert.AreEqual(new[] { "X", "V", "Free", "Text", "Y", "F", "G", "T" }, engine.OutputSchema.Names());
    }

    [TestMethod]
    public void InputClass_WithoutANeededColumn_Throws()
    {
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => _ml.Model.CreatePredictionEngine<OnlyX, Prediction>(Model));

        StringAssert.Contains(error.Message, "'V'");
    }

    [TestMethod]
    public void OutputClass_WithAColumnTheModelLacks_IsLeftAlone()
    {
        using PredictionEngine<Row, Stranger> engine = _ml.Model.CreatePredictionEngine<Row, Stranger>(Model);

        Stranger prediction = engine.Predict(new Row { X = 2 });

        Assert.AreEqual((4f, 2f), (prediction.Missing, prediction.Y));
    }

    [TestMethod]
    public void OutputClass_WithAColumnTheModelLacks_ThrowsWhenNotIgnored() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => _ml.Model.CreatePredictionEngine<Row, Stranger>(Model, ignoreMissingColumns: false));

    [TestMethod]
    public void Engine_FromAnInputSchema_FindsItsSizes()
    {
        SchemaDefinition definition = SchemaDefinition.Create(typeof(Row));
        definition["Free"].ColumnType = new VectorDataViewType(NumberDataViewType.Single, 2);
        IDataView view = _ml.Data.LoadFromEnumerable([new Row { Free = [0, 0] }, new Row { X = 1, Free = [1, 2] }], definition);
        ITransformer model = _ml.Transforms.Concatenate("F", "X", "Free").Append(_ml.Transforms.NormalizeMinMax("F")).Fit(view);

        using PredictionEngine<Row, Features> engine = _ml.Model.CreatePredictionEngine<Row, Features>(model, view.Schema);

        CollectionAssert.AreEqual(new[] { 5f, 4f, 4f }, engine.Predict(new Row { X = 5, Free = [4, 8] }).F);
    }

    [TestMethod]
    public void Engine_FromAnInputSchema_NeedsEveryOutputColumn() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => _ml.Model.CreatePredictionEngine<Row, Stranger>(Model, View.Schema));
}
