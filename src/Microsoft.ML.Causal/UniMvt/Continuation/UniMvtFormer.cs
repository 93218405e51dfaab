// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

/// <summary>A trained UniMVT that a fit on further rows continues from.</summary>
/// <remarks>
/// Former rows are not kept; the former model answers for them (<see cref="FormerAnswers"/>). Its form, standardiser and tiers stay.
/// Two constants were chosen on 24 parts of the two simulated coupon draws. The former rows' weight: with all of it, errors of the
/// first, small fits are handed on for good; from .6 to .85 the outcome is the same within the noise of seeds. And the decay, which
/// each fit takes for its share of the rows only: had every fit the whole of it, weights would decay once per part. A part of few rows is
/// cut into smaller batches, since one step an epoch does not get anywhere.
/// </remarks>
internal sealed class UniMvtFormer
{
    private const double Trust = 0.7, DecayShare = 2;
    private const int LeastStepsPerEpoch = 3;

    private readonly UniMvtModel _model;

    /// <summary>Takes the model.</summary>
    /// <exception cref="ArgumentException">It does not say how many rows it was trained on.</exception>
    public UniMvtFormer(UniMvtModel model)
    {
        if (!(model.Settings.TrainingRows > 0))
        {
            throw new ArgumentException(
                "The model to continue from does not say how many rows it was trained on, so new rows cannot be weighed against them. It was saved by an "
                + "earlier version of Microsoft.ML.Causal; fit anew.", nameof(model));
        }

        _model = model;
    }

    /// <summary>What its arrays mean.</summary>
    public UniMvtModelSettings Settings => _model.Settings;

    /// <summary>The scale of its numeric features.</summary>
    public Standardiser Standardiser
    {
        get
        {
            var shared = new NamedArrays(_model.Arrays, "feature.");
            return new(shared.Get("mean").Values, shared.Get("deviation").Values);
        }
    }

    /// <summary>Former rows that count.</summary>
    public double Rows(UniMvtOptions options) => options.Memory * Settings.TrainingRows;

    /// <summary>κ, the weight of the former model's answer for a new row beside the row's own label, 1.</summary>
    public double Weight(UniMvtOptions options, int rows) => Trust * Rows(options) / rows;

    /// <summary>Options of a fit on <paramref name="rows"/> further rows: what was left to the data is decided already.</summary>
    public UniMvtOptions Continue(UniMvtOptions options, int rows) => options with
    {
        InputEncoding = options.InputEncoding == InputEncoding.Auto ? Settings.InputEncoding : options.InputEncoding,
        ResponseLink = options.ResponseLink == ResponseLink.Auto ? Settings.ResponseLink : options.ResponseLink,
        IntensityHead = options.IntensityHead == IntensityHead.Auto ? Settings.IntensityHead : options.IntensityHead,
        BatchSize = Math.Min(options.BatchSize, (rows + LeastStepsPerEpoch - 1) / LeastStepsPerEpoch),
        WeightDecay = options.WeightDecay * Math.Min(1, DecayShare * rows / Math.Max(1, Rows(options))),
    };

    /// <summary>Whether a network of the new form can take over the former weights.</summary>
    /// <exception cref="ArgumentException">It cannot; the message names the difference.</exception>
    public void Check(UniMvtModelSettings next)
    {
        UniMvtModelSettings own = Settings;
        Same("number of features", own.FeatureCount, next.FeatureCount);
        Same(nameof(next.InputEncoding), own.InputEncoding, next.InputEncoding);
        Same(nameof(next.ResponseLink), own.ResponseLink, next.ResponseLink);
        Same(nameof(next.IntensityHead), own.IntensityHead, next.IntensityHead);
        Same(nameof(next.Frequencies), own.Frequencies, next.Frequencies);
        Same(nameof(next.EncodingWidth), own.EncodingWidth, next.EncodingWidth);
        Same(nameof(next.CategoricalWidth), own.CategoricalWidth, next.CategoricalWidth);
        Same(nameof(next.UseExperts), own.UseExperts, next.UseExperts);
        Same(nameof(next.ExpertsPerGroup), own.ExpertsPerGroup, next.ExpertsPerGroup);
        Same(nameof(next.ExpertWidths), Text(own.ExpertWidths), Text(next.ExpertWidths));
        Same(nameof(next.ExpertActivation), own.ExpertActivation, next.ExpertActivation);
        Same(nameof(next.TowerWidths), Text(own.TowerWidths), Text(next.TowerWidths));
        Same(nameof(next.HeadWidths), Text(own.HeadWidths), Text(next.HeadWidths));
        Same(nameof(next.IntensityEmbeddingWidth), own.IntensityEmbeddingWidth, next.IntensityEmbeddingWidth);
        Same(nameof(next.UseLinearSkips), own.UseLinearSkips, next.UseLinearSkips);
        Same(nameof(next.UseCrossNetwork), own.UseCrossNetwork, next.UseCrossNetwork);
        Same(nameof(next.UseTreatmentTower), own.UseTreatmentTower, next.UseTreatmentTower);
        Same(nameof(next.NonNegative), own.NonNegative, next.NonNegative);
        Same(nameof(next.UnitUpliftActivation), own.UnitUpliftActivation, next.UnitUpliftActivation);
        Same(nameof(next.EnsembleSize), own.EnsembleSize, next.EnsembleSize);
        Same("number of categorical inputs", own.Cardinalities.Length, next.Cardinalities.Length);
        if (own.Cardinalities.Where((keys, c) => keys > next.Cardinalities[c]).Any())
            throw new ArgumentException("The model to continue from knows more keys of a categorical input than there are now. Keep all keys that it knows.");

        static void Same<T>(string what, T former, T found) where T : notnull
        {
            if (!former.Equals(found))
            {
                throw new ArgumentException(
                    $"The model to continue from has {what} {former}, this fit has {found}. A continued fit keeps the form of its model: set the option "
                    + "to the model's value, or fit anew.");
            }
        }

        static string Text(int[] widths) => string.Join(", ", widths);
    }

    /// <summary>Whether keys stand for what they stood for.</summary>
    /// <param name="columns">The column of each categorical input.</param>
    /// <param name="cardinalities">Number of keys of each of them.</param>
    /// <exception cref="ArgumentException">They do not; the message names the column.</exception>
    public void CheckKeys(DataViewSchema.Column[] columns, int[] cardinalities)
    {
        for (int c = 0; c < Math.Min(columns.Length, Settings.Cardinalities.Length); c++)
            KeyHash.Check("Categorical", columns[c], Settings.Cardinalities[c], Settings.KeyHashes.ElementAtOrDefault(c), cardinalities[c]);
    }

    /// <summary>Puts the former weights of a member in place of drawn ones; rows of an embedding table for new keys stay as drawn.</summary>
    public void Load<T>(int member, IReadOnlyList<Parameter<T>> parameters) where T : unmanaged, System.Numerics.IFloatingPointIeee754<T>
    {
        var arrays = new NamedArrays(_model.Arrays, $"member{member}.");
        foreach (Parameter<T> parameter in parameters)
        {
            float[] values = arrays.Get(parameter.Name).Values;
            for (int i = 0; i < values.Length; i++)
                parameter.Values[i] = T.CreateChecked(values[i]);
        }
    }

    /// <summary>Adds the model to the fingerprint of the fit.</summary>
    public void AddTo(Fingerprint hash)
    {
        hash.Add(System.Text.Json.JsonSerializer.Serialize(Settings));
        foreach ((_, _, float[] values) in _model.Arrays)
            hash.Add(values);
    }
}
