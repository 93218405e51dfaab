// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Microsoft.ML.Causal.Tests.Conformance;

[TestClass]
public class CustomFilterTests
{
    private readonly MLContext _ml = new(seed: 1);

    private sealed class Row
    {
        public float Number { get; set; }
        public string Text { get; set; } = "";
    }

    private sealed class Reading
    {
        public float Number { get; set; }
    }

    private sealed class Counter
    {
        public int Rows { get; set; }
    }

    private IDataView View() => _ml.Data.LoadFromEnumerable(
        Enumerable.Range(0, 6).Select(i => new Row { Number = i, Text = $"row {i}" }).ToArray());

    [TestMethod]
    public void Predicate_ThatHolds_TakesTheRowOut()
    {
        IDataView filtered = _ml.Data.FilterByCustomPredicate<Reading>(View(), row => row.Number > 2);

        CollectionAssert.AreEqual(new[] { "row 0", "row 1", "row 2" }, filtered.Texts("Text"));
    }

    [TestMethod]
    public void Predicate_WithState_SeesRowsInOrder()
    {
        IDataView filtered = _ml.Data.FilterByStatefulCustomPredicate<Reading, Counter>(
            View(), (_, state) => state.Rows++ % 2 == 0, state => state.Rows = 0);

        CollectionAssert.AreEqual(new[] { 1f, 3f, 5f }, filtered.Values<float>("Number"));
        CollectionAssert.AreEqual(new[] { 1f, 3f, 5f }, filtered.Values<float>("Number"), "Each pass must start with new state.");
    }
}
