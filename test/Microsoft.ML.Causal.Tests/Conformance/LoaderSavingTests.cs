// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.ML.Data;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Microsoft.ML.Causal.Tests.Conformance;

[TestClass]
public class LoaderSavingTests
{
    private readonly MLContext _ml = new(seed: 1);

    [TestMethod]
    public void Model_SavedWithItsLoader_LoadsBoth()
    {
        using var file = new TemporaryFile("x;t\n1;a\n2;\"b;c\"\n");
        TextLoader loader = _ml.Data.CreateTextLoader(
            [new("X", DataKind.Single, 0), new("T", DataKind.String, 1)], separatorChar: ';', hasHeader: true, allowQuoting: true);
        ITransformer model = _ml.Transforms.CopyColumns("Y", "X").Fit(loader.Load(file.Path));
        using var stream = new MemoryStream();
        _ml.Model.Save(model, loader, stream);

        stream.Position = 0;
        ITransformer back = new MLContext().Model.LoadWithDataLoader(stream, out IDataLoader<IMultiStreamSource> backLoader);
        IDataView view = back.Transform(backLoader.Load(new MultiFileSource(file.Path)));

        CollectionAssert.AreEqual(new[] { 1f, 2f }, view.Values<float>("Y"));
        CollectionAssert.AreEqual(new[] { "a", "b;c" }, view.Texts("T"));
    }

    [TestMethod]
    public void Model_SavedWithItsLoader_TellsItsSchemaToLoad()
    {
        TextLoader loader = _ml.Data.CreateTextLoader([new("X", DataKind.Single, 0)]);
        using var stream = new MemoryStream();
        _ml.Model.Save(new TransformerChain<ITransformer>(), loader, stream);

        stream.Position = 0;
        _ml.Model.Load(stream, out DataViewSchema schema);

        CollectionAssert.AreEqual(new[] { "X" }, schema.Names());
    }

    [TestMethod]
    public void Model_SavedWithASchema_HasNoLoader()
    {
        using var stream = new MemoryStream();
        var schema = new DataViewSchema.Builder();
        schema.AddColumn("X", NumberDataViewType.Single);
        _ml.Model.Save(new TransformerChain<ITransformer>(), schema.ToSchema(), stream);
        stream.Position = 0;

        Exception error = Assert.Throws<InvalidOperationException>(() => _ml.Model.LoadWithDataLoader(stream, out _));

        StringAssert.StartsWith(error.Message, "Model does not contain an IDataLoader.");
    }

    [TestMethod]
    public void File_ThatIsNotAModel_Throws()
    {
        using var file = new TemporaryFile("not a model");

        Exception error = Assert.Throws<FormatException>(() => _ml.Model.Load(file.Path, out _));

        Assert.AreEqual("Failed to open a zip archive", error.Message);
    }
}
