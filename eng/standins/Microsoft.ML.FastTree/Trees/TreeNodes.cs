// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Trainers.FastTree;

/// <summary>A tree as arrays: one entry per inner node, and one per leaf; the child <c>~k</c> is leaf k.</summary>
internal sealed record TreeNodes(
    int[] Features, float[] Thresholds, double[] Gains, int[] Left, int[] Right, double[] LeafValues)
{
    /// <summary>The value of the leaf a row ends in; a missing value is not at most any threshold, so it goes right.</summary>
    public double Score(ReadOnlySpan<float> row)
    {
        int node = Features.Length == 0 ? ~0 : 0;
        while (node >= 0)
            node = row[Features[node]] <= Thresholds[node] ? Left[node] : Right[node];
        return LeafValues[~node];
    }

    public void Save(BinaryWriter writer)
    {
        writer.Write(Features.Length);
        for (int i = 0; i < Features.Length; i++)
        {
            writer.Write(Features[i]);
            writer.Write(Thresholds[i]);
            writer.Write(Gains[i]);
            writer.Write(Left[i]);
            writer.Write(Right[i]);
        }

        foreach (double value in LeafValues)
            writer.Write(value);
    }

    public static TreeNodes Load(BinaryReader reader)
    {
        int count = reader.ReadInt32();
        var nodes = new TreeNodes(
            new int[count], new float[count], new double[count], new int[count], new int[count], new double[count + 1]);
        for (int i = 0; i < count; i++)
        {
            nodes.Features[i] = reader.ReadInt32();
            nodes.Thresholds[i] = reader.ReadSingle();
            nodes.Gains[i] = reader.ReadDouble();
            nodes.Left[i] = reader.ReadInt32();
            nodes.Right[i] = reader.ReadInt32();
        }

        for (int i = 0; i <= count; i++)
            nodes.LeafValues[i] = reader.ReadDouble();
        return nodes;
    }
}
