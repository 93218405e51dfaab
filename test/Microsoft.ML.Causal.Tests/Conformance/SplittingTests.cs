// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.ML.Data;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Microsoft.ML.Causal.Tests.Conformance;

[TestClass]
public class SplittingTests
{
    private readonly MLContext _ml = new(seed: 1);

    private sealed class Row
    {
        public int Number { get; set; }
        public string User { get; set; } = "";
    }

    private IDataView View(int rows = 2000) =>
        _ml.Data.LoadFromEnumerable(Enumerable.Range(0, rows).Select(i => new Row { Number = i, User = $"u{i % 200}" }).ToArray());

    [TestMethod]
    public void TrainTestSplit_PartsAreDisjointAndComplete()
    {
        IDataView view = View();

        DataOperationsCatalog.TrainTestData split = _ml.Data.TrainTestSplit(view, testFraction: 0.25);
        int[] train = split.TrainSet.Values<int>("Number"), test = split.TestSet.Values<int>("Number");

        CollectionAssert.AreEquivalent(view.Values<int>("Number"), train.Concat(test).ToArray());
        // Rows fall in the test set at random: 500 expected, standard deviation 19; six of them are allowed.
        Assert.AreEqual(500, test.Length, 120);
    }

    [TestMethod]
    public void TrainTestSplit_SameSeed_SameRows()
    {
        int[] Test(int seed) => _ml.Data.TrainTestSplit(View(), 0.3, seed: seed).TestSet.Values<int>("Number");

        CollectionAssert.AreEqual(Test(3), Test(3));
        CollectionAssert.AreNotEqual(Test(3), Test(4));
    }

    [TestMethod]
    public void TrainTestSplit_OneSplit_ReadsTheSameEachTime()
    {
        DataOperationsCatalog.TrainTestData split = _ml.Data.TrainTestSplit(View(), 0.3);

        CollectionAssert.AreEqual(split.TestSet.Values<int>("Number"), split.TestSet.Values<int>("Number"));
    }

    [TestMethod]
    public void TrainTestSplit_BySamplingKey_KeepsEachKeyOnOneSide()
    {
        DataOperationsCatalog.TrainTestData split = _ml.Data.TrainTestSplit(View(), 0.3, samplingKeyColumnName: "User");

        string[] train = [.. split.TrainSet.Texts("User").Distinct()], test = [.. split.TestSet.Texts("User").Distinct()];

        Assert.AreEqual(0, train.Intersect(test).Count());
        Assert.AreEqual(200, train.Length + test.Length);
        // 60 of 200 users expected, standard deviation 6.5; six of them are allowed.
        Assert.AreEqual(60, test.Length, 39);
    }

    [TestMethod]
    public void TrainTestSplit_KeepsTheSchema()
    {
        DataOperationsCatalog.TrainTestData split = _ml.Data.TrainTestSplit(View(), 0.3, samplingKeyColumnName: "User");

        CollectionAssert.AreEqual(new[] { "Number", "User" }, split.TrainSet.Schema.VisibleNames());
        CollectionAssert.AreEqual(new[] { "Number", "User" }, split.TestSet.Schema.VisibleNames());
    }

    [TestMethod]
    public void TrainTestSplit_MissingKeyColumn_Throws()
    {
        var error = Assert.Throws<ArgumentOutOfRangeException>(
            () => _ml.Data.TrainTestSplit(View(), samplingKeyColumnName: "Account"));
        StringAssert.Contains(error.Message, "Account");
    }

    [TestMethod]
    [DataRow(0.0)]
    [DataRow(1.0)]
    public void TrainTestSplit_FractionOutsideOpenInterval_Throws(double fraction) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => _ml.Data.TrainTestSplit(View(), fraction));

    [TestMethod]
    public void CrossValidationSplit_EveryRowIsTestedOnce()
    {
        IReadOnlyList<DataOperationsCatalog.TrainTestData> folds = _ml.Data.CrossValidationSplit(View(), numberOfFolds: 4, samplingKeyColumnName: "User");

        Assert.AreEqual(4, folds.Count);
        CollectionAssert.AreEquivalent(Enumerable.Range(0, 2000).ToArray(), folds.SelectMany(fold => fold.TestSet.Values<int>("Number")).ToArray());
        foreach (DataOperationsCatalog.TrainTestData fold in folds)
        {
            int[] train = fold.TrainSet.Values<int>("Number"), test = fold.TestSet.Values<int>("Number");
            Assert.AreEqual(2000, train.Length + test.Length);
            Assert.AreEqual(0, fold.TrainSet.Texts("User").Intersect(fold.TestSet.Texts("User")).Count());
        }
    }
}
