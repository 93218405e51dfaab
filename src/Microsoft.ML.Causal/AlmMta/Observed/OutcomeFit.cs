// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Numerics.Tensors;

namespace Microsoft.ML.Causal;

/// <summary>Trains the outcome's core: P(Y=1) = Σ_h PB(h;q) σ(a(h,x) + b(T,x)).</summary>
internal sealed class OutcomeFit
{
    private const int FirstAdaptiveEpoch = 3, LargestBatch = 512;

    private readonly AlmMtaOptions _options;
    private readonly EncodedJourneys _journeys;
    private readonly MediatorMixture _mixture;
    private readonly double[] _effects, _slopes, _scratch;
    private readonly int[] _batch = new int[LargestBatch];
    private readonly double _keepRate;
    private readonly double[]? _exposure;
    private readonly string _name;

    /// <summary>Makes an untrained model.</summary>
    /// <param name="options">Step size.</param>
    /// <param name="journeys">Journeys and labels.</param>
    /// <param name="mixture">PB(h;q).</param>
    /// <param name="keepRate">r, the share of negative rows among those it is trained on and judged by.</param>
    /// <param name="exposure">Exposure weight of each row in training, or null.</param>
    /// <param name="name">Names the stage.</param>
    public OutcomeFit(AlmMtaOptions options, EncodedJourneys journeys, MediatorMixture mixture, double keepRate, double[]? exposure, string name)
    {
        (_options, _journeys, _mixture, _keepRate, _exposure, _name) = (options, journeys, mixture, keepRate, exposure, name);
        int longest = journeys.Data.MaxLength;
        Model = new(journeys.Encoding.Shape, longest, training: true);
        _effects = new double[longest + 1];
        _slopes = new double[longest + 1];
        _scratch = new double[Model.Base.Scratch];
    }

    /// <summary>The model; after <see cref="Run"/>, of its best epoch.</summary>
    public OutcomeModel Model { get; }

    /// <summary>Mean loss of the validation rows in the best epoch; infinite without such rows.</summary>
    public double ValidationLoss { get; private set; } = double.PositiveInfinity;

    /// <summary>Trains.</summary>
    /// <param name="rows">Training rows.</param>
    /// <param name="times">How often each of them counts, at least once; empty means once.</param>
    /// <param name="validation">Rows that the best epoch is chosen by; empty keeps the last one.</param>
    /// <param name="epochs">Passes.</param>
    /// <param name="random">Shuffles.</param>
    /// <param name="monitor">Hears progress.</param>
    /// <param name="token">Ends training early.</param>
    /// <param name="checkpoint">Keeps every epoch; null keeps none.</param>
    /// <returns>Whether it was not cancelled.</returns>
    public bool Run(
        ReadOnlySpan<int> rows, ReadOnlySpan<double> times, ReadOnlySpan<int> validation, int epochs, RandomStream random, ITrainingMonitor monitor,
        CancellationToken token, StageCheckpoint? checkpoint = null)
    {
        checkpoint ??= StageCheckpoint.None;
        int n = rows.Length;
        double total = times.IsEmpty ? n : TensorPrimitives.Sum(times);

        // A row that counts twice is two rows: there are as many batches as if they were written out.
        int size = Math.Clamp((int)(total / 40), 128, LargestBatch), batches = Math.Max(1, (int)Math.Ceiling(total / size));
        int[] order = [.. Enumerable.Range(0, n)];
        CoreParameters parameters = Model.Parameters;
        double[] best = [.. parameters.Values];
        int done = checkpoint.Resume(Exchange), step = done * batches;

        // Batches follow from the seed: dealt again, they need not be kept.
        for (int epoch = 1; epoch <= done; epoch++)
            Deal(order, batches, random);
        for (int epoch = done + 1; epoch <= epochs; epoch++)
        {
            Deal(order, batches, random);
            bool adapts = epoch >= FirstAdaptiveEpoch && epoch < epochs;
            parameters.ClearInformation();
            double loss = 0;
            for (int b = 0; b < batches; b++, step++)
            {
                if (token.IsCancellationRequested)
                {
                    best.CopyTo(parameters.Values, 0);
                    return false;
                }

                ReadOnlySpan<int> chosen = order.AsSpan(Start(b, n, batches)..Start(b + 1, n, batches));
                loss += Batch(rows, times, chosen, adapts, out double drawn);
                parameters.Step(CosineDecay.At(_options.CoreLearningRate, CosineDecay.CoreFloor, step, batches * epochs), Math.Max(1, drawn), total);
            }

            if (adapts)
                parameters.UpdatePrecisions();
            monitor.Progress(new(_name, epoch, epochs, loss / total));
            if (!validation.IsEmpty)
                Judge(validation, best);
            checkpoint.Keep(epoch, Exchange);
        }

        checkpoint.Finish();
        if (!validation.IsEmpty)
            best.CopyTo(parameters.Values, 0);
        return true;

        void Exchange(TrainingState state)
        {
            ValidationLoss = state.Exchange("validation loss", ValidationLoss);
            parameters.Exchange(state);
            state.Exchange("best", best.AsSpan());
        }
    }

    /// <summary>Fills information and gradient with those of the loss of rows at the parameters as they are.</summary>
    public void Measure(ReadOnlySpan<int> rows)
    {
        Model.Parameters.BeginMeasure();
        foreach (int i in rows)
        {
            Row(i, 1, train: true, information: true);
            Model.Parameters.EndRow(Weight(i, train: true));
        }
    }

    /// <summary>b(T,x) of rows.</summary>
    public double[] Logits(ReadOnlySpan<int> rows)
    {
        var logits = new double[rows.Length];
        for (int k = 0; k < logits.Length; k++)
            logits[k] = Model.Base.Forward(_journeys.Row(rows[k]), _scratch);
        return logits;
    }

    /// <summary>Adds up the loss, the gradients and the information of a batch.</summary>
    private double Batch(ReadOnlySpan<int> rows, ReadOnlySpan<double> times, ReadOnlySpan<int> chosen, bool information, out double drawn)
    {
        Span<int> own = _batch.AsSpan(0, chosen.Length);
        for (int k = 0; k < own.Length; k++)
            own[k] = rows[chosen[k]];
        _journeys.Warm(own);
        _mixture.Warm(own);
        double loss = 0;
        drawn = 0;
        for (int k = 0; k < own.Length; k++)
        {
            double count = times.IsEmpty ? 1 : times[chosen[k]];
            drawn += count;
            loss += Row(own[k], count, train: true, information);
        }

        return loss;
    }

    /// <summary>The loss of a row; its gradients and information are added up where it trains.</summary>
    internal double Row(int i, double weight, bool train, bool information)
    {
        AlmMtaTrainingData data = _journeys.Data;
        weight *= Weight(i, train);
        if (weight == 0)
            return 0;
        EncodedRow row = _journeys.Row(i);
        ReadOnlySpan<double> mixture = _mixture.Of(i);
        Span<double> effects = _effects.AsSpan(0, mixture.Length), slopes = _slopes.AsSpan(0, mixture.Length);
        double b = Model.Base.Forward(row, _scratch);
        Model.Effect.Forward(row.X, effects, []);                                       // a(h,x), then σ(a(h,x) + b)
        DoubleSpan.Logistic(effects, b);
        double p = DoubleSpan.Dot(mixture, effects);
        double loss = OutcomeLoss.Of(p, data.Label[i], _keepRate, out double slope);
        if (!train)
            return weight * loss;
        double score = 0;
        for (int h = 0; h < slopes.Length; h++)
        {
            double own = slope * mixture[h] * effects[h] * (1 - effects[h]);
            score += own;
            slopes[h] = weight * own;
        }

        Model.Base.Backward(row, weight * score, information ? weight * score * score : double.NaN, _scratch);
        Model.Effect.Backward(row.X, slopes, information);
        return weight * loss;
    }

    /// <summary>The row's own weight, in training times that of its exposure.</summary>
    private double Weight(int i, bool train) => (_journeys.Data.Weight?[i] ?? 1) * (train ? _exposure?[i] ?? 1 : 1);

    private void Judge(ReadOnlySpan<int> validation, double[] best)
    {
        double loss = 0, total = 0;
        foreach (int i in validation)
        {
            loss += Row(i, 1, train: false, information: false);
            total += _journeys.Data.Weight?[i] ?? 1;
        }

        if (loss / total < ValidationLoss)
        {
            ValidationLoss = loss / total;
            Model.Parameters.Values.CopyTo(best, 0);
        }
    }

    /// <summary>Draws the batches of an epoch.</summary>
    private static void Deal(int[] order, int batches, RandomStream random)
    {
        random.Shuffle(order.AsSpan());

        // A batch is a sum: in the order of memory it comes sooner.
        for (int b = 0, start = 0; b < batches; b++)
        {
            int end = Start(b + 1, order.Length, batches);
            Array.Sort(order, start, end - start);
            start = end;
        }
    }

    private static int Start(int batch, int n, int batches) => (int)((long)n * batch / batches);
}
