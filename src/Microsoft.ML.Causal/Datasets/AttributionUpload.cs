// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

/// <summary>What an uploader of the simulated platform produces: around the touch that caused it, or on a topic of their own.</summary>
internal sealed class AttributionUpload(AttributionWorld world, AttributionRowModel row, int seed)
{
    private const int D = AttributionWorld.ContentWidth;
    private readonly RandomStream _random = new(seed, "attribution/uploads");
    private readonly double[] _content = new double[D], _clusters = new double[AttributionWorld.Clusters];

    /// <summary>Draws the upload of a row into <paramref name="upload"/>, NaN where there is none.</summary>
    /// <param name="label">Whether there is one.</param>
    /// <param name="caused">Probability that a touch caused it.</param>
    /// <param name="topic">Topic of the user's intent.</param>
    /// <param name="items">The row's touches.</param>
    /// <param name="inspired">Which of them inspired.</param>
    /// <param name="upload">Receives u.</param>
    /// <returns>The touch that caused it, or −1.</returns>
    public int Draw(bool label, double caused, int topic, ReadOnlySpan<int> items, ReadOnlySpan<bool> inspired, Span<float> upload)
    {
        upload.Fill(float.NaN);
        if (!label)
            return -1;
        int cause = -1, number = inspired.Count(true);
        if (number > 0 && _random.NextDouble() < caused)
            cause = Nth(inspired, _random.NextInteger(number));
        double spread = cause >= 0 ? .35 : .5;
        ReadOnlySpan<double> centre = cause >= 0 ? world.Content(items[cause]) : world.Tables.ClusterContent.AsSpan(Cluster(topic) * D, D);
        for (int d = 0; d < D; d++)
            _content[d] = centre[d] + spread / Math.Sqrt(D) * _random.NextGaussian();
        AttributionMath.Normalise(_content);
        for (int d = 0; d < D; d++)
            upload[d] = (float)_content[d];
        return cause;
    }

    /// <summary>Writes the cosine of the upload and each touch; NaN without an upload.</summary>
    public void Cosines(bool label, ReadOnlySpan<int> items, ReadOnlySpan<float> upload, Span<float> cosines)
    {
        for (int j = 0; j < items.Length; j++)
        {
            ReadOnlySpan<double> content = world.Content(items[j]);
            double cosine = 0;
            for (int d = 0; d < D; d++)
                cosine += upload[d] * content[d];
            cosines[j] = label ? (float)cosine : float.NaN;
        }
    }

    private static int Nth(ReadOnlySpan<bool> inspired, int n)
    {
        int j = 0;
        while (!inspired[j] || n-- > 0)
            j++;
        return j;
    }

    private int Cluster(int topic)
    {
        if (_random.NextDouble() < .7)
            return topic + AttributionWorld.Topics * _random.NextInteger(AttributionWorld.Clusters / AttributionWorld.Topics);
        row.Interest.CopyTo(_clusters);
        AttributionMath.Softmax(_clusters);
        return AttributionMath.Choose(_clusters, _random.NextDouble());
    }
}
