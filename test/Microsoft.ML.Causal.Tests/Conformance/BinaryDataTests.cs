// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.ML.Data;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Microsoft.ML.Causal.Tests.Conformance;

[TestClass]
public class BinaryDataTests
{
    private readonly MLContext _ml = new(seed: 1);

    private sealed class Row
    {
        public float Number { get; set; }
        public string Text { get; set; } = "";
        public DateTime When { get; set; }

        [VectorType(2)]
        public float[] Pair { get; set; } = [];

        [KeyType(3)]
        public uint Key { get; set; }
    }

    private IDataView View() => _ml.Data.LoadFromEnumerable(
    [
        new Row { Number = float.NaN, Text = "a\tb", When = new DateTime(2024, 5, 17), Pair = [1, 2], Key = 2 },
        new Row { Number = 0.1f, Text = "", When = new DateTime(2024, 5, 18), Pair = [0, 0], Key = 7 },
    ]);

    private void Save(IDataView view, string path, bool keepHidden = false)
    {
        using FileStream stream = File.Create(path);
        _ml.Data.SaveAsBinary(view, stream, keepHidden);
    }

    [TestMethod]
    public void Data_SavedAsBinary_IsLoadedBackTheSame()
    {
        using var file = new TemporaryFile();
        Save(View(), file.Path);

        IDataView back = _ml.Data.LoadFromBinary(file.Path);

        CollectionAssert.AreEqual(View().Schema.Select(c => $"{c}").ToArray(), back.Schema.Select(c => $"{c}").ToArray());
        CollectionAssert.AreEqual(View().Values<float>("Number"), back.Values<float>("Number"));
        CollectionAssert.AreEqual(View().Texts("Text"), back.Texts("Text"));
        CollectionAssert.AreEqual(View().Values<DateTime>("When"), back.Values<DateTime>("When"));
        CollectionAssert.AreEqual(new[] { 1f, 2f }, back.Vectors<float>("Pair")[0]);
        CollectionAssert.AreEqual(new[] { 3u, 0u }, back.Values<uint>("Key"));
        Assert.AreEqual(2, back.GetRowCount());
        Assert.IsTrue(back.CanShuffle);
    }

    [TestMethod]
    public void SlotNames_SavedAsBinary_AreLoadedBack()
    {
        using var file = new TemporaryFile();
        Save(_ml.Transforms.Concatenate("F", "Number", "Pair").Fit(View()).Transform(View()), file.Path);

        IDataView back = _ml.Data.LoadFromBinary(file.Path);

        CollectionAssert.AreEqual(new[] { "Number", "", "" }, back.Schema["F"].SlotNames());
    }

    [TestMethod]
    public void HiddenColumns_AreSavedOnlyWhenKept()
    {
        using var plain = new TemporaryFile();
        using var kept = new TemporaryFile();
        IDataView view = _ml.Transforms.CopyColumns("Number", "Key").Fit(View()).Transform(View());
        Save(view, plain.Path);
        Save(view, kept.Path, keepHidden: true);

        Assert.AreEqual(1, _ml.Data.LoadFromBinary(plain.Path).Schema.Count(c => c.Name == "Number"));
        Assert.AreEqual(2, _ml.Data.LoadFromBinary(kept.Path).Schema.Count(c => c.Name == "Number"));
    }

    [TestMethod]
    public void File_ThatIsNotBinaryData_Throws()
    {
        using var file = new TemporaryFile("this is text, not data");

        Assert.Throws<FormatException>(() => _ml.Data.LoadFromBinary(file.Path));
    }

    [TestMethod]
    public void File_Missing_Throws() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => _ml.Data.LoadFromBinary(Path.Combine(Path.GetTempPath(), "causal-no-such-file.idv")));
}
