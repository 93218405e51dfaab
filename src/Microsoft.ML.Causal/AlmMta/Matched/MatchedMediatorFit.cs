// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

/// <summary>Trains the mediator core by contrasts within the rows of producers, with its priors' precisions by empirical Bayes: stage B1.</summary>
internal sealed class MatchedMediatorFit
{
    private const int FirstAdaptiveEpoch = 4, Batch = 128, Epochs = 30;

    private readonly AlmMtaOptions _options;
    private readonly EncodedJourneys _journeys;
    private readonly SoftLabels _labels;
    private readonly int[] _rows;
    private readonly double[] _eta, _pi, _slope, _zero, _curvature, _scratch, _centred, _noNumbers;
    private readonly int[] _noKeys, _positions;

    /// <summary>Makes an untrained core.</summary>
    /// <param name="options">Step size.</param>
    /// <param name="journeys">Journeys.</param>
    /// <param name="labels">Soft labels.</param>
    /// <param name="training">Training rows; those without a label above 0 are left out.</param>
    public MatchedMediatorFit(AlmMtaOptions options, EncodedJourneys journeys, SoftLabels labels, ReadOnlySpan<int> training)
    {
        (_options, _journeys, _labels) = (options, journeys, labels);
        AlmMtaTrainingData data = journeys.Data;
        var rows = new List<int>();
        foreach (int i in training)
        {
            if (data.Length(i) > 1 && labels.Raw.AsSpan(data.Offsets[i], data.Length(i)).ContainsAnyExcept(0.0))
                rows.Add(i);
        }

        _rows = [.. rows];
        CoreShape shape = journeys.Encoding.Shape;

        // What a row's touches share cannot be seen within it, so μ, β and D are not in.
        Core = new(shape, MediatorTerms.None, training: true);
        int longest = Math.Max(1, data.MaxLength);
        (_eta, _pi, _slope, _zero, _curvature) = (new double[longest], new double[longest], new double[longest], new double[longest], new double[longest]);
        _scratch = new double[Core.Scratch];
        _centred = new double[longest * Math.Max(1, shape.Content)];
        _noKeys = new int[longest * shape.KeyCardinalities.Length];
        _noNumbers = new double[longest * shape.Numeric];
        _positions = [.. Enumerable.Range(0, longest)];
    }

    /// <summary>The core; after <see cref="Run"/>, of the last epoch.</summary>
    public MediatorCore Core { get; }

    /// <summary>Rows that teach something: producers with two or more touches and a label above 0.</summary>
    public int Rows => _rows.Length;

    /// <summary>Trains.</summary>
    /// <returns>Whether it was not cancelled.</returns>
    public bool Run(int seed, ITrainingMonitor monitor, CancellationToken token, StageCheckpoint? checkpoint = null)
    {
        checkpoint ??= StageCheckpoint.None;
        var random = new RandomStream(seed, "contrast/shuffling");
        int batches = Math.Max(1, (_rows.Length + Batch - 1) / Batch), done = checkpoint.Resume(Core.Parameters.Exchange), step = done * batches;
        double total = Math.Max(1, _rows.Sum(i => Math.Min(1, Labels(i).ToArray().Sum())));

        // Batches follow from the seed: dealt again, they need not be kept.
        for (int epoch = 1; epoch <= done; epoch++)
            random.Shuffle(_rows.AsSpan());
        for (int epoch = done + 1; epoch <= Epochs; epoch++)
        {
            random.Shuffle(_rows.AsSpan());
            bool adapts = epoch >= FirstAdaptiveEpoch && epoch < Epochs;
            Core.Parameters.ClearInformation();
            double loss = 0;
            for (int b = 0; b < batches; b++, step++)
            {
                if (token.IsCancellationRequested)
                    return false;
                int start = (int)((long)_rows.Length * b / batches), end = (int)((long)_rows.Length * (b + 1) / batches);
                double counted = 0;
                for (int k = start; k < end; k++)
                {
                    loss += Row(_rows[k], adapts, out double weight);
                    counted += weight;
                }

                Core.Parameters.Step(CosineDecay.At(_options.CoreLearningRate, CosineDecay.CoreFloor, step, batches * Epochs), Math.Max(1, counted), total);
            }

            if (adapts)
                Core.Parameters.UpdatePrecisionsByExpectation();
            monitor.Progress(new("contrast within rows", epoch, Epochs, loss / total));
            checkpoint.Keep(epoch, Core.Parameters.Exchange);
        }

        checkpoint.Finish();
        return true;
    }

    /// <summary>Fills information and gradient at the parameters as they are, for posterior variances and for fits that continue.</summary>
    public void Measure()
    {
        Core.Parameters.BeginMeasure();
        foreach (int i in _rows)
            Row(i, information: true, out _);
    }

    /// <summary>η of every touch of all rows.</summary>
    public double[] Logits()
    {
        AlmMtaTrainingData data = _journeys.Data;
        var eta = new double[data.Touches];
        for (int i = 0; i < data.Rows; i++)
            Core.Forward(_journeys.Row(i), eta.AsSpan(data.Offsets[i], data.Length(i)), _scratch);
        return eta;
    }

    private ReadOnlySpan<double> Labels(int i) => _labels.Raw.AsSpan(_journeys.Data.Offsets[i], _journeys.Data.Length(i));

    /// <summary>The loss of a row; adds its gradients and, if asked, its information.</summary>
    internal double Row(int i, bool information, out double weight)
    {
        EncodedRow row = _journeys.Row(i);
        int length = row.Length;
        Core.Forward(row, _eta, _scratch);
        double sampling = _journeys.Data.Weight?[i] ?? 1;
        double loss = ContrastLoss.Mixture(_eta.AsSpan(0, length), Labels(i), _pi, _slope, out weight);
        weight *= sampling;
        for (int j = 0; j < length; j++)
            _slope[j] *= sampling;
        Core.Backward(row, _slope, default, _scratch);
        if (information)
            AddInformation(row, weight);
        return sampling * loss;
    }

    /// <summary>F with R π (1 − π) for what one touch has, and R π (v − v̄)² for content, which all touches of the row have.</summary>
    private void AddInformation(in EncodedRow row, double weight)
    {
        int dv = _journeys.Encoding.Shape.Content, length = row.Length;
        for (int j = 0; j < length; j++)
            _curvature[j] = weight * _pi[j] * (1 - _pi[j]);
        Array.Clear(_centred);
        EncodedRow own = row with { Content = _centred, ContentRow = _positions.AsSpan(0, length) };
        Core.Backward(own, _zero, _curvature, _scratch);
        if (dv == 0)
            return;

        Span<double> mean = stackalloc double[dv];
        mean.Clear();
        for (int j = 0; j < length; j++)
            DoubleSpan.AddScaled(_pi[j], row.ContentOf(j, dv), mean);
        for (int j = 0; j < length; j++)
        {
            Span<double> centred = _centred.AsSpan(j * dv, dv);
            row.ContentOf(j, dv).CopyTo(centred);
            DoubleSpan.AddScaled(-1, mean, centred);
            _curvature[j] = weight * _pi[j];
        }

        // Without keys, clusters and numbers: only content takes this part.
        EncodedRow content = own with { Keys = _noKeys, Numeric = _noNumbers, Cluster = default, Stride = length };
        Core.Backward(content, _zero, _curvature, _scratch);
    }
}
