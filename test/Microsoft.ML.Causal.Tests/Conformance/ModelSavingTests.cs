// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.ML.Data;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Microsoft.ML.Causal.Tests.Conformance;

[TestClass]
public class ModelSavingTests
{
    private readonly MLContext _ml = new(seed: 1);

    private sealed class Row
    {
        public float X { get; set; }

        [VectorType(2)]
        public float[] V { get; set; } = [1, 2];

        public float[] Free { get; set; } = [];
        public string Text { get; set; } = "";

        [KeyType(3)]
        public uint Key { get; set; }
    }

    private IDataView View => _ml.Data.LoadFromEnumerable(
    [
        new Row { X = 1, V = [1, 4], Free = [5], Text = "b a" },
        new Row { X = float.NaN, V = [2, -8], Text = "" },
        new Row { X = 3, V = [3, 6], Free = [1, 2], Text = "a" },
    ]);

    private ITransformer Reload(ITransformer model, out DataViewSchema schema)
    {
        using var file = new TemporaryFile();
        _ml.Model.Save(model, View.Schema, file.Path);
        return new MLContext(seed: 9).Model.Load(file.Path, out schema);
    }

    [TestMethod]
    public void InputSchema_ComesBackWithItsTypes()
    {
        Reload(_ml.Transforms.CopyColumns("Y", "X").Fit(View), out DataViewSchema schema);

        CollectionAssert.AreEqual(View.Schema.Names(), schema.Names());
        foreach (DataViewSchema.Column column in View.Schema)
            Assert.AreEqual(column.Type, schema[column.Name].Type, column.Name);
    }

    [TestMethod]
    public void InputSchema_Null_ComesBackNull()
    {
        using var stream = new MemoryStream();
        _ml.Model.Save(_ml.Transforms.CopyColumns("Y", "X").Fit(View), null, stream);
        stream.Position = 0;

        ITransformer model = _ml.Model.Load(stream, out DataViewSchema? schema);

        Assert.IsNull(schema);
        Assert.AreEqual(3f, model.Transform(View).Values<float>("Y")[2]);
    }

    [TestMethod]
    public void Transforms_OfEveryKind_ComeBackAsTheyWere()
    {
        ITransformer model = _ml.Transforms.ReplaceMissingValues("X")
            .Append(_ml.Transforms.NormalizeMeanVariance("N", "V", fixZero: false))
            .Append(_ml.Transforms.NormalizeMinMax("M", "V"))
            .Append(_ml.Transforms.Categorical.OneHotEncoding("Hot", "Text"))
            .Append(_ml.Transforms.Text.TokenizeIntoWords("Words", "Text"))
            .Append(_ml.Transforms.Conversion.MapValueToKey("Keys", "Words"))
            .Append(_ml.Transforms.Conversion.ConvertType("Numbers", "Keys", DataKind.UInt32))
            .Append(_ml.Transforms.Conversion.MapValueToKey("TextKey", "Text"))
            .Append(_ml.Transforms.Conversion.MapKeyToValue("TextBack", "TextKey"))
            .Append(_ml.Transforms.Concatenate("Features", "X", "N", "M", "Hot"))
            .Append(_ml.Transforms.DropColumns("Free", "Key"))
            .Fit(View);

        IDataView before = model.Transform(View), after = Reload(model, out _).Transform(View);

        CollectionAssert.AreEqual(before.Schema.Names(), after.Schema.Names());
        foreach (DataViewSchema.Column column in before.Schema)
            Assert.AreEqual(column.Type, after.Schema[column.Index].Type, column.Name);
        for (int row = 0; row < 3; row++)
        {
            CollectionAssert.AreEqual(before.Vectors<float>("Features")[row], after.Vectors<float>("Features")[row]);
            CollectionAssert.AreEqual(before.Vectors<uint>("Numbers")[row], after.Vectors<uint>("Numbers")[row]);
        }

        CollectionAssert.AreEqual(before.Texts("TextBack"), after.Texts("TextBack"));
        CollectionAssert.AreEqual(before.Schema["Features"].SlotNames(), after.Schema["Features"].SlotNames());
    }

    [TestMethod]
    public void Chain_ComesBackAsAChain()
    {
        ITransformer loaded = Reload(
            _ml.Transforms.CopyColumns("Y", "X").Append(_ml.Transforms.CopyColumns("Z", "Y")).Fit(View), out _);

        Assert.AreEqual(2, ((IEnumerable<ITransformer>)loaded).Count());
    }

    [TestMethod]
    public void SelectColumns_ComesBack()
    {
        ITransformer loaded = Reload(_ml.Transforms.SelectColumns("Text", "X").Fit(View), out _);

        CollectionAssert.AreEqual(new[] { "Text", "X" }, loaded.Transform(View).Schema.VisibleNames());
    }

    [TestMethod]
    public void File_ThatIsNoModel_Throws()
    {
        using var file = new TemporaryFile("not a model");

        Assert.Throws<Exception>(() => _ml.Model.Load(file.Path, out _));
    }

    [TestMethod]
    public void File_Missing_Throws() =>
        Assert.Throws<IOException>(() => _ml.Model.Load(Path.Combine(Path.GetTempPath(), "causal-no-such-model.zip"), out _));
}
