// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.ML.Data;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Microsoft.ML.Causal.Tests.Conformance;

[TestClass]
public class SchemaTests
{
    [TestMethod]
    public void Builder_NameAddedTwice_HidesTheFirst()
    {
        var builder = new DataViewSchema.Builder();
        builder.AddColumn("A", NumberDataViewType.Single);
        builder.AddColumn("B", BooleanDataViewType.Instance);
        builder.AddColumn("A", NumberDataViewType.Double);

        DataViewSchema schema = builder.ToSchema();

        Assert.AreEqual(3, schema.Count);
        CollectionAssert.AreEqual(new[] { true, false, false }, schema.Select(column => column.IsHidden).ToArray());
        Assert.AreEqual(2, schema["A"].Index);
        Assert.AreEqual(NumberDataViewType.Double, schema.GetColumnOrNull("A")!.Value.Type);
        Assert.AreEqual(NumberDataViewType.Single, schema[0].Type);
    }

    [TestMethod]
    public void Column_Missing_IsNullOrThrowsWithTheName()
    {
        var builder = new DataViewSchema.Builder();
        builder.AddColumn("A", NumberDataViewType.Single);
        DataViewSchema schema = builder.ToSchema();

        Assert.IsNull(schema.GetColumnOrNull("a"));
        var error = Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => schema["a"]);
        StringAssert.StartsWith(error.Message, "Column 'a' not found");
        Assert.AreEqual("name", error.ParamName);
    }

    [TestMethod]
    public void Builder_AddColumns_KeepsTypesAndAnnotations()
    {
        var annotations = new DataViewSchema.Annotations.Builder();
        annotations.AddPrimitiveValue("Unit", TextDataViewType.Instance, "EUR".AsMemory());
        var source = new DataViewSchema.Builder();
        source.AddColumn("Price", NumberDataViewType.Single, annotations.ToAnnotations());

        var builder = new DataViewSchema.Builder();
        builder.AddColumns(source.ToSchema());
        builder.AddColumns([new DataViewSchema.DetachedColumn("Count", NumberDataViewType.Int32)]);
        DataViewSchema schema = builder.ToSchema();

        CollectionAssert.AreEqual(new[] { "Price", "Count" }, schema.Names());
        ReadOnlyMemory<char> unit = default;
        schema["Price"].Annotations.GetValue("Unit", ref unit);
        Assert.AreEqual("EUR", unit.ToString());
        Assert.AreEqual(0, schema["Count"].Annotations.Schema.Count);
    }

    [TestMethod]
    public void Annotations_SlotNames_AreReadBack()
    {
        var annotations = new DataViewSchema.Annotations.Builder();
        annotations.Add("SlotNames", new VectorDataViewType(TextDataViewType.Instance, 2),
            (ref VBuffer<ReadOnlyMemory<char>> value) => value = new(2, ["age".AsMemory(), "spend".AsMemory()]));
        var builder = new DataViewSchema.Builder();
        builder.AddColumn("Features", new VectorDataViewType(NumberDataViewType.Single, 2), annotations.ToAnnotations());
        builder.AddColumn("Plain", new VectorDataViewType(NumberDataViewType.Single, 2));
        DataViewSchema schema = builder.ToSchema();

        Assert.IsTrue(schema["Features"].HasSlotNames());
        CollectionAssert.AreEqual(new[] { "age", "spend" }, schema["Features"].SlotNames());
        Assert.IsFalse(schema["Plain"].HasSlotNames());
    }

    [TestMethod]
    public void Annotations_WrongTypeOrKind_Throws()
    {
        var annotations = new DataViewSchema.Annotations.Builder();
        annotations.AddPrimitiveValue("Unit", TextDataViewType.Instance, "EUR".AsMemory());
        DataViewSchema.Annotations built = annotations.ToAnnotations();

        float number = 0;
        Assert.ThrowsExactly<InvalidOperationException>(() => built.GetValue("Unit", ref number));
        Assert.ThrowsExactly<InvalidOperationException>(() => built.GetValue("Currency", ref number));
    }

    [TestMethod]
    public void Types_CompareByWhatTheyDescribe()
    {
        Assert.AreEqual(new VectorDataViewType(NumberDataViewType.Single, 3), new VectorDataViewType(NumberDataViewType.Single, 3));
        Assert.AreNotEqual(new VectorDataViewType(NumberDataViewType.Single, 3), new VectorDataViewType(NumberDataViewType.Single));
        Assert.AreNotEqual(new VectorDataViewType(NumberDataViewType.Single, 3), new VectorDataViewType(NumberDataViewType.Double, 3));
        Assert.AreEqual(new KeyDataViewType(typeof(uint), 5), new KeyDataViewType(typeof(uint), 5));
        Assert.AreNotEqual(new KeyDataViewType(typeof(uint), 5), new KeyDataViewType(typeof(uint), 6));
        Assert.AreNotEqual<DataViewType>(new KeyDataViewType(typeof(uint), 5), NumberDataViewType.UInt32);
    }

    [TestMethod]
    public void Types_TellTheirRawTypeAndSize()
    {
        Assert.AreEqual(typeof(float), NumberDataViewType.Single.RawType);
        Assert.AreEqual(typeof(ReadOnlyMemory<char>), TextDataViewType.Instance.RawType);
        Assert.AreEqual(typeof(bool), BooleanDataViewType.Instance.RawType);
        Assert.AreEqual(typeof(uint), new KeyDataViewType(typeof(uint), 5).RawType);
        Assert.AreEqual(5UL, new KeyDataViewType(typeof(uint), 5).Count);

        var known = new VectorDataViewType(NumberDataViewType.Single, 3);
        var variable = new VectorDataViewType(TextDataViewType.Instance);
        Assert.AreEqual(typeof(VBuffer<float>), known.RawType);
        Assert.AreEqual((3, true), (known.Size, known.IsKnownSize));
        Assert.AreEqual((0, false), (variable.Size, variable.IsKnownSize));
        Assert.AreEqual(TextDataViewType.Instance, variable.ItemType);
    }

    [TestMethod]
    public void Types_InMessages_ReadAsInMlNet()
    {
        Assert.AreEqual("Single", NumberDataViewType.Single.ToString());
        Assert.AreEqual("String", TextDataViewType.Instance.ToString());
        Assert.AreEqual("Boolean", BooleanDataViewType.Instance.ToString());
        Assert.AreEqual("DateTime", DateTimeDataViewType.Instance.ToString());
        Assert.AreEqual("Key<UInt32, 0-4>", new KeyDataViewType(typeof(uint), 5).ToString());
        Assert.AreEqual("Vector<Single, 3>", new VectorDataViewType(NumberDataViewType.Single, 3).ToString());
        Assert.AreEqual("Vector<String>", new VectorDataViewType(TextDataViewType.Instance).ToString());
    }
}
