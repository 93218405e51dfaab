// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.ML.Data;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Microsoft.ML.Causal.Tests.Sweeping;

[TestClass]
public class SweepSplitTests
{
    private readonly MLContext _mlContext = new(seed: 1);

    private sealed class Row
    {
        public int Number { get; set; }

        public string Name { get; set; } = "";

        // Few of many possible keys: what a key column of users looks like.
        [KeyType(1 << 24)]
        public uint Key { get; set; }
    }

    private IDataView Rows() => _mlContext.Data.LoadFromEnumerable(Enumerable.Range(0, 90).Select(i => new Row { Number = i, Name = $"user {i / 3}", Key = (uint)(1 + i / 3) }).ToArray());

    [TestMethod]
    [DataRow("Name")]
    [DataRow("Key")]
    [DataRow("Number")]
    [DataRow(null)]
    public void Folds_HoldOutEachRowOnceAndKeepUsersTogether(string? column)
    {
        SweepSplit split = SweepSplit.Of(_mlContext, Rows(), folds: 5, 0.5, column, seed: 3);

        Assert.HasCount(5, split.Folds);
        int[][] held = [.. split.Folds.Select(fold => Numbers(fold.Validation))];
        CollectionAssert.AreEquivalent(Enumerable.Range(0, 90).ToArray(), held.SelectMany(rows => rows).ToArray());
        foreach (((IDataView train, IDataView validation), int[] rows) in split.Folds.Zip(held))
        {
            Assert.HasCount(18, rows, "30 users, or 90 rows, in five equal parts");
            CollectionAssert.AreEquivalent(Enumerable.Range(0, 90).Except(rows).ToArray(), Numbers(train));
            Assert.AreEqual(18, validation.GetRowCount());
            if (column is "Name" or "Key")
                Assert.HasCount(6, rows.Select(row => row / 3).Distinct().ToArray());
        }
    }

    [TestMethod]
    public void Share_IsHeldOutOnce_ByTheSeed()
    {
        int[] Held(int seed) => Numbers(SweepSplit.Of(_mlContext, Rows(), 1, 0.2, "Key", seed).Folds.Single().Validation);

        Assert.HasCount(18, Held(1));
        CollectionAssert.AreEqual(Held(1), Held(1));
        CollectionAssert.AreNotEqual(Held(1), Held(2));
    }

    [TestMethod]
    public void RowsWithoutAUser_AreEachTheirOwn()
    {
        IDataView rows = _mlContext.Data.LoadFromEnumerable(Enumerable.Range(0, 40).Select(i => new Row { Number = i, Name = i < 20 ? "" : "one" }).ToArray());

        int[] held = Numbers(SweepSplit.Of(_mlContext, rows, 1, 0.5, "Name", 1).Folds[0].Validation);

        // 21 users, 11 of them held out: the twenty rows of one user with ten others, or eleven of the others.
        Assert.IsTrue(held.Length is 11 or 30, $"{held.Length}");
    }

    [TestMethod]
    public void Data_ThatCannotBeSplit_IsCounted()
    {
        IDataView one = _mlContext.Data.LoadFromEnumerable(Enumerable.Range(0, 5).Select(i => new Row { Number = i, Name = "same" }).ToArray());

        Assert.AreEqual(
            "Column 'Name' tells 1 users apart; too few to hold out 1 and learn from others.",
            Assert.Throws<InvalidOperationException>(() => SweepSplit.Of(_mlContext, one, 1, 0.2, "Name", 1)).Message);
        Assert.AreEqual(
            "The data has 5 rows; too few to hold out 6 folds and learn from others.",
            Assert.Throws<InvalidOperationException>(() => SweepSplit.Of(_mlContext, one, 6, 0.2, null, 1)).Message);
    }

    private static int[] Numbers(IDataView rows) => [.. rows.GetColumn<int>("Number")];
}
