// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.ML.Data;
using Microsoft.ML.Transforms;

namespace Microsoft.ML.Causal;

/// <summary>The contract that scores a journey: found by ML.NET when a model is loaded. Called on several threads at once.</summary>
[CustomMappingFactoryAttribute(ContractName)]
internal sealed class AlmMtaScoringMapping : CustomMappingFactory<AlmMtaScoringInput, AlmMtaScoringOutput>
{
    internal const string ContractName = "Microsoft.ML.Causal/AlmMtaScoring";

    private static readonly Func<ModelArchive, AlmMtaScorer> _decode = archive => AlmMtaScorer.Of(AlmMtaArchive.Unpack(archive));

    [ThreadStatic]
    private static AlmMtaScoringRow? _row;

    /// <inheritdoc/>
    public override Action<AlmMtaScoringInput, AlmMtaScoringOutput> GetMapping() => Map;

    internal static void Map(AlmMtaScoringInput input, AlmMtaScoringOutput output)
    {
        AlmMtaScorer scorer = DecodedModels<AlmMtaScorer>.Get(input.Model, _decode);
        // A thread that scores with two models in turn makes room for the longer journeys of the two.
        if (_row is null || _row.MaxTouchpoints < scorer.Settings.MaxTouchpoints)
            _row = new AlmMtaScoringRow(scorer.Settings.MaxTouchpoints);
        AlmMtaScore score = _row.Score(scorer, input);
        output.Probability = score.Probability;
        output.ObservedProbability = score.ObservedProbability;
        output.BaseProbability = score.BaseProbability;
        output.AdditivityGap = score.AdditivityGap;

        int length = Math.Max(0, input.Length);
        output.Uplift = Write(output.Uplift, length, score.Uplift);
        output.UpliftLogit = Write(output.UpliftLogit, length, score.UpliftLogit);
        output.Score = Write(output.Score, length, score.Score);
        output.UpliftLower = Write(output.UpliftLower, length, score.Lower);
        output.UpliftUpper = Write(output.UpliftUpper, length, score.Upper);
        AlmMtaOutputs outputs = scorer.Settings.Outputs;
        if ((outputs & AlmMtaOutputs.NormalisedCredit) != 0)
        {
            score.Normalise();
            output.NormalisedCredit = Write(output.NormalisedCredit, length, score.NormalisedCredit);
        }

        if ((outputs & AlmMtaOutputs.ShapleyCredit) != 0)
        {
            output.ShapleyCredit = Write(output.ShapleyCredit, length, score.ShapleyCredit);
            output.ShapleyError = Write(output.ShapleyError, length, score.ShapleyError);
        }

        if ((outputs & AlmMtaOutputs.Mediator) != 0)
            output.Mediator = Write(output.Mediator, length, score.Mediator);
    }

    /// <summary>A vector as long as the journey; the oldest touches of one beyond the maximum are not scored.</summary>
    private static VBuffer<float> Write(VBuffer<float> buffer, int length, ReadOnlySpan<float> scored)
    {
        VBufferEditor<float> editor = VBufferEditor.Create(ref buffer, length);
        editor.Values[..(length - scored.Length)].Fill(float.NaN);
        scored.CopyTo(editor.Values[(length - scored.Length)..]);
        return editor.Commit();
    }
}
