// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.ML.Data;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Microsoft.ML.Causal.Tests.Conformance;

/// <summary>ML.NET's own sentences about columns, word for word: the component set says the same of its columns.</summary>
[TestClass]
public class MessageTests
{
    private readonly MLContext _ml = new(seed: 1);

    private sealed class Row
    {
        public bool Label { get; set; }
        public float X { get; set; }
        public string Text { get; set; } = "";

        [VectorType(2)]
        public float[] V { get; set; } = [1, 2];

        public float[] Free { get; set; } = [];
    }

    private IDataView View => _ml.Data.LoadFromEnumerable([new Row(), new Row { Label = true }]);

    private void Says(string message, Func<IEstimator<ITransformer>> estimator)
    {
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => estimator().Fit(View).Transform(View));
        StringAssert.StartsWith(error.Message, message);
        // The name of a parameter follows in brackets, and nothing else.
        StringAssert.Matches(error.Message[message.Length..], new(@"^ \(Parameter '\w+'\)$"));
    }

    [TestMethod]
    public void Input_Missing()
    {
        Says("Could not find input column 'Nope'", () => _ml.Transforms.CopyColumns("Y", "Nope"));
        Says("Could not find input column 'Nope'", () => _ml.Transforms.Concatenate("Y", "X", "Nope"));
        Says("Could not find input column 'Nope'", () => _ml.Transforms.DropColumns("Nope"));
        Says("Could not find input column 'Nope'", () => _ml.Transforms.SelectColumns("Nope"));
        Says("Could not find input column 'Nope'", () => _ml.Transforms.NormalizeMinMax("Y", "Nope"));
        Says("Could not find input column 'Nope'", () => _ml.Transforms.CopyColumns("Y", "X").Append(_ml.Transforms.CopyColumns("Z", "Nope")));
    }

    [TestMethod]
    public void Input_OfAnotherType()
    {
        Says("Schema mismatch for input column 'Text': expected Single, got String", () => _ml.Transforms.Concatenate("Y", "X", "Text"));
        Says("Schema mismatch for input column 'Text': expected vector or scalar of Single or Double, got String",
            () => _ml.Transforms.CopyColumns("Y", "X").Append(_ml.Transforms.NormalizeMinMax("Text")));
        Says("Schema mismatch for input column 'X': expected String or Vector of String, got Single", () => _ml.Transforms.Text.TokenizeIntoWords("Y", "X"));
    }

    [TestMethod]
    public void Trainer_ColumnsMissing()
    {
        Says("Could not find label column 'Nope'", () => _ml.BinaryClassification.Trainers.FastTree("Nope", "V"));
        Says("Could not find feature column 'Nope'", () => _ml.BinaryClassification.Trainers.FastTree("Label", "Nope"));
        Says("Could not find weight column 'Nope'", () => _ml.BinaryClassification.Trainers.FastTree("Label", "V", "Nope"));
    }

    [TestMethod]
    public void Trainer_ColumnsOfAnotherType()
    {
        Says("Schema mismatch for label column 'X': expected Boolean, got Single", () => _ml.BinaryClassification.Trainers.FastTree("X", "V"));
        Says("Schema mismatch for label column 'X': expected Boolean, got Single", () => _ml.BinaryClassification.Trainers.LbfgsLogisticRegression("X", "V"));
        Says("Schema mismatch for label column 'Label': expected Single, got Boolean", () => _ml.Regression.Trainers.FastTree("Label", "V"));
        Says("Schema mismatch for feature column 'Text': expected Vector<Single>, got String", () => _ml.BinaryClassification.Trainers.FastTree("Label", "Text"));
        Says("Schema mismatch for feature column 'X': expected Vector<Single>, got Single", () => _ml.Clustering.Trainers.KMeans("X"));
        Says("Schema mismatch for feature column 'Free': expected Vector<Single>, got VarVector<Single>", () => _ml.BinaryClassification.Trainers.FastTree("Label", "Free"));
        Says("Schema mismatch for weight column 'Text': expected Single, got String", () => _ml.BinaryClassification.Trainers.FastTree("Label", "V", "Text"));
    }

    [TestMethod]
    public void Arguments_OutOfRange()
    {
        var fraction = Assert.Throws<ArgumentOutOfRangeException>(() => _ml.Data.TrainTestSplit(View, 1.5));
        var folds = Assert.Throws<ArgumentOutOfRangeException>(() => _ml.Data.CrossValidationSplit(View, 1));

        StringAssert.StartsWith(fraction.Message, "Must be between 0 and 1 exclusive");
        StringAssert.StartsWith(folds.Message, "Must be more than 1");
    }
}
