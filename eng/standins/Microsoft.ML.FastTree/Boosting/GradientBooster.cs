// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Trainers.FastTree;

/// <summary>Gradient boosting of regression trees on binned features; single-threaded, so the same trees everywhere.</summary>
internal sealed class GradientBooster(BoostingSettings settings, IBoostingObjective objective)
{
    private readonly Random _featureRandom = new(settings.FeatureSeed);
    private readonly Random _bagRandom = new(settings.BaggingSeed);

    /// <param name="columns">Feature values by feature, then by row; none missing.</param>
    /// <param name="labels">Label of each row.</param>
    /// <param name="weights">Weight of each row; empty when every row weighs 1.</param>
    public List<TreeNodes> Train(float[][] columns, float[] labels, float[] weights)
    {
        int rows = labels.Length;
        BinnedFeatures features = BinnedFeatures.From(columns, rows, settings.MostBins);
        var grower = new TreeGrower(
            features,
            new(settings.MostLeaves, settings.LeastRowsPerLeaf, settings.FeatureFractionPerSplit),
            _featureRandom);
        double[] scores = new double[rows], gradients = new double[rows], curvatures = new double[rows];
        double[] rowWeights = [.. weights.Select(weight => (double)weight)];
        int[] bag = [];
        var trees = new List<TreeNodes>();
        for (int t = 0; t < settings.Trees; t++)
        {
            if (t == 0 || (settings.BaggingSize > 0 && t % settings.BaggingSize == 0))
                bag = DrawBag(rows);
            Derive(scores, labels, rowWeights, gradients, curvatures);
            if (!grower.Grow(bag, gradients, rowWeights, DrawFeatures(columns.Length)))
                continue;
            trees.Add(Finish(grower, bag, gradients, curvatures, scores));
        }

        return trees;
    }

    private void Derive(double[] scores, float[] labels, double[] weights, double[] gradients, double[] curvatures)
    {
        for (int i = 0; i < scores.Length; i++)
        {
            double weight = weights.Length == 0 ? 1 : weights[i];
            (double gradient, double curvature) = objective.Derivatives(scores[i], labels[i]);
            gradients[i] = weight * gradient;
            curvatures[i] = weight * curvature;
        }
    }

    /// <summary>Gives each leaf its Newton step and adds it to the scores.</summary>
    private TreeNodes Finish(TreeGrower grower, int[] bag, double[] gradients, double[] curvatures, double[] scores)
    {
        TreeNodes tree = grower.ToNodes();
        for (int k = 0; k < grower.Leaves.Count; k++)
        {
            Span<int> members = bag.AsSpan(grower.Leaves[k].Start, grower.Leaves[k].Count);
            double gradient = 0, curvature = 0;
            foreach (int row in members)
            {
                gradient += gradients[row];
                curvature += curvatures[row];
            }

            // The curvature of a leaf of certain rows underflows; the bound on the output then decides.
            double step = settings.LearningRate * gradient / Math.Max(curvature, 1e-300);
            tree.LeafValues[k] = Math.Clamp(step, -settings.MostOutput, settings.MostOutput);
            foreach (int row in members)
                scores[row] += tree.LeafValues[k];
        }

        AddOutOfBag(grower, bag, tree, scores);
        return tree;
    }

    private static void AddOutOfBag(TreeGrower grower, int[] bag, TreeNodes tree, double[] scores)
    {
        if (bag.Length == scores.Length)
            return;
        var inBag = new bool[scores.Length];
        foreach (int row in bag)
            inBag[row] = true;
        for (int row = 0; row < scores.Length; row++)
        {
            if (!inBag[row])
                scores[row] += tree.LeafValues[grower.LeafOf(row)];
        }
    }

    private int[] DrawBag(int rows)
    {
        int[] all = [.. Enumerable.Range(0, rows)];
        if (settings.BaggingSize <= 0)
            return all;
        _bagRandom.Shuffle(all);
        int[] bag = all[..Math.Max(1, (int)(settings.BaggingFraction * rows))];
        Array.Sort(bag);
        return bag;
    }

    private bool[] DrawFeatures(int count)
    {
        var used = new bool[count];
        if (settings.FeatureFraction >= 1)
        {
            Array.Fill(used, true);
            return used;
        }

        int[] order = [.. Enumerable.Range(0, count)];
        _featureRandom.Shuffle(order);
        foreach (int f in order[..Math.Max(1, (int)Math.Ceiling(settings.FeatureFraction * count))])
            used[f] = true;
        return used;
    }
}
