// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

/// <summary>Trains the hazards by all rows and the soft labels of causes, η frozen: stage B2.</summary>
internal sealed class HazardFit
{
    private const int FirstAdaptiveEpoch = 3;

    private readonly AlmMtaOptions _options;
    private readonly EncodedJourneys _journeys;
    private readonly double[] _centred, _causes, _rates, _slopes, _scratch;
    private readonly double[]? _exposure;
    private readonly string _name;

    /// <summary>Makes an untrained model.</summary>
    /// <param name="options">Step size and sampling.</param>
    /// <param name="journeys">Journeys.</param>
    /// <param name="centred">η − η̄ of every touch.</param>
    /// <param name="causes">Soft labels, capped, of every touch.</param>
    /// <param name="exposure">Exposure weight of each row of the data in training, or null.</param>
    /// <param name="name">Tells the monitor what is trained.</param>
    public HazardFit(AlmMtaOptions options, EncodedJourneys journeys, double[] centred, double[] causes, double[]? exposure, string name)
    {
        (_options, _journeys, _centred, _causes, _exposure, _name) = (options, journeys, centred, causes, exposure, name);
        Model = new(journeys.Encoding.Shape, training: true);
        int longest = Math.Max(1, journeys.Data.MaxLength);
        (_rates, _slopes, _scratch) = (new double[longest], new double[longest], new double[Model.Base.Scratch]);
    }

    /// <summary>The model; after <see cref="Run"/>, of its best epoch.</summary>
    public HazardModel Model { get; }

    /// <summary>Mean loss of the validation rows in the best epoch; infinite without such rows.</summary>
    public double ValidationLoss { get; private set; } = double.PositiveInfinity;

    /// <summary>Trains.</summary>
    /// <param name="rows">Training rows.</param>
    /// <param name="times">How often each of them counts; empty means once.</param>
    /// <param name="validation">Rows that the best epoch is chosen by; empty keeps the last one.</param>
    /// <param name="epochs">Passes.</param>
    /// <param name="random">Shuffles.</param>
    /// <param name="monitor">Hears progress.</param>
    /// <param name="token">Ends training early.</param>
    /// <param name="checkpoint">Keeps every epoch; null keeps none.</param>
    /// <returns>Whether it was not cancelled.</returns>
    public bool Run(
        int[] rows, double[] times, ReadOnlySpan<int> validation, int epochs, RandomStream random, ITrainingMonitor monitor, CancellationToken token,
        StageCheckpoint? checkpoint = null)
    {
        checkpoint ??= StageCheckpoint.None;
        int n = rows.Length;
        double total = times.Length > 0 ? times.Sum() : n;

        // A row that counts twice is two rows: there are as many batches as if they were written out.
        int size = Math.Clamp((int)(total / 40), 128, 512), batches = Math.Max(1, (int)Math.Ceiling(total / size));
        int[] order = [.. Enumerable.Range(0, n)];
        CoreParameters parameters = Model.Parameters;
        double[] best = [.. parameters.Values];
        int done = checkpoint.Resume(Exchange), step = done * batches;

        // Batches follow from the seed: dealt again, they need not be kept.
        for (int epoch = 1; epoch <= done; epoch++)
            random.Shuffle(order.AsSpan());
        for (int epoch = done + 1; epoch <= epochs; epoch++)
        {
            random.Shuffle(order.AsSpan());
            bool adapts = epoch >= FirstAdaptiveEpoch && epoch < epochs;
            parameters.ClearInformation();
            double loss = 0;
            for (int b = 0; b < batches; b++, step++)
            {
                if (token.IsCancellationRequested)
                    return false;
                int start = (int)((long)n * b / batches), end = (int)((long)n * (b + 1) / batches);
                double drawn = 0;
                foreach (int k in order.AsSpan(start..end))
                {
                    double count = times.Length > 0 ? times[k] : 1;
                    drawn += count;
                    loss += Row(rows[k], count, train: true, adapts);
                }

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
            Model.Parameters.EndRow(Weight(i) * (_exposure?[i] ?? 1));
        }
    }

    /// <summary>min(2, b(T,x)) of rows.</summary>
    public double[] OwnLogs(ReadOnlySpan<int> rows)
    {
        var logs = new double[rows.Length];
        for (int k = 0; k < logs.Length; k++)
            logs[k] = Math.Min(HazardModel.LargestOwnExponent, Model.Base.Forward(_journeys.Row(rows[k]), _scratch));
        return logs;
    }

    /// <summary>The loss of a row; its gradients and information are added up where it trains.</summary>
    internal double Row(int i, double times, bool train, bool information)
    {
        AlmMtaTrainingData data = _journeys.Data;
        double weight = times * Weight(i) * (train ? _exposure?[i] ?? 1 : 1);
        if (weight == 0)
            return 0;
        EncodedRow row = _journeys.Row(i);
        int start = data.Offsets[i], length = row.Length;
        ReadOnlySpan<double> centred = _centred.AsSpan(start, length);
        Span<double> rates = _rates.AsSpan(0, length), slopes = _slopes.AsSpan(0, length);
        Model.Touches.Rates.Write(row.X, centred, rates);
        double b = Model.Base.Forward(row, _scratch), own = Math.Exp(Math.Min(HazardModel.LargestOwnExponent, b));
        double loss = HazardLoss.Of(rates, own, data.Label[i], _causes.AsSpan(start, length), slopes, out double ownSlope);
        if (!train)
            return weight * loss;

        Model.Touches.Backward(row.X, centred, rates, slopes, weight, information);
        if (b < HazardModel.LargestOwnExponent)
            Model.Base.Backward(row, weight * ownSlope, information ? weight * ownSlope * ownSlope : double.NaN, _scratch);
        return weight * loss;
    }

    /// <summary>The row's own weight; where negatives were sampled, each stands for 1/r of them.</summary>
    private double Weight(int i) => (_journeys.Data.Weight?[i] ?? 1) / (_journeys.Data.Label[i] ? 1 : _options.NegativeKeepRate);

    private void Judge(ReadOnlySpan<int> validation, double[] best)
    {
        double loss = 0, total = 0;
        foreach (int i in validation)
        {
            loss += Row(i, 1, train: false, information: false);
            total += Weight(i);
        }

        if (loss / total < ValidationLoss)
        {
            ValidationLoss = loss / total;
            Model.Parameters.Values.CopyTo(best, 0);
        }
    }
}
