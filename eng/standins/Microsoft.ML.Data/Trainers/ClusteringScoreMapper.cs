// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Data;

/// <summary>Distances to the clusters, and the nearest of them as a key.</summary>
internal sealed class ClusteringScoreMapper(DataViewSchema inputSchema, DataViewSchema.Column features, IVectorScoreModel model)
    : ScoreMapper(inputSchema, features)
{
    public override DataViewSchema.DetachedColumn[] OutputColumns { get; } =
        ScoreColumns.OfClustering(model.ScoreCount, ScoreColumns.NextSetId(inputSchema));

    protected override Delegate[] MakeGetters(DataViewRow input, DenseFeatures reader)
    {
        long at = -1;
        var latest = new float[model.ScoreCount];
        float[] Scores()
        {
            if (at != input.Position)
            {
                model.Score(reader.Current(), latest);
                at = input.Position;
            }

            return latest;
        }

        ValueGetter<uint> label = (ref uint value) => value = Nearest(Scores());
        ValueGetter<VBuffer<float>> score = (ref VBuffer<float> value) =>
        {
            VBufferEditor<float> editor = VBufferEditor.Create(ref value, model.ScoreCount);
            Scores().CopyTo(editor.Values);
            value = editor.Commit();
        };
        return [label, score];
    }

    // Keys count from 1; 0, missing, stays where no distance is a number.
    private static uint Nearest(float[] distances)
    {
        uint nearest = 0;
        for (int k = 0; k < distances.Length; k++)
        {
            if (!float.IsNaN(distances[k]) && (nearest == 0 || distances[k] < distances[nearest - 1]))
                nearest = (uint)k + 1;
        }

        return nearest;
    }
}
