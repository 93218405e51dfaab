// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.ML.Data;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Microsoft.ML.Causal.Tests.Conformance;

[TestClass]
public class HashingTests
{
    private readonly MLContext _ml = new(seed: 1);

    private sealed class Row
    {
        public string Text { get; set; } = "";
        public float Number { get; set; }
        public int Whole { get; set; }
        public string[] Words { get; set; } = [];
        public DateTime Day { get; set; }
    }

    private IDataView Hashed(string column, int bits, params Row[] rows)
    {
        IDataView view = _ml.Data.LoadFromEnumerable(rows);
        return _ml.Transforms.Conversion.Hash("Key", column, bits).Fit(view).Transform(view);
    }

    // The keys in these tests are what ML.NET 5.0.0 gives: MurmurHash3 of the UTF-8 bytes, or of the number's bits.
    [TestMethod]
    public void Text_HasTheKeyOfItsBytes()
    {
        IDataView hashed = Hashed("Text", 8, new() { Text = "a" }, new() { Text = "b" }, new() { Text = "c" }, new() { Text = "" });

        Assert.AreEqual(new KeyDataViewType(typeof(uint), 256), hashed.Schema["Key"].Type);
        CollectionAssert.AreEqual(new[] { 193u, 130u, 187u, 0u }, hashed.Values<uint>("Key"));
    }

    [TestMethod]
    public void Number_HasTheKeyOfItsBits_MissingHasNone() => CollectionAssert.AreEqual(
        new[] { 207u, 53u, 200u, 0u },
        Hashed("Number", 8, new() { Number = 1 }, new() { Number = 2 }, new() { Number = 3 }, new() { Number = float.NaN }).Values<uint>("Key"));

    [TestMethod]
    public void WholeNumber_KeepsAllBitsOfItsKey() => CollectionAssert.AreEqual(
        new[] { 1972283894u, 2081139648u }, Hashed("Whole", 31, new() { Whole = 1 }, new() { Whole = -5 }).Values<uint>("Key"));

    [TestMethod]
    public void Vector_IsHashedItemByItem()
    {
        uint[][] keys = Hashed("Words", 8, new() { Words = ["x", "y"] }, new Row(), new() { Words = ["y"] }).Vectors<uint>("Key");

        CollectionAssert.AreEqual(new[] { 93u, 192u }, keys[0]);
        Assert.IsEmpty(keys[1]);
        CollectionAssert.AreEqual(new[] { 192u }, keys[2]);
    }

    [TestMethod]
    public void Date_CannotBeHashed() =>
        StringAssert.Contains(
            Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => Hashed("Day", 8, new Row())).Message,
            "Expected Text, Key, numeric, Boolean or DataViewRowId item type");
}
