// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.ML.Data;

namespace Microsoft.ML.Causal;

/// <summary>Scores of touches beside something known of them, row after row.</summary>
/// <param name="Scores">One per touch that was scored.</param>
/// <param name="Known">What is known of the same touches.</param>
/// <param name="Offsets">First touch of each row, then the number of touches.</param>
internal sealed record ScoredTouches(float[] Scores, float[] Known, int[] Offsets)
{
    /// <summary>Reads both columns; touches without a score, too long ago for the model, are left out.</summary>
    /// <exception cref="ArgumentException">A column is missing or of another type.</exception>
    public static ScoredTouches Read(IDataView scored, string scoreName, string knownName)
    {
        DataViewSchema.Column scoreColumn = TouchColumnCheck.Numbers(scored.Schema, "objective", scoreName),
            knownColumn = TouchColumnCheck.Numbers(scored.Schema, "objective", knownName);
        using DataViewRowCursor cursor = scored.GetRowCursor([scoreColumn, knownColumn]);
        ValueGetter<VBuffer<float>> getScores = cursor.GetGetter<VBuffer<float>>(scoreColumn), getKnown = cursor.GetGetter<VBuffer<float>>(knownColumn);
        var scores = new GrowingArray<float>(1024);
        var known = new GrowingArray<float>(1024);
        List<int> offsets = [0];
        VBuffer<float> score = default, value = default;
        while (cursor.MoveNext())
        {
            getScores(ref score);
            getKnown(ref value);
            if (score.Length != value.Length)
                throw new InvalidOperationException($"Column '{knownName}' has {value.Length} entries in a row of {score.Length} touches; one per touch is expected.");
            int count = offsets[^1];
            foreach ((float touch, float at) in score.DenseValues().Zip(value.DenseValues()))
            {
                if (float.IsNaN(touch))
                    continue;
                scores.Add(touch);
                known.Add(at);
                count++;
            }

            offsets.Add(count);
        }

        return new(scores.ToArray(), known.ToArray(), [.. offsets]);
    }
}
