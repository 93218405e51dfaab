// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.ML.Data;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Microsoft.ML.Causal.Tests.Conformance;

[TestClass]
public class ConvertTypeTests
{
    private readonly MLContext _ml = new(seed: 1);

    private sealed class Row
    {
        public int Int { get; set; }
        public double Double { get; set; }
        public bool Flag { get; set; }
        public string Text { get; set; } = "";
        public int[] Ints { get; set; } = [];
    }

    private IDataView Converted(string column, DataKind kind)
    {
        IDataView view = _ml.Data.LoadFromEnumerable(
        [
            new Row { Int = 7, Double = 2.5, Flag = true, Text = "12", Ints = [1, 0, 3] },
            new Row { Int = -1, Double = double.NaN, Flag = false, Text = "?", Ints = [] },
        ]);
        return _ml.Transforms.Conversion.ConvertType("Out", column, kind).Fit(view).Transform(view);
    }

    [TestMethod]
    public void Numbers_BecomeSingle()
    {
        CollectionAssert.AreEqual(new[] { 7f, -1f }, Converted("Int", DataKind.Single).Values<float>("Out"));
        CollectionAssert.AreEqual(new[] { 2.5f, float.NaN }, Converted("Double", DataKind.Single).Values<float>("Out"));
    }

    [TestMethod]
    public void Boolean_BecomesOneAndZero() =>
        CollectionAssert.AreEqual(new[] { 1f, 0f }, Converted("Flag", DataKind.Single).Values<float>("Out"));

    [TestMethod]
    public void Text_BecomesANumber_NaNWhereThereIsNone() =>
        CollectionAssert.AreEqual(new[] { 12f, float.NaN }, Converted("Text", DataKind.Single).Values<float>("Out"));

    [TestMethod]
    public void Number_BecomesText() =>
        CollectionAssert.AreEqual(new[] { "7", "-1" }, Converted("Int", DataKind.String).Texts("Out"));

    [TestMethod]
    public void Vectors_AreConvertedItemByItem()
    {
        IDataView converted = Converted("Ints", DataKind.Single);

        Assert.AreEqual(new VectorDataViewType(NumberDataViewType.Single), converted.Schema["Out"].Type);
        CollectionAssert.AreEqual(new[] { 1f, 0f, 3f }, converted.Vectors<float>("Out")[0]);
        Assert.AreEqual(0, converted.Vectors<float>("Out")[1].Length);
    }

    private sealed class Words
    {
        public string Text { get; set; } = "";
    }

    private sealed class KeysIn
    {
        public VBuffer<uint> U { get; set; }
    }

    private sealed class CountOut
    {
        public int Touches { get; set; }
        public uint Last { get; set; }
    }

    // The values are 1-based keys, 0 for a missing one; the shape says plain numbers, the schema still says keys.
    [TestMethod]
    public void VectorOfKeys_ToUInt32_CanBeReadByACustomMapping()
    {
        IDataView view = _ml.Data.LoadFromEnumerable([new Words { Text = "b a b" }, new Words { Text = "" }]);
        IDataView mapped = Keys()
            .Append(_ml.Transforms.Conversion.ConvertType("U", "K", DataKind.UInt32))
            .Append(_ml.Transforms.CustomMapping<KeysIn, CountOut>(Count, contractName: null))
            .Fit(view).Transform(view);

        CollectionAssert.AreEqual(new[] { 1u, 2u, 1u }, mapped.Vectors<uint>("U")[0]);
        CollectionAssert.AreEqual(new[] { 3, 0 }, mapped.Values<int>("Touches"));
        CollectionAssert.AreEqual(new[] { 1u, 0u }, mapped.Values<uint>("Last"));

        static void Count(KeysIn row, CountOut result)
        {
            result.Touches = row.U.Length;
            result.Last = row.U.Length == 0 ? 0 : row.U.GetItemOrDefault(row.U.Length - 1);
        }
    }

    private sealed class RawKeysIn
    {
        public VBuffer<uint> K { get; set; }
    }

    [TestMethod]
    public void VectorOfKeys_NotConverted_CannotBeReadByACustomMapping()
    {
        IDataView view = _ml.Data.LoadFromEnumerable([new Words { Text = "b a b" }]);
        IEstimator<ITransformer> estimator = Keys()
            .Append(_ml.Transforms.CustomMapping<RawKeysIn, CountOut>((row, result) => result.Touches = row.K.Length, contractName: null));

        var error = Assert.Throws<ArgumentOutOfRangeException>(() => estimator.Fit(view));
        StringAssert.Contains(error.Message, "Schema mismatch for input column 'K'");
    }

    [TestMethod]
    public void VectorOfKeys_NotConverted_CannotBeConcatenated()
    {
        IDataView view = _ml.Data.LoadFromEnumerable([new Words { Text = "b a b" }]);

        Assert.Throws<InvalidOperationException>(() => Keys().Append(_ml.Transforms.Concatenate("C", "K", "K")).Fit(view));
    }

    [TestMethod]
    public void Keys_Converted_CanBeConcatenatedOnlyWithKeysOfTheSameCount()
    {
        IDataView view = _ml.Data.LoadFromEnumerable([new Words { Text = "b a b" }, new Words { Text = "c" }]);
        EstimatorChain<ITransformer> converted = Keys()
            .Append<ITransformer>(_ml.Transforms.Conversion.MapValueToKey("Whole", "Text"))
            .Append<ITransformer>(_ml.Transforms.Conversion.ConvertType([new("U", "K"), new("S", "Whole")], DataKind.UInt32));

        int[] lengths = [.. converted.Append(_ml.Transforms.Concatenate("C", "U", "U")).Fit(view).Transform(view)
            .Vectors<uint>("C").Select(row => row.Length)];
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => converted.Append(_ml.Transforms.Concatenate("C", "U", "S")).Fit(view));

        CollectionAssert.AreEqual(new[] { 6, 2 }, lengths);
        StringAssert.StartsWith(error.Message, "Schema mismatch for input column 'S'");
    }

    private EstimatorChain<ITransformer> Keys() => new EstimatorChain<ITransformer>()
        .Append<ITransformer>(_ml.Transforms.Text.TokenizeIntoWords("W", "Text"))
        .Append<ITransformer>(_ml.Transforms.Conversion.MapValueToKey("K", "W"));

    [TestMethod]
    public void VectorOfKeys_ToSingle_Throws()
    {
        IDataView view = _ml.Data.LoadFromEnumerable([new Words { Text = "b a b" }]);

        Assert.Throws<ArgumentOutOfRangeException>(() => Keys().Append(_ml.Transforms.Conversion.ConvertType("F", "K")).Fit(view));
    }

    [TestMethod]
    public void Column_Missing_NamesIt()
    {
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => Converted("Nothing", DataKind.Single));

        StringAssert.Contains(error.Message, "Could not find input column 'Nothing'");
    }
}
