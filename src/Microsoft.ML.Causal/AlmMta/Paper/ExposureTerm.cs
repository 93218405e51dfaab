// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

/// <summary>L_DML of a step: how well the context of its rows tells which clusters they were exposed to.</summary>
internal sealed class ExposureTerm
{
    private readonly AlmMtaOptions _options;
    private readonly AlmMtaTrainingData _data;
    private int[] _rows = [], _clusters = [];
    private readonly ExposureResiduals? _residuals;
    private float[] _exposed = [], _response = [], _unexplained = [];

    /// <summary>Prepares steps.</summary>
    /// <param name="options">The term's forms.</param>
    /// <param name="data">Journeys.</param>
    /// <param name="residuals">For the residual-on-residual term, or null.</param>
    public ExposureTerm(AlmMtaOptions options, AlmMtaTrainingData data, ExposureResiduals? residuals) => (_options, _data, _residuals) = (options, data, residuals);

    /// <summary>Whether there is a residual-on-residual term.</summary>
    public bool HasResiduals => _residuals is not null;

    /// <summary>The residuals that the options ask for, of data with clusters; otherwise null.</summary>
    public static ExposureResiduals? Residuals(AlmMtaOptions options, double weight, EncodedJourneys journeys, int[] training, int seed) =>
        options.ResidualWeight > 0 && weight > 0 && journeys.Data.Cluster is not null
            ? ExposureResiduals.Fit(journeys, training, options.CrossFittingFolds, options.MarginalRidge, seed)
            : null;

    /// <summary>Records the loss.</summary>
    /// <param name="tape">Records.</param>
    /// <param name="rows">Rows of the step.</param>
    /// <param name="logits">Of each row and cluster, [n,K].</param>
    /// <param name="effects">θ of each cluster, [1,K]; read where there are residuals.</param>
    /// <returns>Null where no touch has a cluster.</returns>
    public Tensor<float>? Record(Tape<float> tape, ReadOnlySpan<int> rows, Tensor<float> logits, Tensor<float>? effects)
    {
        Tensor<float>? likelihood = Likelihood(tape, rows, logits);
        if (likelihood is null || _residuals is null)
            return likelihood;
        Span<float> response = StepBuffer.Take(ref _response, rows.Length), unexplained = StepBuffer.Take(ref _unexplained, rows.Length * _data.ClusterCount);
        _residuals.Write(rows, response, unexplained);
        return tape.Add(likelihood, tape.Affine(ResidualLoss.Record<float>(tape, effects!, response, unexplained), _options.ResidualWeight, 0));
    }

    private Tensor<float>? Likelihood(Tape<float> tape, ReadOnlySpan<int> rows, Tensor<float> logits)
    {
        if (_data.Cluster is not { } clusters)
            return null;
        int touches = 0, count = 0;
        foreach (int i in rows)
            touches += _data.Length(i);
        Span<int> row = StepBuffer.Take(ref _rows, touches), cluster = StepBuffer.Take(ref _clusters, touches);
        for (int r = 0; r < rows.Length; r++)
        for (int j = _data.Offsets[rows[r]]; j < _data.Offsets[rows[r] + 1]; j++)
        {
            if (clusters[j] == 0)
                continue;
            row[count] = r;
            cluster[count++] = clusters[j] - 1;
        }

        if (count == 0)
            return null;
        if (_options.ExposureForm == AlmMtaExposureForm.Multinomial)
            return ExposureLoss.Multinomial(tape, logits, row[..count], cluster[..count]);
        Span<float> exposed = StepBuffer.Take(ref _exposed, rows.Length * _data.ClusterCount);
        exposed.Clear();
        for (int k = 0; k < count; k++)
            exposed[row[k] * _data.ClusterCount + cluster[k]] = 1;
        return ExposureLoss.Bernoulli<float>(tape, logits, exposed);
    }
}
