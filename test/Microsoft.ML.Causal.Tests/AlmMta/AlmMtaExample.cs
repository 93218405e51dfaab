// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal.Tests.AlmMta;

/// <summary>A small world with a hidden confounder of the row, and journeys of it with known effects.</summary>
internal static class AlmMtaExample
{
    public const int Items = 40, Clusters = 8, Context = 3, ContentWidth = 4;

    /// <summary>A schedule that ends in a moment; what it learns does not matter.</summary>
    public static AlmMtaOptions Quick { get; } = new()
    {
        ProxyColumnName = "Proxy", CoreEpochs = 3, OutcomeEpochs = 3, NetworkEpochs = 2, BootstrapFits = 2, BootstrapEpochs = 2, StackTowers = 1, MaxTouchpoints = 8,
    };

    /// <summary>Draws journeys; a second numeric key and numbers per touch carry no effect.</summary>
    /// <param name="rows">Number of rows.</param>
    /// <param name="seed">Seed of the rows; the world is always the same.</param>
    /// <param name="plain">Whether journeys have an item, a cluster and its content alone.</param>
    public static AlmMtaTrainingData Draw(int rows, int seed, bool plain = true) => Draw(rows, seed, plain, out _);

    /// <summary>As above, with the true chance of each touch to move the user, which ranks the touches of a row by their effects.</summary>
    public static AlmMtaTrainingData Draw(int rows, int seed, bool plain, out float[] chances)
    {
        var world = new RandomStream(1, "world");
        var random = new RandomStream(seed, "rows");
        float[] content = new float[(Items + 1) * ContentWidth];
        world.FillGaussian(content.AsSpan(ContentWidth), 0.5);
        double[] item = [.. Enumerable.Range(0, Items + 1).Select(_ => -1.5 + 1.2 * world.NextGaussian())];

        int[] offsets = new int[rows + 1];
        List<int> items = [], codes = [];
        List<bool> exact = [];
        List<float> drawn = [];
        float[] context = new float[rows * Context];
        random.FillGaussian(context.AsSpan(), 1);
        bool[] label = new bool[rows];
        for (int i = 0; i < rows; i++)
        {
            double hidden = random.NextGaussian();
            int length = random.NextInteger(6), moved = 0;
            var inspired = new List<int>();
            for (int j = 0; j < length; j++)
            {
                // The confounder draws rows to the first half of the items.
                int code = 1 + (random.NextDouble() < 1 / (1 + Math.Exp(-hidden)) ? random.NextInteger(Items / 2) : Items / 2 + random.NextInteger(Items / 2));
                drawn.Add((float)(1 / (1 + Math.Exp(-(item[code] + 0.6 * context[i * Context])))));
                bool z = random.NextDouble() < drawn[^1];
                moved += z ? 1 : 0;
                if (z)
                    inspired.Add(items.Count);
                items.Add(code);
                codes.Add(random.NextDouble() < (z ? .7 : .05) ? 1 : 0);
                exact.Add(false);
            }

            offsets[i + 1] = items.Count;
            label[i] = random.NextDouble() < 1 / (1 + Math.Exp(-(-2 + 1.4 * Math.Log2(1 + moved) + 0.5 * context[i * Context + 1] + hidden)));
            if (label[i] && inspired.Count > 0)
                exact[inspired[random.NextInteger(inspired.Count)]] = true;
        }

        int[] keys = [.. items];
        chances = [.. drawn];
        return new()
        {
            Offsets = offsets,
            Keys = plain ? [keys] : [keys, [.. keys.Select((_, j) => j % 4)]],
            KeyCardinalities = plain ? [Items] : [Items, 3],
            Cluster = [.. keys.Select(code => 1 + code % Clusters)],
            ClusterCount = Clusters,
            Content = plain ? content : [.. keys.SelectMany(code => content[(code * ContentWidth)..((code + 1) * ContentWidth)])],
            ContentWidth = ContentWidth,
            ContentByTouch = !plain,
            TouchNumeric = plain ? [] : [[.. keys.Select((_, j) => j % 7 * 10f)]],
            Recency = AlmMtaTrainingData.RecencyOf(offsets),
            Context = context,
            ContextWidth = Context,
            Label = label,
            User = [.. Enumerable.Range(0, rows).Select(i => i / 2)],
            ProxyCode = [.. codes],
            ProxyCodes = 2,
            ExactMatch = [.. exact],
        };
    }

    /// <summary>Fits without a listener.</summary>
    public static AlmMtaModel Fit(AlmMtaOptions options, AlmMtaTrainingData data, int seed = 1) =>
        AlmMtaTrainer.Fit(options, data, seed, SilentMonitor.Instance, CancellationToken.None);
}
