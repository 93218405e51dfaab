// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal.Tests.UniMvt;

[TestClass]
public class UniMvtTrainingDataChecksTests
{
    private static readonly float[] X = [1, 2, 3, 4, 5, 6];
    private static readonly bool[] W = [true, true, true, false, false, false];
    private static readonly float[] T = [1, 2, 1, 0, 0, 0];
    private static readonly bool[] Y = [true, false, true, false, true, false];

    public static IEnumerable<object[]> Bad =>
    [
        [new UniMvtTrainingData([], 1, [], [], []), "UniMVT expects training rows, but the data has none."],
        [new UniMvtTrainingData([1, float.NaN, 3, 4, 5, float.PositiveInfinity], 1, W, T, Y), "Feature column 'Features' is NaN or infinite in 2 of 6 rows; replace missing values before training."],
        [new UniMvtTrainingData(X, 1, W, [1, float.NaN, 1, 0, 0, 0], Y), "Intensity column 'Intensity' is NaN or infinite in 1 of 6 rows; it must be a finite number, 0 when untreated."],
        [new UniMvtTrainingData(X, 1, W, [1, -2, 1, 0, 0, 0], Y), "Intensity column 'Intensity' is below 0 in 1 of 6 rows; intensities must be at least 0."],
        [new UniMvtTrainingData(X, 1, W, [1, 2, 1, 0, 3, 0], Y), "Intensity column 'Intensity' differs from 0 in 1 of 3 untreated rows; it must be 0 where Treatment column 'Treatment' is false."],
        [new UniMvtTrainingData(X, 1, W, [1, 0, 0, 0, 0, 0], Y), "Intensity column 'Intensity' is 0 in 2 of 3 treated rows; it must be greater than 0 where Treatment column 'Treatment' is true."],
        [new UniMvtTrainingData(X, 1, W, T, Y, [1, 1, -1, 1, 1, float.NaN]), "Weight column 'Weight' is negative, NaN or infinite in 2 of 6 rows; weights must be at least 0."],
        [new UniMvtTrainingData(X, 1, [true, true, true, true, true, true], [1, 2, 1, 1, 1, 1], Y), "Treatment column 'Treatment' is true in all 6 rows; an effect needs both arms."],
        [new UniMvtTrainingData(X, 1, new bool[6], new float[6], Y), "Treatment column 'Treatment' is false in all 6 rows; an effect needs both arms."],
        [new UniMvtTrainingData(X, 1, W, T, [true, true, true, false, true, false]), "Label column 'Label' is true in all 3 treated rows; each arm needs both classes."],
        [new UniMvtTrainingData(X, 1, W, T, [true, false, true, false, false, false]), "Label column 'Label' is false in all 3 untreated rows; each arm needs both classes."],
    ];

    [TestMethod]
    [DynamicData(nameof(Bad))]
    public void Check_WithABadColumn_NamesItAndCounts(object data, string message)
    {
        var exception = Assert.Throws<InvalidOperationException>(
            () => UniMvtTrainingDataChecks.Check(new() { ExampleWeightColumnName = "Weight" }, (UniMvtTrainingData)data));
        Assert.AreEqual(message, exception.Message);
    }
}
