// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal.Samples;

/// <summary>What the coupons sample says about a model; the property names are those of the JSON file.</summary>
internal sealed record CouponsReport
{
    public required UniMvtPreset Preset { get; init; }

    public required int Seed { get; init; }

    public required int EnsembleSize { get; init; }

    public required int TestRows { get; init; }

    /// <summary>Q, the noise-free CS-Qini scaled to 8,000 rows; null without the truth.</summary>
    public double? NoiseFreeCsQini { get; init; }

    /// <summary>Q of the true order: the most that can be had.</summary>
    public double? OracleNoiseFreeCsQini { get; init; }

    /// <summary>√PEHE of the unit uplift, probability per unit of intensity; null without the truth.</summary>
    public double? RootPehe { get; init; }

    /// <summary>√PEHE of a constant: what a model without any idea has.</summary>
    public double? ConstantRootPehe { get; init; }

    /// <summary>AUC of the base probability, on the controls of the test rows.</summary>
    public required double BaseAuc { get; init; }

    /// <summary>Log-loss of the base probability on the same rows, nats.</summary>
    public required double BaseLogLoss { get; init; }

    /// <summary>Expected calibration error of the base probability on the same rows, 10 bins of equal mass.</summary>
    public required double BaseCalibrationError { get; init; }

    public required double CsAuuc { get; init; }

    public required double CsAuucPerRow { get; init; }

    public required double CsQini { get; init; }

    public required double CsQiniPerRow { get; init; }

    public required double TrainingSeconds { get; init; }

    public required double ScoringMicrosecondsPerRow { get; init; }

    public required FitReport Fit { get; init; }

    public required int TreatedTestRows { get; init; }

    public static CouponsReport Of(
        UniMvtOptions options, UniMvtTransformer model, NumberColumns known, NumberColumns predicted, bool hasTruth, TimeSpan scoring)
    {
        float[] uplift = predicted["UnitUplift"], probability = predicted["BaseProbability"], response = known[CouponFile.Label];
        bool[] treated = known.Truth(CouponFile.Treatment), label = known.Truth(CouponFile.Label);
        int[] controls = [.. Enumerable.Range(0, treated.Length).Where(i => !treated[i])];
        float[] controlProbability = [.. controls.Select(i => probability[i])];
        bool[] controlLabel = [.. controls.Select(i => label[i])];
        CumulativeSlopeMetrics slope = CumulativeSlope.Compute<float>(uplift, known[CouponFile.Intensity], response);
        float[]? truth = hasTruth ? known[CouponFile.TrueUnitUplift] : null;
        return new CouponsReport
        {
            Preset = options.Preset,
            Seed = options.Seed ?? 0,
            EnsembleSize = options.EnsembleSize,
            TestRows = uplift.Length,
            NoiseFreeCsQini = truth is null ? null : Causal.NoiseFreeCsQini.Compute<float>(uplift, truth),
            OracleNoiseFreeCsQini = truth is null ? null : Causal.NoiseFreeCsQini.Compute<float>(truth, truth),
            RootPehe = truth is null ? null : Causal.RootPehe.Compute<float>(uplift, truth),
            ConstantRootPehe = truth is null ? null : Causal.RootPehe.Compute<float>([.. Enumerable.Repeat(truth.Average(), truth.Length)], truth),
            BaseAuc = AreaUnderRocCurve.Compute<float>(controlProbability, controlLabel),
            BaseLogLoss = LogLoss.Compute<float>(controlProbability, controlLabel),
            BaseCalibrationError = CalibrationError.Compute<float>(
                controlProbability, controlLabel, bins: 10, CalibrationBinning.EqualMass).Expected,
            CsAuuc = slope.CsAuuc,
            CsAuucPerRow = slope.CsAuucPerRow,
            CsQini = slope.CsQini,
            CsQiniPerRow = slope.CsQiniPerRow,
            TrainingSeconds = model.Diagnostics!.Seconds,
            ScoringMicrosecondsPerRow = scoring.TotalMicroseconds / uplift.Length,
            Fit = FitReport.Of(model.Diagnostics),
            TreatedTestRows = treated.Length - controls.Length,
        };
    }
}
