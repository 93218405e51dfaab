// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

/// <summary>Weights P(x)P(T)/P(x,T) that make touches independent of the context, from a classifier of true against mixed pairs (CausalMTA, section 3.2).</summary>
/// <remarks><code>w = (1 − d)/d, d = P(the pair of context and journey is a true one),  clipped to [1/c, c], then divided by its mean</code></remarks>
internal static class JourneyDensityRatio
{
    private const int Epochs = 3, Width = 32;

    /// <summary>The weight of each row of the data.</summary>
    /// <param name="options">Step size, batch, clip.</param>
    /// <param name="inputs">The journeys.</param>
    /// <param name="training">Rows to learn from.</param>
    /// <param name="seed">Seed of initialisation and mixing.</param>
    public static float[] Fit(AttributionBaselineOptions options, TowerInputs<float> inputs, int[] training, int seed)
    {
        var random = new RandomStream(seed, "density ratio");
        OutcomeTower<float> tower = new(
            new TowerShape(inputs.Shape, UseKeys: true, options.EmbeddingWidth, options.HiddenWidth), options.HiddenWidth, Width, effectHidden: 1,
            effectLearningRateScale: 1, "", new RandomStream(seed, "density ratio/initialisation"));
        using Tape<float> tape = ManagedEngine.Default.CreateTape([.. tower.Parameters]);
        Optimizer<float> optimizer = ManagedEngine.Default.CreateOptimizer(tape, new OptimizerOptions { LazyEmbeddings = false });
        int[] order = [.. training];
        int batches = Math.Max(1, order.Length / options.BatchSize);
        for (int epoch = 0, step = 0; epoch < Epochs; epoch++)
        {
            random.Shuffle(order.AsSpan());
            for (int b = 0; b < batches; b++, step++)
            {
                int start = (int)((long)order.Length * b / batches), end = (int)((long)order.Length * (b + 1) / batches);
                ReadOnlySpan<int> rows = order.AsSpan(start..end);
                tape.Reset();
                tape.Training = true;
                TowerBatch<float> batch = inputs.Batch(rows);
                var label = new float[rows.Length];
                Array.Fill(label, 1);
                Tensor<float> loss = tape.BinaryCrossEntropyWithLogits(tower.Base(tape, batch), label, default, rows.Length);
                Mix(batch.Context, inputs.Shape.Context, random);
                loss = tape.Add(loss, tape.BinaryCrossEntropyWithLogits(tower.Base(tape, batch), new float[rows.Length], default, rows.Length));
                tape.Backward(loss);
                optimizer.Step(CosineDecay.At(options.LearningRate, CosineDecay.NetworkFloor, step, Epochs * batches));
            }
        }

        return Weights(options, inputs, tower, tape);
    }

    /// <summary>Gives every row another's context.</summary>
    private static void Mix(Span<float> context, int width, RandomStream random)
    {
        int rows = context.Length / width;
        float[] copy = context.ToArray();
        int[] order = [.. Enumerable.Range(0, rows)];
        random.Shuffle(order.AsSpan());
        for (int r = 0; r < rows; r++)
            copy.AsSpan(order[r] * width, width).CopyTo(context[(r * width)..]);
    }

    private static float[] Weights(AttributionBaselineOptions options, TowerInputs<float> inputs, OutcomeTower<float> tower, Tape<float> tape)
    {
        var weights = new float[inputs.Journeys.Data.Rows];
        for (int start = 0; start < weights.Length; start += options.BatchSize)
        {
            Span<float> logits = weights.AsSpan(start, Math.Min(options.BatchSize, weights.Length - start));
            tape.Reset();
            tape.Training = false;
            tower.Base(tape, inputs.Batch([.. Enumerable.Range(start, logits.Length)])).CopyTo(logits);
            foreach (ref float value in logits)
                value = (float)Math.Clamp(Math.Exp(-value), 1 / options.LargestWeight, options.LargestWeight);
        }

        double mean = weights.Average(weight => (double)weight);
        foreach (ref float weight in weights.AsSpan())
            weight = (float)(weight / mean);
        return weights;
    }
}
