// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.ML.Data;
using Microsoft.ML.Transforms;

namespace Microsoft.ML.Causal;

/// <summary>The contract that scores a row: found by ML.NET when a model is loaded. Called on several threads at once.</summary>
[CustomMappingFactoryAttribute(ContractName)]
internal sealed class UniMvtScoringMapping : CustomMappingFactory<UniMvtScoringInput, UniMvtScoringOutput>
{
    internal const string ContractName = "Microsoft.ML.Causal/UniMvtScoring";

    private static readonly Func<ModelArchive, UniMvtScorer> _decode = archive => new UniMvtScorer(UniMvtArchive.Unpack(archive));

    /// <inheritdoc/>
    public override Action<UniMvtScoringInput, UniMvtScoringOutput> GetMapping() => Map;

    internal static void Map(UniMvtScoringInput input, UniMvtScoringOutput output) => Score(input, output);

    /// <summary>Scores the row in <paramref name="input"/> into <paramref name="output"/>; allocates nothing once warm.</summary>
    internal static UniMvtScore Score(UniMvtScoringInput input, UniMvtScoringOutput output)
    {
        UniMvtScorer scorer = DecodedModels<UniMvtScorer>.Get(input.Model, _decode);
        VBuffer<float> features = input.Features, curve = output.ResponseCurve;
        VBuffer<uint> categories = input.Categories;
        VBufferEditor<float> editor = VBufferEditor.Create(ref curve, scorer.Settings.Grid.Length);
        UniMvtScore score = default;

        if (features.IsDense && categories.IsDense)
            scorer.Score(features.GetValues(), categories.GetValues(), input.Intensity, ref score, editor.Values);
        else
            ScoreSparse(scorer, features, categories, input.Intensity, ref score, editor.Values);

        output.BaseProbability = score.BaseProbability;
        output.UnitUplift = score.UnitUplift;
        output.PredictedIntensity = score.PredictedIntensity;
        output.TreatedProbability = score.TreatedProbability;
        output.ResponseCurve = editor.Commit();
        output.RecommendedIntensity = score.RecommendedIntensity;
        output.ExpectedGain = score.ExpectedGain;
        return score;
    }

    private static void ScoreSparse(UniMvtScorer scorer, in VBuffer<float> features, in VBuffer<uint> categories,
        float intensity, ref UniMvtScore score, Span<float> curve)
    {
        // The stack holds all but very wide rows, so that sparse rows allocate nothing either.
        Span<float> dense = features.Length <= 1024 ? stackalloc float[features.Length] : new float[features.Length];
        Span<uint> keys = categories.Length <= 1024 ? stackalloc uint[categories.Length] : new uint[categories.Length];
        features.CopyTo(dense);
        categories.CopyTo(keys);
        scorer.Score(dense, keys, intensity, ref score, curve);
    }
}

/// <summary>The contract that scores a row by an ensemble.</summary>
[CustomMappingFactoryAttribute(ContractName)]
internal sealed class UniMvtEnsembleScoringMapping : CustomMappingFactory<UniMvtScoringInput, UniMvtEnsembleScoringOutput>
{
    internal const string ContractName = "Microsoft.ML.Causal/UniMvtEnsembleScoring";

    /// <inheritdoc/>
    public override Action<UniMvtScoringInput, UniMvtEnsembleScoringOutput> GetMapping() => Map;

    internal static void Map(UniMvtScoringInput input, UniMvtEnsembleScoringOutput output)
    {
        UniMvtScore score = UniMvtScoringMapping.Score(input, output);
        output.UnitUpliftLower = score.UnitUpliftLower;
        output.UnitUpliftUpper = score.UnitUpliftUpper;
    }
}
