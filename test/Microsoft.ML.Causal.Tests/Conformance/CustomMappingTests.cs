// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.ML.Data;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Microsoft.ML.Transforms;

namespace Microsoft.ML.Causal.Tests.Conformance;

[TestClass]
public class CustomMappingTests
{
    private const string Contract = "Microsoft.ML.Causal.Tests/Conformance/Sum";

    private readonly MLContext _ml = new(seed: 1);

    private sealed class Row
    {
        public float X { get; set; }

        [VectorType(2)]
        public float[] V { get; set; } = [0, 0];

        public float[] Free { get; set; } = [];
        public string Text { get; set; } = "";
    }

    public sealed class SumInput
    {
        public float X { get; set; }
        public VBuffer<float> V { get; set; }
        public VBuffer<float> Free { get; set; }
        public ReadOnlyMemory<char> Text { get; set; }
    }

    public sealed class SumOutput
    {
        public float Sum { get; set; }

        [VectorType(2)]
        public float[] Doubled { get; set; } = [];

        public VBuffer<float> Copy { get; set; }
        public ReadOnlyMemory<char> Label { get; set; }
    }

    [CustomMappingFactoryAttribute(Contract)]
    public sealed class SumFactory : CustomMappingFactory<SumInput, SumOutput>
    {
        public static void Map(SumInput row, SumOutput result)
        {
            result.Sum = row.X + row.V.DenseValues().Sum() + row.Free.DenseValues().Sum();
            result.Doubled = [2 * row.V.GetItemOrDefault(0), 2 * row.V.GetItemOrDefault(1)];
            VBuffer<float> copy = result.Copy;
            row.Free.CopyTo(ref copy);
            result.Copy = copy;
            result.Label = row.Text;
        }

        public override Action<SumInput, SumOutput> GetMapping() => Map;
    }

    private IDataView View => _ml.Data.LoadFromEnumerable(
    [
        new Row { X = 1, V = [2, 3], Free = [4], Text = "a" },
        new Row { X = 10, V = [20, 30], Free = [], Text = "" },
        new Row { X = 100, V = [0, 0], Free = [1, 2, 3], Text = "c d" },
    ]);

    private static void IsMapped(IDataView mapped)
    {
        CollectionAssert.AreEqual(new[] { 10f, 60f, 106f }, mapped.Values<float>("Sum"));
        CollectionAssert.AreEqual(new[] { 40f, 60f }, mapped.Vectors<float>("Doubled")[1]);
        CollectionAssert.AreEqual(new[] { 1, 0, 3 }, mapped.Vectors<float>("Copy").Select(row => row.Length).ToArray());
        CollectionAssert.AreEqual(new[] { "a", "", "c d" }, mapped.Texts("Label"));
    }

    [TestMethod]
    public void Mapping_ReadsItsInputClassAndAppendsItsOutputClass()
    {
        IDataView mapped = _ml.Transforms.CustomMapping<SumInput, SumOutput>(SumFactory.Map, Contract).Fit(View).Transform(View);

        CollectionAssert.AreEqual(new[] { "X", "V", "Free", "Text", "Sum", "Doubled", "Copy", "Label" }, mapped.Schema.Names());
        Assert.AreEqual(NumberDataViewType.Single, mapped.Schema["Sum"].Type);
        Assert.AreEqual(new VectorDataViewType(NumberDataViewType.Single, 2), mapped.Schema["Doubled"].Type);
        Assert.AreEqual(new VectorDataViewType(NumberDataViewType.Single), mapped.Schema["Copy"].Type);
        Assert.AreEqual(TextDataViewType.Instance, mapped.Schema["Label"].Type);
        IsMapped(mapped);
    }

    [TestMethod]
    public void Mapping_WithAContract_IsLoadedWithoutRegistration()
    {
        ITransformer model = _ml.Transforms.CustomMapping<SumInput, SumOutput>(SumFactory.Map, Contract).Fit(View);
        using var stream = new MemoryStream();
        _ml.Model.Save(model, View.Schema, stream);
        stream.Position = 0;

        IsMapped(new MLContext().Model.Load(stream, out _).Transform(View));
    }

    [TestMethod]
    public void Mapping_WithoutAContract_CannotBeSaved()
    {
        ITransformer model = _ml.Transforms.CustomMapping<SumInput, SumOutput>(SumFactory.Map, contractName: null).Fit(View);

        using var stream = new MemoryStream();
        var error = Assert.Throws<Exception>(() => _ml.Model.Save(model, View.Schema, stream));
        StringAssert.Contains(error.Message, "Empty contract name");
    }

    [TestMethod]
    public void SchemaDefinitions_GivenAtRunTime_RenameColumns()
    {
        SchemaDefinition input = SchemaDefinition.Create(typeof(Narrow));
        input["Value"].ColumnName = "X";
        SchemaDefinition output = SchemaDefinition.Create(typeof(Result));
        output["Out"].ColumnName = "Twice";

        IDataView mapped = _ml.Transforms.CustomMapping<Narrow, Result>((row, result) => result.Out = 2 * row.Value, null, input, output)
            .Fit(View).Transform(View);

        CollectionAssert.AreEqual(new[] { 2f, 20f, 200f }, mapped.Values<float>("Twice"));
    }

    private sealed class Narrow
    {
        public float Value { get; set; }
    }

    private sealed class Result
    {
        public float Out { get; set; }
    }

    private sealed class Empty
    {
    }

    private sealed class Stranger
    {
        public float Missing { get; set; }
    }

    private sealed class WrongType
    {
        public double X { get; set; }
    }

    [TestMethod]
    public void EmptyInput_IsAllowed()
    {
        IDataView mapped = _ml.Transforms.CustomMapping<Empty, Result>((_, result) => result.Out = 1, null).Fit(View).Transform(View);

        CollectionAssert.AreEqual(new[] { 1f, 1f, 1f }, mapped.Values<float>("Out"));
    }

    [TestMethod]
    public void Column_Missing_IsNamed()
    {
        var error = Assert.Throws<ArgumentOutOfRangeException>(
            () => _ml.Transforms.CustomMapping<Stranger, Result>((row, result) => result.Out = row.Missing, null).Fit(View));

        StringAssert.Contains(error.Message, "column 'Missing'");
    }

    [TestMethod]
    public void Column_OfAnotherType_SaysExpectedAndFound()
    {
        IEstimator<ITransformer> estimator = _ml.Transforms.CustomMapping<WrongType, Result>((row, result) => result.Out = (float)row.X, null);

        var alone = Assert.Throws<InvalidOperationException>(() => estimator.Fit(View));
        var inAChain = Assert.Throws<ArgumentOutOfRangeException>(() => estimator.Append(_ml.Transforms.CopyColumns("Y", "Out")).Fit(View));

        StringAssert.Contains(alone.Message, "Can't bind the IDataView column 'X' of type 'Single' to field or property 'X' of type 'System.Double'");
        StringAssert.Contains(inAChain.Message, "Schema mismatch for input column 'X': expected Double, got Single");
    }

    [TestMethod]
    public void Output_NotRead_IsNotComputed()
    {
        int calls = 0;
        IDataView mapped = _ml.Transforms.CustomMapping<Narrow, Result>((_, _) => calls++, null,
            Renamed(typeof(Narrow), "Value", "X")).Fit(View).Transform(View);

        mapped.Values<float>("X");
        int before = calls;
        mapped.Values<float>("Out");

        Assert.AreEqual((0, 3), (before, calls));
    }

    [TestMethod]
    public void Outputs_OfOneRow_ShareOneCall()
    {
        int calls = 0;
        IDataView mapped = _ml.Transforms.CustomMapping<SumInput, SumOutput>(
            (row, result) => { Interlocked.Increment(ref calls); SumFactory.Map(row, result); }, null).Fit(View).Transform(View);

        using DataViewRowCursor cursor = mapped.GetRowCursor(mapped.Schema);
        ValueGetter<float> sum = cursor.GetGetter<float>(cursor.Schema["Sum"]);
        ValueGetter<ReadOnlyMemory<char>> label = cursor.GetGetter<ReadOnlyMemory<char>>(cursor.Schema["Label"]);
        float number = 0;
        ReadOnlyMemory<char> text = default;
        while (cursor.MoveNext())
        {
            sum(ref number);
            sum(ref number);
            label(ref text);
        }

        Assert.AreEqual(3, calls);
    }

    private static SchemaDefinition Renamed(Type type, string member, string column)
    {
        SchemaDefinition definition = SchemaDefinition.Create(type);
        definition[member].ColumnName = column;
        return definition;
    }
}
