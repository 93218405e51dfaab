// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

public sealed partial record UniMvtOptions
{
    /// <summary>Checks every option.</summary>
    /// <returns>The same options.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An option lies outside its range.</exception>
    /// <exception cref="ArgumentException">Two options contradict each other, or a column has no name.</exception>
    internal UniMvtOptions Validated()
    {
        RequireName(FeatureColumnName, nameof(FeatureColumnName));
        RequireName(TreatmentColumnName, nameof(TreatmentColumnName));
        RequireName(IntensityColumnName, nameof(IntensityColumnName));
        RequireName(LabelColumnName, nameof(LabelColumnName));
        ArgumentNullException.ThrowIfNull(CategoricalColumnNames);
        foreach (string name in CategoricalColumnNames)
            RequireName(name, nameof(CategoricalColumnNames));

        RequireDefined(Preset, nameof(Preset));
        RequireDefined(InputEncoding, nameof(InputEncoding));
        RequireDefined(ResponseLink, nameof(ResponseLink));
        Require(
            ExpertActivation is Activation.Identity or Activation.Relu or Activation.Sigmoid or Activation.Tanh or Activation.Silu,
            nameof(ExpertActivation), ExpertActivation, "Identity, Relu, Sigmoid, Tanh or Silu");
        RequireDefined(UnitUpliftActivation, nameof(UnitUpliftActivation));
        RequireDefined(IntensityHead, nameof(IntensityHead));
        RequireDefined(Orthogonality, nameof(Orthogonality));
        RequireDefined(Consistency, nameof(Consistency));
        RequireDefined(PolicyRule, nameof(PolicyRule));
        RequireDefined(CostBasis, nameof(CostBasis));
        RequireDefined(PropensityWeighting, nameof(PropensityWeighting));
        Require(PropensityClip is > 0 and < 0.5f, nameof(PropensityClip), PropensityClip, "in (0, 0.5)");
        Between(OverlapRows, 0, int.MaxValue, nameof(OverlapRows));

        Between(Frequencies, 1, 64, nameof(Frequencies));
        Positive(FrequencyScale, nameof(FrequencyScale));
        Between(EncodingWidth, 1, 256, nameof(EncodingWidth));
        Between(CategoricalWidth, 1, 256, nameof(CategoricalWidth));
        Between(ExpertsPerGroup, 1, 16, nameof(ExpertsPerGroup));
        Between(IntensityEmbeddingWidth, 1, 256, nameof(IntensityEmbeddingWidth));
        Between(MaximumTiers, 2, 32, nameof(MaximumTiers));
        RequireWidths(ExpertWidths, 2, 2, nameof(ExpertWidths));
        RequireWidths(TowerWidths, 1, 4, nameof(TowerWidths));
        RequireWidths(HeadWidths, 1, 4, nameof(HeadWidths));

        AtLeastZero(BaseWeight, nameof(BaseWeight));
        AtLeastZero(TreatmentWeight, nameof(TreatmentWeight));
        AtLeastZero(CrossWeight, nameof(CrossWeight));
        AtLeastZero(IntensityWeight, nameof(IntensityWeight));
        AtLeastZero(OrthogonalityWeight, nameof(OrthogonalityWeight));

        Positive(LearningRate, nameof(LearningRate));
        Between(WarmupSteps, 0, int.MaxValue, nameof(WarmupSteps));
        Between(Epochs, 1, int.MaxValue, nameof(Epochs));
        Between(BatchSize, 1, int.MaxValue, nameof(BatchSize));
        AtLeastZero(WeightDecay, nameof(WeightDecay));
        AtLeastZero(GradientClipNorm, nameof(GradientClipNorm));
        Between(EnsembleSize, 1, 100, nameof(EnsembleSize));
        Require(ValidationFraction is > 0 and <= 0.5, nameof(ValidationFraction), ValidationFraction, "greater than 0 and at most 0.5");
        Require(Memory is >= 0 and <= 1, nameof(Memory), Memory, "between 0 and 1");
        if (Threads is int threads)
            Between(threads, 1, int.MaxValue, nameof(Threads));
        if (CheckpointFolder is not null)
            Require(!string.IsNullOrWhiteSpace(CheckpointFolder), nameof(CheckpointFolder), CheckpointFolder, "the name of a folder, or null");

        RequireGrid();
        AtLeastZero(ResponseValue, nameof(ResponseValue));
        AtLeastZero(UnitCost, nameof(UnitCost));
        AtLeastZero(UpliftPerCostThreshold, nameof(UpliftPerCostThreshold));

        if (!UseCrossNetwork && !UseTreatmentTower)
        {
            throw new ArgumentException(
                $"{nameof(UniMvtOptions)}.{nameof(UseCrossNetwork)} and {nameof(UseTreatmentTower)} are both false; without either nothing models the treated response. Set one to true.");
        }

        return this;
    }

    private void RequireGrid()
    {
        Between(GridPoints, 1, 1024, nameof(GridPoints));
        if (GridMinimum is double minimum)
            Positive(minimum, nameof(GridMinimum));
        if (GridMaximum is double maximum)
            Positive(maximum, nameof(GridMaximum));
        if (GridMinimum is double low && GridMaximum is double high)
            Require(low <= high, nameof(GridMaximum), high, $"at least {nameof(GridMinimum)}, {low}");
        if (Grid is null)
            return;

        Between(Grid.Count, 1, 1024, $"{nameof(Grid)}.{nameof(Grid.Count)}");
        for (int i = 0; i < Grid.Count; i++)
            Require(Grid[i] > (i == 0 ? 0 : Grid[i - 1]) && float.IsFinite(Grid[i]), nameof(Grid), Grid[i], "finite, greater than 0 and rising");
    }

    private static void RequireName(string? name, string option)
    {
        if (string.IsNullOrWhiteSpace(name))
            throw new ArgumentException($"{nameof(UniMvtOptions)}.{option} must name a column, but is empty.", option);
    }

    private static void RequireDefined<TEnum>(TEnum value, string option) where TEnum : struct, Enum =>
        Require(Enum.IsDefined(value), option, value, $"one of {string.Join(", ", Enum.GetNames<TEnum>())}");

    private static void RequireWidths(IReadOnlyList<int>? widths, int fewest, int most, string option)
    {
        ArgumentNullException.ThrowIfNull(widths, option);
        Require(widths.Count >= fewest && widths.Count <= most, option, widths.Count, fewest == most ? $"{fewest} widths" : $"{fewest} to {most} widths");
        foreach (int width in widths)
            Between(width, 1, 4096, option);
    }

    private static void Between(int value, int low, int high, string option) =>
        Require(value >= low && value <= high, option, value, high == int.MaxValue ? $"at least {low}" : $"between {low} and {high}");

    private static void Positive(double value, string option) => Require(value > 0 && double.IsFinite(value), option, value, "finite and greater than 0");

    private static void AtLeastZero(double value, string option) => Require(value >= 0 && double.IsFinite(value), option, value, "finite and at least 0");

    // Written as "is it good", so NaN, which fails every comparison, is rejected as well.
    private static void Require(bool good, string option, object actual, string expected)
    {
        if (!good)
            throw new ArgumentOutOfRangeException(option, actual, $"{nameof(UniMvtOptions)}.{option} must be {expected}.");
    }
}
