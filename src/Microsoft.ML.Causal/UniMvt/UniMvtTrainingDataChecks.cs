// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

/// <summary>Says what keeps data from being learned from; counts, and never shows a row's values.</summary>
internal static class UniMvtTrainingDataChecks
{
    /// <summary>Throws where <paramref name="data"/> breaks a rule of the columns.</summary>
    /// <exception cref="InvalidOperationException">Says which column, how many rows, and what to do.</exception>
    /// <param name="options">Names of the columns.</param>
    /// <param name="data">The rows.</param>
    /// <param name="continues">Whether a former model speaks for what these rows do not show: one arm, one class.</param>
    public static void Check(UniMvtOptions options, UniMvtTrainingData data, bool continues = false)
    {
        if (data.Rows == 0)
            throw new InvalidOperationException("UniMVT expects training rows, but the data has none.");

        int badFeatures = 0, badIntensity = 0, negative = 0, untreatedDose = 0, treatedZero = 0, badWeight = 0;
        int treated = 0, treatedPositive = 0, controlPositive = 0;
        for (int i = 0; i < data.Rows; i++)
        {
            foreach (float value in data.Features.AsSpan(i * data.FeatureCount, data.FeatureCount))
            {
                if (!float.IsFinite(value))
                {
                    badFeatures++;
                    break;
                }
            }

            float t = data.Intensity[i];
            if (!float.IsFinite(t))
                badIntensity++;
            else if (t < 0)
                negative++;
            else if (!data.Treated[i] && t != 0)
                untreatedDose++;
            else if (data.Treated[i] && t == 0)
                treatedZero++;

            if (data.Weight is not null && !(data.Weight[i] >= 0 && float.IsFinite(data.Weight[i])))
                badWeight++;

            treated += data.Treated[i] ? 1 : 0;
            treatedPositive += data.Treated[i] && data.Label[i] ? 1 : 0;
            controlPositive += !data.Treated[i] && data.Label[i] ? 1 : 0;
        }

        string features = $"Feature column '{options.FeatureColumnName}'", intensity = $"Intensity column '{options.IntensityColumnName}'";
        string treatment = $"Treatment column '{options.TreatmentColumnName}'", label = $"Label column '{options.LabelColumnName}'";
        int controls = data.Rows - treated;
        Reject(badFeatures, $"{features} is NaN or infinite in {badFeatures} of {data.Rows} rows; replace missing values before training.");
        Reject(badIntensity, $"{intensity} is NaN or infinite in {badIntensity} of {data.Rows} rows; it must be a finite number, 0 when untreated.");
        Reject(negative, $"{intensity} is below 0 in {negative} of {data.Rows} rows; intensities must be at least 0.");
        Reject(untreatedDose, $"{intensity} differs from 0 in {untreatedDose} of {controls} untreated rows; it must be 0 where {treatment} is false.");
        Reject(treatedZero, $"{intensity} is 0 in {treatedZero} of {treated} treated rows; it must be greater than 0 where {treatment} is true.");
        Reject(badWeight, $"Weight column '{options.ExampleWeightColumnName}' is negative, NaN or infinite in {badWeight} of {data.Rows} rows; weights must be at least 0.");
        if (continues)
            return;
        Reject(treated == 0 || controls == 0 ? 1 : 0, $"{treatment} is {(treated == 0 ? "false" : "true")} in all {data.Rows} rows; an effect needs both arms.");
        RequireBothClasses(treatedPositive, treated, "treated");
        RequireBothClasses(controlPositive, controls, "untreated");

        void RequireBothClasses(int positive, int rows, string arm) =>
            Reject(
                positive == 0 || positive == rows ? 1 : 0,
                $"{label} is {(positive == 0 ? "false" : "true")} in all {rows} {arm} rows; each arm needs both classes.");
    }

    private static void Reject(int count, string message)
    {
        if (count > 0)
            throw new InvalidOperationException(message);
    }
}
