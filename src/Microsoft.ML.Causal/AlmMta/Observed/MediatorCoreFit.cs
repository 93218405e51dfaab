// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

/// <summary>Trains a mediator core by the proxies of all rows, with its priors' precisions by empirical Bayes.</summary>
internal sealed class MediatorCoreFit
{
    private const int Patience = 5, FirstAdaptiveEpoch = 3;

    private readonly AlmMtaOptions _options;
    private readonly EncodedJourneys _journeys;
    private readonly EmissionTables _emission;
    private readonly RowSplit _split;
    private readonly int _seed;
    private readonly string _name;

    /// <summary>Makes an untrained core.</summary>
    public MediatorCoreFit(AlmMtaOptions options, EncodedJourneys journeys, EmissionTables emission, RowSplit split, MediatorTerms terms, int seed, string name)
    {
        (_options, _journeys, _emission, _split, _seed, _name) = (options, journeys, emission, split, seed, name);
        Core = new(journeys.Encoding.Shape, terms, training: true);
        Terms = terms;
    }

    /// <summary>The core; after <see cref="Run"/>, of its best epoch.</summary>
    public MediatorCore Core { get; }

    /// <summary>Its terms.</summary>
    public MediatorTerms Terms { get; }

    /// <summary>Mean loss of held-out touches in the best epoch.</summary>
    public double ValidationLoss { get; private set; } = double.PositiveInfinity;

    /// <summary>Trains until the last epoch, until no epoch has been better for a while, or until <paramref name="token"/> says so.</summary>
    /// <returns>Whether it was not cancelled.</returns>
    public bool Run(ITrainingMonitor monitor, CancellationToken token)
    {
        AlmMtaTrainingData data = _journeys.Data;
        var batches = new TouchBatches(data, _split.Training, new RandomStream(_seed, $"{_name}/shuffling"));
        CoreParameters parameters = Core.Parameters;
        int total = Math.Max(1, batches.Touches), step = 0, steps = batches.Count * _options.CoreEpochs, bestEpoch = 0;
        double[] best = [.. parameters.Values];
        var eta = new double[Math.Max(1, data.MaxLength)];
        var slope = new double[eta.Length];
        var square = new double[eta.Length];
        var scratch = new double[Core.Scratch];
        for (int epoch = 1; epoch <= _options.CoreEpochs; epoch++)
        {
            batches.Shuffle();
            bool adapts = epoch >= FirstAdaptiveEpoch && epoch < _options.CoreEpochs;
            parameters.ClearInformation();
            double loss = 0;
            for (int b = 0; b < batches.Count; b++, step++)
            {
                if (token.IsCancellationRequested)
                {
                    best.CopyTo(parameters.Values, 0);
                    return false;
                }

                int touches = 0;
                foreach (int i in batches.Rows(b))
                {
                    EncodedRow row = _journeys.Row(i);
                    Core.Forward(row, eta, scratch);
                    double weight = data.Weight?[i] ?? 1;
                    for (int j = 0; j < row.Length; j++)
                    {
                        int code = data.ProxyCode![data.Offsets[i] + j];
                        loss += weight * EmissionLoss.Of(eta[j], _emission.Inspired[code], _emission.Not[code], out double g);
                        slope[j] = weight * g;
                        square[j] = weight * g * g;
                    }

                    touches += row.Length;
                    Core.Backward(row, slope, adapts ? square : default, scratch);
                }

                parameters.Step(CosineDecay.At(_options.CoreLearningRate, step, steps), Math.Max(1, touches), total);
            }

            if (adapts)
                parameters.UpdatePrecisions();
            double validation = Evaluate(eta, scratch);
            monitor.Progress(new(_name, epoch, _options.CoreEpochs, loss / total));
            if (validation < ValidationLoss)
            {
                (ValidationLoss, bestEpoch) = (validation, epoch);
                parameters.Values.CopyTo(best, 0);
            }
            else if (epoch - bestEpoch >= Patience)
            {
                break;
            }
        }

        best.CopyTo(parameters.Values, 0);
        return true;
    }

    /// <summary>Fills the information with its expectation over the training rows, for posterior variances.</summary>
    public void Measure()
    {
        AlmMtaTrainingData data = _journeys.Data;
        var eta = new double[Math.Max(1, data.MaxLength)];
        var curvature = new double[eta.Length];
        var zero = new double[eta.Length];
        var scratch = new double[Core.Scratch];
        Core.Parameters.ClearInformation();
        foreach (int i in _split.Training)
        {
            EncodedRow row = _journeys.Row(i);
            Core.Forward(row, eta, scratch);
            double weight = data.Weight?[i] ?? 1;
            for (int j = 0; j < row.Length; j++)
                curvature[j] = weight * EmissionLoss.Information(eta[j], _emission);
            Core.Backward(row, zero, curvature, scratch);
        }
    }

    private double Evaluate(double[] eta, double[] scratch)
    {
        AlmMtaTrainingData data = _journeys.Data;
        double loss = 0, total = 0;
        foreach (int i in _split.Validation)
        {
            EncodedRow row = _journeys.Row(i);
            Core.Forward(row, eta, scratch);
            double weight = data.Weight?[i] ?? 1;
            total += weight * row.Length;
            for (int j = 0; j < row.Length; j++)
            {
                int code = data.ProxyCode![data.Offsets[i] + j];
                loss += weight * EmissionLoss.Of(eta[j], _emission.Inspired[code], _emission.Not[code], out _);
            }
        }

        return total > 0 ? loss / total : 0;
    }
}
