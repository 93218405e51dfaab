// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

/// <summary>Clusters of items by their content: k-means, begun as k-means++ (Arthur and Vassilvitskii 2007), repeatable for a seed.</summary>
/// <param name="OfItem">Cluster of each item, [items+1], from 1; 0 for items without content.</param>
/// <param name="OfTouch">Cluster of each touch, [m].</param>
/// <param name="Count">Number of clusters.</param>
/// <param name="Centres">Centres of the clusters, [clusters,d].</param>
internal sealed record ItemClusters(int[] OfItem, int[] OfTouch, int Count, float[] Centres)
{
    // Assignments of far fewer rounds are final on items that cluster at all; the rest would move back and forth for little.
    private const int LargestNumberOfRounds = 50;

    /// <summary>Finds clusters from the content of touches; a touch whose item is missing belongs to the cluster that it is nearest to.</summary>
    /// <param name="items">Item of each touch, 0 missing.</param>
    /// <param name="itemCount">Number of items.</param>
    /// <param name="content">Content of each touch, [m,d]; an item's is the mean over its touches.</param>
    /// <param name="width">d.</param>
    /// <param name="clusters">Number of clusters wanted; fewer where there are fewer items.</param>
    /// <param name="seed">Seed of the beginning.</param>
    public static ItemClusters OfTouches(int[] items, int itemCount, float[] content, int width, int clusters, int seed)
    {
        double[] means = new double[(itemCount + 1) * width];
        int[] touches = new int[itemCount + 1];
        for (int j = 0; j < items.Length; j++)
        {
            touches[items[j]]++;
            for (int d = 0; d < width; d++)
                means[items[j] * width + d] += content[j * width + d];
        }

        int[] shown = [.. Enumerable.Range(1, itemCount).Where(item => touches[item] > 0)];
        foreach (int item in shown)
        {
            for (int d = 0; d < width; d++)
                means[item * width + d] /= touches[item];
        }

        ItemClusters found = Find(items, itemCount, means, shown, width, clusters, seed);
        for (int j = 0; j < items.Length; j++)
        {
            if (items[j] == 0 && found.Count > 0)
                found.OfTouch[j] = Nearest(found.Centres, content.AsSpan(j * width, width));
        }

        return found;
    }

    /// <summary>Finds clusters from the content of items.</summary>
    /// <param name="items">Item of each touch, 0 missing.</param>
    /// <param name="content">What the items hold.</param>
    /// <param name="clusters">Number of clusters wanted; fewer where there are fewer items with content.</param>
    /// <param name="seed">Seed of the beginning.</param>
    public static ItemClusters OfItems(int[] items, ItemContentTable content, int clusters, int seed)
    {
        int[] known = [.. Enumerable.Range(0, content.HasContent.Length).Where(item => content.HasContent[item])];
        return Find(items, content.HasContent.Length - 1, Array.ConvertAll(content.Values, v => (double)v), known, content.Width, clusters, seed);
    }

    /// <summary>Clusters that were found before: items keep theirs, others belong to the nearest centre.</summary>
    /// <param name="known">Cluster of each known item, [known+1], 0 where it had none.</param>
    /// <param name="centres">Centres, [clusters,d].</param>
    /// <param name="items">Item of each touch, 0 missing.</param>
    /// <param name="itemCount">Number of items.</param>
    /// <param name="content">Content vectors, [m,d] by touch or [items+1,d] by item; zeros stand for none.</param>
    /// <param name="width">d.</param>
    /// <param name="byTouch">Which of the two; a new item is then placed by its first touch.</param>
    public static ItemClusters Continue(int[] known, float[] centres, int[] items, int itemCount, float[] content, int width, bool byTouch)
    {
        var ofItem = new int[itemCount + 1];
        known.AsSpan(0, Math.Min(known.Length, ofItem.Length)).CopyTo(ofItem);
        var ofTouch = new int[items.Length];
        for (int j = 0; j < items.Length; j++)
        {
            ReadOnlySpan<float> own = content.AsSpan((byTouch ? j : items[j]) * width, width);
            int cluster = items[j] > 0 ? ofItem[items[j]] : 0;
            if (cluster == 0 && (byTouch || (items[j] > 0 && own.ContainsAnyExcept(0f))))
                cluster = Nearest(centres, own);
            if (items[j] > 0)
                ofItem[items[j]] = cluster;
            ofTouch[j] = cluster;
        }

        return new(ofItem, ofTouch, centres.Length / width, centres);
    }

    /// <summary>The cluster, from 1, whose centre is nearest to a content vector.</summary>
    public static int Nearest(ReadOnlySpan<float> centres, ReadOnlySpan<float> content)
    {
        int best = 0;
        double least = double.PositiveInfinity;
        for (int k = 0; k * content.Length < centres.Length; k++)
        {
            double sum = 0;
            for (int d = 0; d < content.Length; d++)
                sum += ((double)centres[k * content.Length + d] - content[d]) * ((double)centres[k * content.Length + d] - content[d]);
            if (sum < least)
                (best, least) = (k + 1, sum);
        }

        return best;
    }

    private static ItemClusters Find(int[] items, int itemCount, double[] means, int[] shown, int width, int clusters, int seed)
    {
        int count = Math.Min(clusters, shown.Length);
        double[] centres = Begin(means, width, shown, count, new RandomStream(seed, "item clusters"));
        int[] ofItem = new int[itemCount + 1];
        for (int round = 0; round < LargestNumberOfRounds && Assign(means, width, shown, centres, ofItem); round++)
            Move(means, width, shown, centres, ofItem);
        return new(ofItem, Array.ConvertAll(items, item => ofItem[item]), count, Array.ConvertAll(centres, v => (float)v));
    }

    /// <summary>The first centres: items, each the more likely the farther it is from those before.</summary>
    private static double[] Begin(double[] means, int width, int[] shown, int count, RandomStream random)
    {
        double[] centres = new double[count * width], nearest = new double[shown.Length];
        Array.Fill(nearest, double.PositiveInfinity);
        for (int k = 0; k < count; k++)
        {
            int chosen = k == 0 ? random.NextInteger(shown.Length) : Draw(nearest, random);
            means.AsSpan(shown[chosen] * width, width).CopyTo(centres.AsSpan(k * width));
            for (int i = 0; i < shown.Length; i++)
                nearest[i] = Math.Min(nearest[i], Distance(means, shown[i] * width, centres, k * width, width));
        }

        return centres;
    }

    private static int Draw(double[] weights, RandomStream random)
    {
        double left = random.NextDouble() * weights.Sum();
        for (int i = 0; i < weights.Length - 1; i++)
        {
            left -= weights[i];
            if (left < 0)
                return i;
        }

        return weights.Length - 1;
    }

    /// <summary>Gives each item the nearest centre; true where any changed.</summary>
    private static bool Assign(double[] means, int width, int[] shown, double[] centres, int[] ofItem)
    {
        bool changed = false;
        foreach (int item in shown)
        {
            int best = 0;
            double least = double.PositiveInfinity;
            for (int k = 0; k * width < centres.Length; k++)
            {
                double distance = Distance(means, item * width, centres, k * width, width);
                if (distance < least)
                    (best, least) = (k + 1, distance);
            }

            changed |= ofItem[item] != best;
            ofItem[item] = best;
        }

        return changed;
    }

    /// <summary>Moves each centre to the mean of its items; one without items stays.</summary>
    private static void Move(double[] means, int width, int[] shown, double[] centres, int[] ofItem)
    {
        double[] sums = new double[centres.Length];
        int[] counts = new int[centres.Length / width];
        foreach (int item in shown)
        {
            counts[ofItem[item] - 1]++;
            for (int d = 0; d < width; d++)
                sums[(ofItem[item] - 1) * width + d] += means[item * width + d];
        }

        for (int k = 0; k < sums.Length; k++)
            centres[k] = counts[k / width] > 0 ? sums[k] / counts[k / width] : centres[k];
    }

    private static double Distance(double[] a, int i, double[] b, int k, int width)
    {
        double sum = 0;
        for (int d = 0; d < width; d++)
            sum += (a[i + d] - b[k + d]) * (a[i + d] - b[k + d]);
        return sum;
    }
}
