// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

public sealed partial record AlmMtaOptions
{
    /// <summary>Checks every option.</summary>
    /// <returns>The same options.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An option lies outside its range.</exception>
    /// <exception cref="ArgumentException">Two options contradict each other, or a column has no name.</exception>
    internal AlmMtaOptions Validated()
    {
        RequireColumns();
        RequireDefined(Identification, nameof(Identification));
        RequireDefined(Fit, nameof(Fit));
        RequireDefined(Stack, nameof(Stack));
        RequireDefined(Deletion, nameof(Deletion));
        RequireDefined(Effect, nameof(Effect));
        RequireDefined(Sampling, nameof(Sampling));

        Between(StackTowers, 1, 16, nameof(StackTowers));
        Between(MaxTouchpoints, 1, 256, nameof(MaxTouchpoints));
        Between(ClusterCount, 1, 4096, nameof(ClusterCount));
        Between(EmbeddingWidth, 1, 256, nameof(EmbeddingWidth));
        Between(HiddenWidth, 1, 256, nameof(HiddenWidth));
        Between(MediatorWidth, 1, 256, nameof(MediatorWidth));
        Between(InteractionRank, 1, 64, nameof(InteractionRank));
        Between(PooledWidth, 1, 256, nameof(PooledWidth));
        Between(OutcomeHiddenWidth, 1, 256, nameof(OutcomeHiddenWidth));
        Between(EffectHiddenWidth, 1, 256, nameof(EffectHiddenWidth));
        AtLeastZero(MediatorPenalty, nameof(MediatorPenalty));
        AtLeastZero(OutcomePenalty, nameof(OutcomePenalty));
        Require(TouchpointDropout is >= 0 and < 1, nameof(TouchpointDropout), TouchpointDropout, "at least 0 and less than 1");

        RequireEmissions();
        Require(LowestItemShare is > 0 and <= 0.5, nameof(LowestItemShare), LowestItemShare, "greater than 0 and at most 0.5");
        Between(ProxyBuckets, 2, 32, nameof(ProxyBuckets));
        Require(LargestProxyOutcomeRate is > 0 and <= 1, nameof(LargestProxyOutcomeRate), LargestProxyOutcomeRate, "greater than 0 and at most 1");
        Between(ResidualQuantiles, 1, 99, nameof(ResidualQuantiles));
        AtLeastZero(MarginalRidge, nameof(MarginalRidge));

        Between(CoreEpochs, 1, int.MaxValue, nameof(CoreEpochs));
        Between(OutcomeEpochs, 1, int.MaxValue, nameof(OutcomeEpochs));
        Between(NetworkEpochs, 1, int.MaxValue, nameof(NetworkEpochs));
        Positive(CoreLearningRate, nameof(CoreLearningRate));
        Positive(NetworkLearningRate, nameof(NetworkLearningRate));
        Require(ValidationFraction is > 0 and <= 0.5, nameof(ValidationFraction), ValidationFraction, "greater than 0 and at most 0.5");
        AtLeastZero(MatchWeight, nameof(MatchWeight));
        Require(NegativeKeepRate is > 0 and <= 1, nameof(NegativeKeepRate), NegativeKeepRate, "greater than 0 and at most 1");
        Between(BootstrapFits, 2, 100, nameof(BootstrapFits));
        Between(BootstrapEpochs, 1, int.MaxValue, nameof(BootstrapEpochs));
        Positive(IntervalWidth, nameof(IntervalWidth));
        if (Threads is int threads)
            Between(threads, 1, int.MaxValue, nameof(Threads));

        Require(Memory is >= 0 and <= 1, nameof(Memory), Memory, "between 0 and 1");
        if (CheckpointFolder is not null)
            Require(!string.IsNullOrWhiteSpace(CheckpointFolder), nameof(CheckpointFolder), CheckpointFolder, "the name of a folder, or null");
        RequireOutputs();
        RequirePaper();
        AlmMtaIdentification identification = ResolvedIdentification;
        if (identification == AlmMtaIdentification.ObservedProxy && ProxyColumnName is null)
            throw Missing(identification, nameof(ProxyColumnName));
        if (identification == AlmMtaIdentification.MatchedOutcome && MatchColumnName is null)
            throw Missing(identification, nameof(MatchColumnName));
        RequireComponents();
        return this;
    }

    /// <summary>Checks the options that only the <see cref="AlmMtaIdentification.Paper"/> form looks at.</summary>
    partial void RequirePaper();

    private void RequireComponents()
    {
        ArgumentNullException.ThrowIfNull(Components);
        Require(Components.Adversary is >= 0 and <= 1, Name(nameof(Components.Adversary)), Components.Adversary, "between 0 and 1");
        RequireDefined(Components.Contrast, Name(nameof(Components.Contrast)));
        Positive(Components.ContrastWeight, Name(nameof(Components.ContrastWeight)));
        AtLeastZero(Components.ExposureWeight, Name(nameof(Components.ExposureWeight)));
        RequireDefined(Components.GradientRouting, Name(nameof(Components.GradientRouting)));
        Require(Components.OutcomeDropout is >= 0 and < 1, Name(nameof(Components.OutcomeDropout)), Components.OutcomeDropout, "at least 0 and less than 1");
        RequireDefined(Components.ExposureWeighting, Name(nameof(Components.ExposureWeighting)));
        Between(Components.TopMatches, 0, int.MaxValue, Name(nameof(Components.TopMatches)));
        AlmMtaIdentification identification = ResolvedIdentification;
        if (identification == AlmMtaIdentification.Paper)
            return;
        bool hasTower = Fit == AlmMtaFitKind.Networks || (identification == AlmMtaIdentification.ObservedProxy && Stack != AlmMtaStack.Off);
        if (Components.NeedTower && !hasTower)
        {
            throw new ArgumentException(
                $"{nameof(AlmMtaOptions)}.{nameof(Components)} asks for a loss on the mediator tower, but {identification} with {nameof(Fit)} {Fit} and {nameof(Stack)} {Stack} "
                + $"has none. Choose {nameof(AlmMtaFitKind)}.{nameof(AlmMtaFitKind.Networks)}, or leave {nameof(Components.Adversary)}, {nameof(Components.Contrast)} and "
                + $"{nameof(Components.ExposureWeight)} off.", nameof(Components));
        }

        if (!Components.NeedTower && (Components.HoldLossRatios || Components.GradientRouting != AlmMtaGradientRouting.Sum))
        {
            throw new ArgumentException(
                $"{nameof(AlmMtaOptions)}.{nameof(Components)} holds loss ratios or routes gradients, but has no loss beside the mediator's. Ask for "
                + $"{nameof(Components.Adversary)}, {nameof(Components.Contrast)} or {nameof(Components.ExposureWeight)}, or leave both off.", nameof(Components));
        }

        if (Components.OutcomeDropout > 0 && Fit != AlmMtaFitKind.Networks)
        {
            throw new ArgumentException(
                $"{nameof(AlmMtaOptions)}.{nameof(Components)}.{nameof(Components.OutcomeDropout)} hides touches from an outcome tower, but {nameof(Fit)} {Fit} has none. Choose "
                + $"{nameof(AlmMtaFitKind)}.{nameof(AlmMtaFitKind.Networks)}, or leave it 0.", nameof(Components));
        }

        static string Name(string option) => $"{nameof(Components)}.{option}";
    }

    private void RequireColumns()
    {
        RequireName(ContextColumnName, nameof(ContextColumnName));
        RequireName(LabelColumnName, nameof(LabelColumnName));
        ArgumentNullException.ThrowIfNull(TouchKeyColumnNames);
        ArgumentNullException.ThrowIfNull(TouchNumericColumnNames);
        Between(TouchKeyColumnNames.Count, 1, 32, $"{nameof(TouchKeyColumnNames)}.{nameof(TouchKeyColumnNames.Count)}");
        foreach (string name in TouchKeyColumnNames)
            RequireName(name, nameof(TouchKeyColumnNames));
        foreach (string name in TouchNumericColumnNames)
            RequireName(name, nameof(TouchNumericColumnNames));
        RequireContent();
        RequireNameOrNull(ProxyColumnName, nameof(ProxyColumnName));
        RequireNameOrNull(MatchColumnName, nameof(MatchColumnName));
        RequireNameOrNull(ExactMatchColumnName, nameof(ExactMatchColumnName));
        RequireNameOrNull(ClusterColumnName, nameof(ClusterColumnName));
        RequireNameOrNull(UserColumnName, nameof(UserColumnName));
        RequireNameOrNull(ExampleWeightColumnName, nameof(ExampleWeightColumnName));
    }

    private void RequireEmissions()
    {
        RequireTable(EmissionWhenInspired, nameof(EmissionWhenInspired));
        RequireTable(EmissionWhenNot, nameof(EmissionWhenNot));
        if (EmissionWhenInspired is not null && EmissionWhenNot is not null)
        {
            Require(
                EmissionWhenInspired.Count == EmissionWhenNot.Count, nameof(EmissionWhenNot), EmissionWhenNot.Count,
                $"a table of as many codes as {nameof(EmissionWhenInspired)}, {EmissionWhenInspired.Count}");
        }

        static void RequireTable(IReadOnlyList<double>? table, string option)
        {
            if (table is null)
                return;
            Require(table.Count >= 2, option, table.Count, "a table of at least 2 codes");
            foreach (double share in table)
                Require(share is >= 0 and <= 1, option, share, "a table of probabilities, each between 0 and 1");

            // Audits are printed with a few digits: a thousandth covers their rounding.
            Require(Math.Abs(table.Sum() - 1) < 1e-3, option, table.Sum(), "a table of probabilities whose sum is 1");
        }
    }

    private static ArgumentException Missing(AlmMtaIdentification identification, string column) => new(
        $"{nameof(AlmMtaOptions)}.{nameof(Identification)} is {identification}, which needs {column}, but that is null. Name the column.", column);

    private static void RequireNameOrNull(string? name, string option)
    {
        if (name is not null)
            RequireName(name, option);
    }

    private static void RequireName(string? name, string option)
    {
        if (string.IsNullOrWhiteSpace(name))
            throw new ArgumentException($"{nameof(AlmMtaOptions)}.{option} must name a column, but is empty.", option);
    }

    private static void RequireDefined<TEnum>(TEnum value, string option) where TEnum : struct, Enum =>
        Require(Enum.IsDefined(value), option, value, $"one of {string.Join(", ", Enum.GetNames<TEnum>())}");

    private static void Between(int value, int low, int high, string option) =>
        Require(value >= low && value <= high, option, value, high == int.MaxValue ? $"at least {low}" : $"between {low} and {high}");

    private static void Positive(double value, string option) => Require(value > 0 && double.IsFinite(value), option, value, "finite and greater than 0");

    private static void AtLeastZero(double value, string option) => Require(value >= 0 && double.IsFinite(value), option, value, "finite and at least 0");

    // Written as "is it good", so NaN, which fails every comparison, is rejected as well.
    private static void Require(bool good, string option, object actual, string expected)
    {
        if (!good)
            throw new ArgumentOutOfRangeException(option, actual, $"{nameof(AlmMtaOptions)}.{option} must be {expected}.");
    }
}
