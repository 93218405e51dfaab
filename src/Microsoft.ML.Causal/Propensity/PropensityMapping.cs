// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.ML.Data;
using Microsoft.ML.Transforms;

namespace Microsoft.ML.Causal;

/// <summary>The contract that picks a row's propensity from its fold's model and clips it. Called on several threads at once.</summary>
[CustomMappingFactoryAttribute(ContractName)]
internal sealed class PropensityMapping : CustomMappingFactory<PropensityMappingInput, PropensityMappingOutput>
{
    internal const string ContractName = "Microsoft.ML.Causal/Propensity";

    private static readonly Func<ModelArchive, PropensitySettings> _decode = PropensitySettings.Unpack;

    /// <inheritdoc/>
    public override Action<PropensityMappingInput, PropensityMappingOutput> GetMapping() => Map;

    internal static void Map(PropensityMappingInput input, PropensityMappingOutput output) => Score(input, output);

    internal static PropensitySettings Score(PropensityMappingInput input, PropensityMappingOutput output)
    {
        PropensitySettings settings = DecodedModels<PropensitySettings>.Get(input.Model, _decode);
        VBuffer<float> features = input.Features, byFold = input.ByFold;
        float propensity = byFold.GetItemOrDefault(settings.Folds == 1 ? 0 : PropensityFold.Of(features, settings.Folds));
        output.Propensity = Math.Clamp(propensity, settings.Clip, 1 - settings.Clip);
        return settings;
    }
}

/// <summary>The contract that gives the weight beside the propensity.</summary>
[CustomMappingFactoryAttribute(ContractName)]
internal sealed class PropensityWeightMapping : CustomMappingFactory<PropensityWeightMappingInput, PropensityWeightMappingOutput>
{
    internal const string ContractName = "Microsoft.ML.Causal/PropensityWeight";

    /// <inheritdoc/>
    public override Action<PropensityWeightMappingInput, PropensityWeightMappingOutput> GetMapping() => Map;

    internal static void Map(PropensityWeightMappingInput input, PropensityWeightMappingOutput output)
    {
        PropensitySettings settings = PropensityMapping.Score(input, output);
        output.Weight = (float)PropensityWeights.Weight(settings.Weighting, output.Propensity, input.Treatment, settings.TreatedShare);
    }
}
