// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Microsoft.ML.Causal.Tests.AlmMta;

[TestClass]
public class AlmMtaOptionsTests
{
    private static readonly IDataView Nothing = new MLContext().Data.LoadFromEnumerable(new[] { new { Item = "a" } });

    private static readonly AlmMtaOptions Good = new() { ProxyColumnName = "Proxy" };

    [TestMethod]
    public void Defaults_AreThoseOfTheDesign()
    {
        var options = new AlmMtaOptions();
        Assert.AreEqual((AlmMtaIdentification.Auto, AlmMtaFitKind.Stacked, AlmMtaStack.Auto, 3), (options.Identification, options.Fit, options.Stack, options.StackTowers));
        Assert.AreEqual((16, AlmMtaDeletion.KeepPosition, AlmMtaEffect.Do), (options.MaxTouchpoints, options.Deletion, options.Effect));
        Assert.AreEqual((16, 32, 8, 8, 16, 32, 16), (options.EmbeddingWidth, options.HiddenWidth, options.MediatorWidth, options.InteractionRank, options.PooledWidth, options.OutcomeHiddenWidth, options.EffectHiddenWidth));
        Assert.AreEqual((.02, .3, .15), (options.MediatorPenalty, options.OutcomePenalty, options.TouchpointDropout));
        Assert.AreEqual((20, 16, 12, .02, .004), (options.CoreEpochs, options.OutcomeEpochs, options.NetworkEpochs, options.CoreLearningRate, options.NetworkLearningRate));
        Assert.AreEqual((.03, 5, .95, 9, 10.0), (options.LowestItemShare, options.ProxyBuckets, options.LargestProxyOutcomeRate, options.ResidualQuantiles, options.MarginalRidge));
        Assert.AreEqual((true, 6, 8, 2.0), (options.Intervals, options.BootstrapFits, options.BootstrapEpochs, options.IntervalWidth));
        Assert.AreEqual((.125, AlmMtaSampling.Auto, 1.0, .5), (options.ValidationFraction, options.Sampling, options.NegativeKeepRate, options.MatchWeight));
        Assert.AreEqual((new AlmMtaComponents(), false), (options.Components, options.MeasureOverlap));
        AlmMtaComponents none = options.Components;
        Assert.AreEqual((0.0, AlmMtaContrast.None, .01, 0.0, false), (none.Adversary, none.Contrast, none.ContrastWeight, none.ExposureWeight, none.HoldLossRatios));
        Assert.AreEqual((AlmMtaGradientRouting.Sum, 0.0, ExposureWeighting.None, 0), (none.GradientRouting, none.OutcomeDropout, none.ExposureWeighting, none.TopMatches));
        Assert.IsNull(options.CheckpointFolder);
        Assert.AreEqual((true, 1.0), (options.Continuable, options.Memory));
    }

    [TestMethod]
    public void ResolvedIdentification_OfAuto_FollowsTheColumns()
    {
        Assert.AreEqual(AlmMtaIdentification.ObservedProxy, Good.ResolvedIdentification);
        Assert.AreEqual(AlmMtaIdentification.ObservedProxy, (Good with { MatchColumnName = "Match" }).ResolvedIdentification);
        Assert.AreEqual(AlmMtaIdentification.MatchedOutcome, new AlmMtaOptions { MatchColumnName = "Match" }.ResolvedIdentification);
        Assert.AreEqual(AlmMtaIdentification.Paper, (Good with { Identification = AlmMtaIdentification.Paper }).ResolvedIdentification);
    }

    public static IEnumerable<object[]> Bad =>
    [
        [new AlmMtaOptions(), "AlmMtaOptions.Identification is Auto, but neither ProxyColumnName nor MatchColumnName names a column."],
        [new AlmMtaOptions { Identification = AlmMtaIdentification.ObservedProxy }, "AlmMtaOptions.Identification is ObservedProxy, which needs ProxyColumnName, but that is null."],
        [new AlmMtaOptions { Identification = AlmMtaIdentification.MatchedOutcome }, "AlmMtaOptions.Identification is MatchedOutcome, which needs MatchColumnName, but that is null."],
        [Good with { Identification = (AlmMtaIdentification)9 }, "AlmMtaOptions.Identification must be one of Auto, ObservedProxy, MatchedOutcome, Paper."],
        [Good with { ContextColumnName = " " }, "AlmMtaOptions.ContextColumnName must name a column, but is empty."],
        [Good with { TouchKeyColumnNames = [] }, "AlmMtaOptions.TouchKeyColumnNames.Count must be between 1 and 32."],
        [Good with { TouchNumericColumnNames = [""] }, "AlmMtaOptions.TouchNumericColumnNames must name a column, but is empty."],
        [Good with { WorkContentColumnName = "" }, "AlmMtaOptions.WorkContentColumnName must name a column, but is empty."],
        [Good with { WorkContentColumnName = "Work" }, "AlmMtaOptions.WorkContentColumnName needs content of touches that works can be held against; give ItemContent or name ContentColumnName."],
        [Good with { ItemContent = new(Nothing) { ItemColumnName = " " } }, "AlmMtaOptions.ItemContent.ItemColumnName must name a column, but is empty."],
        [
            Good with { ItemContent = new(Nothing), ContentColumnName = "Content" },
            "AlmMtaOptions has content by touch (ContentColumnName 'Content') and by item (ItemContent); leave one of them out.",
        ],
        [Good with { UserColumnName = "" }, "AlmMtaOptions.UserColumnName must name a column, but is empty."],
        [Good with { MaxTouchpoints = 0 }, "AlmMtaOptions.MaxTouchpoints must be between 1 and 256."],
        [Good with { StackTowers = 17 }, "AlmMtaOptions.StackTowers must be between 1 and 16."],
        [Good with { EmissionWhenInspired = [.5, .6] }, "AlmMtaOptions.EmissionWhenInspired must be a table of probabilities whose sum is 1."],
        [Good with { EmissionWhenNot = [1] }, "AlmMtaOptions.EmissionWhenNot must be a table of at least 2 codes."],
        [Good with { EmissionWhenNot = [2, -1] }, "AlmMtaOptions.EmissionWhenNot must be a table of probabilities, each between 0 and 1."],
        [Good with { EmissionWhenInspired = [.5, .5], EmissionWhenNot = [.5, .3, .2] }, "AlmMtaOptions.EmissionWhenNot must be a table of as many codes as EmissionWhenInspired, 2."],
        [Good with { LowestItemShare = double.NaN }, "AlmMtaOptions.LowestItemShare must be greater than 0 and at most 0.5."],
        [Good with { TouchpointDropout = 1 }, "AlmMtaOptions.TouchpointDropout must be at least 0 and less than 1."],
        [Good with { CoreLearningRate = 0 }, "AlmMtaOptions.CoreLearningRate must be finite and greater than 0."],
        [Good with { NetworkLearningRate = double.NaN }, "AlmMtaOptions.NetworkLearningRate must be finite and greater than 0."],
        [Good with { CoreEpochs = 0 }, "AlmMtaOptions.CoreEpochs must be at least 1."],
        [Good with { ValidationFraction = .6 }, "AlmMtaOptions.ValidationFraction must be greater than 0 and at most 0.5."],
        [Good with { MatchWeight = -1 }, "AlmMtaOptions.MatchWeight must be finite and at least 0."],
        [Good with { NegativeKeepRate = 0 }, "AlmMtaOptions.NegativeKeepRate must be greater than 0 and at most 1."],
        [Good with { BootstrapFits = 1 }, "AlmMtaOptions.BootstrapFits must be between 2 and 100."],
        [Good with { IntervalWidth = -1 }, "AlmMtaOptions.IntervalWidth must be finite and greater than 0."],
        [Good with { ResidualQuantiles = 0 }, "AlmMtaOptions.ResidualQuantiles must be between 1 and 99."],
        [Good with { MarginalRidge = -1 }, "AlmMtaOptions.MarginalRidge must be finite and at least 0."],
        [Good with { Components = new() { Adversary = 1.1 } }, "AlmMtaOptions.Components.Adversary must be between 0 and 1."],
        [Good with { Components = new() { ContrastWeight = 0 } }, "AlmMtaOptions.Components.ContrastWeight must be finite and greater than 0."],
        [Good with { Components = new() { ExposureWeight = -1 } }, "AlmMtaOptions.Components.ExposureWeight must be finite and at least 0."],
        [Good with { Components = new() { OutcomeDropout = 1 } }, "AlmMtaOptions.Components.OutcomeDropout must be at least 0 and less than 1."],
        [Good with { Stack = AlmMtaStack.Off, Components = new() { Adversary = 1 } }, "AlmMtaOptions.Components asks for a loss on the mediator tower, but ObservedProxy with Fit Stacked and Stack Off has none."],
        [new AlmMtaOptions { MatchColumnName = "Match", Components = new() { ExposureWeight = 1 } }, "AlmMtaOptions.Components asks for a loss on the mediator tower, but MatchedOutcome with Fit Stacked and Stack Auto has none."],
        [Good with { Components = new() { GradientRouting = AlmMtaGradientRouting.Direct } }, "AlmMtaOptions.Components holds loss ratios or routes gradients, but has no loss beside the mediator's."],
        [Good with { Components = new() { OutcomeDropout = .1 } }, "AlmMtaOptions.Components.OutcomeDropout hides touches from an outcome tower, but Fit Stacked has none."],
        [Good with { Components = new() { TopMatches = -1 } }, "AlmMtaOptions.Components.TopMatches must be at least 0."],
        [Good with { Components = new() { ExposureWeighting = (ExposureWeighting)9 } }, "AlmMtaOptions.Components.ExposureWeighting must be one of None, GeometricMean,"],
        [Good with { Threads = 0 }, "AlmMtaOptions.Threads must be at least 1."],
        [Good with { Memory = 1.5 }, "AlmMtaOptions.Memory must be between 0 and 1."],
        [Good with { CheckpointFolder = " " }, "AlmMtaOptions.CheckpointFolder must be the name of a folder, or null."],
    ];

    [TestMethod]
    [DynamicData(nameof(Bad))]
    public void Validated_WithABadOption_SaysWhatWasExpected(AlmMtaOptions options, string message)
    {
        ArgumentException exception = Assert.Throws<ArgumentException>(() => options.Validated());
        StringAssert.StartsWith(exception.Message, message);
    }

    [TestMethod]
    public void Validated_WithGoodOptions_GivesThemBack() => Assert.AreSame(Good, Good.Validated());
}
