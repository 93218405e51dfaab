// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.ML.Data;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Kind = Microsoft.ML.SchemaShape.Column.VectorKind;

namespace Microsoft.ML.Causal.Tests.Conformance;

[TestClass]
public class EstimatorChainTests
{
    private readonly MLContext _ml = new(seed: 1);

    private sealed class Row
    {
        public bool Label { get; set; }
        public float X { get; set; }

        [VectorType(2)]
        public float[] V { get; set; } = [1, 2];

        public float[] Free { get; set; } = [];
        public string Text { get; set; } = "a b";

        [KeyType(3)]
        public uint Key { get; set; }
    }

    private IDataView View => _ml.Data.LoadFromEnumerable(Enumerable.Range(0, 40).Select(i => new Row { X = i, Label = i % 3 == 0 }).ToArray());

    private ShapeSpy Spied(IEstimator<ITransformer>? first = null)
    {
        var spy = new ShapeSpy(_ml);
        (first is null ? new EstimatorChain<ITransformer>().Append(spy) : first.Append(spy)).Fit(View);
        return spy;
    }

    [TestMethod]
    public void Shape_OfAView_HasKindItemTypeAndKey()
    {
        ShapeSpy spy = Spied();

        Assert.AreEqual((Kind.Scalar, NumberDataViewType.Single, false), (spy["X"].Kind, spy["X"].ItemType, spy["X"].IsKey));
        Assert.AreEqual((Kind.Vector, NumberDataViewType.Single, false), (spy["V"].Kind, spy["V"].ItemType, spy["V"].IsKey));
        Assert.AreEqual(Kind.VariableVector, spy["Free"].Kind);
        Assert.AreEqual(TextDataViewType.Instance, spy["Text"].ItemType);
        Assert.AreEqual((NumberDataViewType.UInt32, true), (spy["Key"].ItemType, spy["Key"].IsKey));
        Assert.AreEqual(BooleanDataViewType.Instance, spy["Label"].ItemType);
    }

    [TestMethod]
    public void Shape_AfterTransforms_TellsTheirOutputs()
    {
        ShapeSpy spy = Spied(_ml.Transforms.Concatenate("F", "X", "V")
            .Append(_ml.Transforms.Concatenate("G", "X", "Free"))
            .Append(_ml.Transforms.Text.TokenizeIntoWords("W", "Text"))
            .Append(_ml.Transforms.Conversion.MapValueToKey("K", "W"))
            .Append(_ml.Transforms.NormalizeMinMax("N", "V"))
            .Append(_ml.Transforms.DropColumns("Text")));

        Assert.AreEqual((Kind.Vector, NumberDataViewType.Single), (spy["F"].Kind, spy["F"].ItemType));
        Assert.AreEqual(Kind.VariableVector, spy["G"].Kind);
        Assert.AreEqual((Kind.VariableVector, TextDataViewType.Instance), (spy["W"].Kind, spy["W"].ItemType));
        Assert.AreEqual((Kind.VariableVector, NumberDataViewType.UInt32, true), (spy["K"].Kind, spy["K"].ItemType, spy["K"].IsKey));
        Assert.AreEqual(Kind.Vector, spy["N"].Kind);
        Assert.IsFalse(spy.Seen!.Any(column => column.Name == "Text"));
    }

    [TestMethod]
    public void Shape_AfterACustomMapping_HasItsOutputs()
    {
        ShapeSpy spy = Spied(_ml.Transforms.CustomMapping<None, Scores>((_, scores) => scores.Score = 1, null));

        Assert.AreEqual((Kind.Scalar, NumberDataViewType.Single), (spy["Score"].Kind, spy["Score"].ItemType));
        Assert.AreEqual(Kind.Vector, spy["Parts"].Kind);
        Assert.AreEqual(Kind.VariableVector, spy["Rest"].Kind);
    }

    private sealed class None
    {
    }

    private sealed class Scores
    {
        public float Score { get; set; }

        [VectorType(2)]
        public float[] Parts { get; set; } = [0, 0];

        public VBuffer<float> Rest { get; set; }
    }

    [TestMethod]
    public void Shape_AfterABinaryTrainer_HasScoreProbabilityAndPredictedLabel()
    {
        ShapeSpy spy = Spied(_ml.Transforms.Concatenate("Features", "X", "V").Append(_ml.BinaryClassification.Trainers.LbfgsLogisticRegression()));

        Assert.AreEqual(NumberDataViewType.Single, spy["Score"].ItemType);
        Assert.AreEqual(NumberDataViewType.Single, spy["Probability"].ItemType);
        Assert.AreEqual(BooleanDataViewType.Instance, spy["PredictedLabel"].ItemType);
    }

    [TestMethod]
    public void Chain_FitsEachEstimatorOnTheOutputOfThoseBefore()
    {
        TransformerChain<ITransformer> model = new EstimatorChain<ITransformer>()
            .Append<ITransformer>(_ml.Transforms.CopyColumns("Y", "X"))
            .Append<ITransformer>(_ml.Transforms.NormalizeMinMax("Z", "Y"))
            .Fit(View);

        Assert.AreEqual(2, model.Count());
        Assert.AreSame(model.Last(), model.LastTransformer);
        Assert.AreEqual(1f, model.Transform(View).Values<float>("Z")[39]);
    }

    [TestMethod]
    public void Chain_ColumnDroppedOnTheWay_IsMissedBeforeAnythingIsFitted()
    {
        int reads = 0;
        IEnumerable<Row> Rows()
        {
            reads++;
            yield return new Row();
        }

        IEstimator<ITransformer> chain = _ml.Transforms.NormalizeMinMax("N", "X").Append(_ml.Transforms.DropColumns("X")).Append(_ml.Transforms.CopyColumns("Y", "X"));

        Assert.Throws<ArgumentOutOfRangeException>(() => chain.Fit(_ml.Data.LoadFromEnumerable(Rows())));
        Assert.AreEqual(0, reads);
    }

    [TestMethod]
    public void Chain_OutputSchema_IsThatOfItsOutput()
    {
        ITransformer model = _ml.Transforms.Concatenate("F", "X", "V").Append(_ml.Transforms.DropColumns("V")).Fit(View);

        DataViewSchema schema = model.GetOutputSchema(View.Schema);

        CollectionAssert.AreEqual(model.Transform(View).Schema.Names(), schema.Names());
        Assert.AreEqual(new VectorDataViewType(NumberDataViewType.Single, 3), schema["F"].Type);
    }

    [TestMethod]
    public void Chain_OfRowMappers_IsOne()
    {
        ITransformer model = _ml.Transforms.Concatenate("F", "X", "V").Append(_ml.Transforms.DropColumns("V")).Fit(View);

        Assert.IsTrue(model.IsRowToRowMapper);
        IRowToRowMapper mapper = model.GetRowToRowMapper(View.Schema);
        CollectionAssert.AreEqual(new[] { "X", "V" },
            mapper.GetDependencies([mapper.OutputSchema["F"]]).Select(column => column.Name).ToArray());
    }

    [TestMethod]
    public void Transformers_AreAppendedToOneAnother()
    {
        ITransformer first = _ml.Transforms.CopyColumns("Y", "X").Fit(View);
        ITransformer second = _ml.Transforms.CopyColumns("Z", "Y").Fit(first.Transform(View));

        Assert.AreEqual(39f, first.Append(second).Transform(View).Values<float>("Z")[39]);
    }

    [TestMethod]
    public void OnFitDelegate_SeesTheFittedPart()
    {
        ITransformer? seen = null;
        IEstimator<ITransformer> watched = _ml.Transforms.NormalizeMinMax("N", "X").WithOnFitDelegate(fitted => seen = fitted);

        watched.Append(_ml.Transforms.CopyColumns("M", "N")).Fit(View);

        Assert.IsNotNull(seen);
        Assert.AreEqual(1f, seen.Transform(View).Values<float>("N")[39]);
    }

    [TestMethod]
    public void CacheCheckpoint_ReadsTheSourceOnceForWhatFollows()
    {
        int reads = 0;
        IEnumerable<Row> Rows()
        {
            Interlocked.Increment(ref reads);
            for (int i = 0; i < 60; i++)
                yield return new Row { X = i };
        }

        _ml.Transforms.Concatenate("F", "X", "V").AppendCacheCheckpoint(_ml)
            .Append(_ml.Transforms.NormalizeMinMax("F"))
            .Append(_ml.Transforms.NormalizeMeanVariance("F"))
            .Fit(_ml.Data.LoadFromEnumerable(Rows()));

        Assert.AreEqual(1, reads);
    }
}
