// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

/// <summary>Turns options into the settings of a model, once the data has been seen.</summary>
internal static class UniMvtForm
{
    /// <summary>Decides what depends on the data.</summary>
    public static UniMvtModelSettings Decide(UniMvtOptions options, UniMvtTrainingData data, IntensitySupport support) => new()
    {
        FeatureCount = data.FeatureCount,
        Cardinalities = data.Cardinalities,
        InputEncoding = options.InputEncoding,
        ResponseLink = options.ResponseLink,
        Frequencies = options.Frequencies,
        EncodingWidth = options.EncodingWidth,
        CategoricalWidth = options.CategoricalWidth,
        UseExperts = options.UseExperts,
        ExpertsPerGroup = options.ExpertsPerGroup,
        ExpertWidths = [.. options.ExpertWidths],
        ExpertActivation = options.ExpertActivation,
        TowerWidths = [.. options.TowerWidths],
        HeadWidths = [.. options.HeadWidths],
        IntensityEmbeddingWidth = options.IntensityEmbeddingWidth,
        UseLinearSkips = options.UseLinearSkips,
        UseCrossNetwork = options.UseCrossNetwork,
        UseTreatmentTower = options.UseTreatmentTower,
        NonNegative = options.NonNegative,
        UnitUpliftActivation = options.UnitUpliftActivation,
        IntensityHead = options.IntensityHead switch
        {
            IntensityHead.Auto => support.Tiers.Cluster ? IntensityHead.Categorical : IntensityHead.Regression,
            IntensityHead head => head,
        },
        IntensityMinimum = support.Minimum,
        IntensityMaximum = support.Maximum,
        Tiers = support.Tiers.Centres,
        Grid = support.Grid,
        PolicyRule = options.PolicyRule,
        ResponseValue = options.ResponseValue,
        UnitCost = options.UnitCost,
        CostBasis = options.CostBasis,
        UpliftPerCostThreshold = options.UpliftPerCostThreshold,
        EnsembleSize = options.EnsembleSize,
    };
}
