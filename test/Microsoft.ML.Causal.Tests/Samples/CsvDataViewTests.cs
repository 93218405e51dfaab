// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.ML.Causal.Samples;
using Microsoft.ML.Data;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Microsoft.ML.Causal.Tests.Samples;

[TestClass]
public class CsvDataViewTests
{
    [TestMethod]
    public void View_OfNumbersTruthAndText_ReadsTheFileOnEveryPass()
    {
        using var file = new TemporaryFile(".csv", "name,skipped,w,x\nann,oops,1,0.5\nbob,,0,-3\n");
        IDataView view = View(file.Path);

        for (int pass = 0; pass < 2; pass++)
        {
            CollectionAssert.AreEqual(new[] { 0.5f, -3f }, view.GetColumn<float>("x").ToArray());
            CollectionAssert.AreEqual(new[] { true, false }, view.GetColumn<bool>("w").ToArray());
            CollectionAssert.AreEqual(new[] { "ann", "bob" }, view.GetColumn<string>("name").ToArray());
        }
    }

    [TestMethod]
    public void View_InAPipeline_FeedsItsEstimators()
    {
        using var file = new TemporaryFile(".csv", "name,w,x\nann,1,1\nbob,0,3\n");
        var mlContext = new MLContext(1);
        IDataView view = View(file.Path);

        IDataView result = mlContext.Transforms.Concatenate("Features", "x", "x").Fit(view).Transform(view);

        CollectionAssert.AreEqual(new[] { 3f, 3f }, result.GetColumn<float[]>("Features").Last());
    }

    [TestMethod]
    public void Cursor_AskedForAnotherType_NamesTheColumn()
    {
        using var file = new TemporaryFile(".csv", "name,w,x\n");
        IDataView view = View(file.Path);
        using DataViewRowCursor cursor = view.GetRowCursor([view.Schema["x"]]);

        var wrong = Assert.ThrowsExactly<InvalidOperationException>(() => cursor.GetGetter<double>(view.Schema["x"]));
        var inactive = Assert.ThrowsExactly<InvalidOperationException>(() => cursor.GetGetter<bool>(view.Schema["w"]));

        Assert.AreEqual("Column 'x' is of type Single, not Double.", wrong.Message);
        Assert.AreEqual("Column 'w' was not asked for when the cursor was made.", inactive.Message);
    }

    private static CsvDataView View(string path) => new(path,
        [("x", NumberDataViewType.Single), ("w", BooleanDataViewType.Instance), ("name", TextDataViewType.Instance)]);
}
