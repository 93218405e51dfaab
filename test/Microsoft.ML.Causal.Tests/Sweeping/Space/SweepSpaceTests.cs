// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Microsoft.ML.Causal.Tests.Sweeping;

[TestClass]
public class SweepSpaceTests
{
    private static readonly AlmMtaOptions Base = new() { LossRatios = new AlmMtaLossRatios { Contrastive = 7 }, MaxTouchpoints = 5 };

    [TestMethod]
    public void Apply_OnNestedRecord_SetsACopyAndKeepsTheRest()
    {
        SweepSpace<AlmMtaOptions> space = new SweepSpace<AlmMtaOptions>()
            .LogUniform(o => o.LossRatios.Adversary, .25f, 16f)
            .LogUniform(o => o.LossRatios.Proxy, 0.1, 10);
        AlmMtaLossRatios ratios = Base.LossRatios;

        AlmMtaOptions set = space.Apply(Base, [2, 3]);

        Assert.AreEqual(Base with { LossRatios = new AlmMtaLossRatios { Contrastive = 7, Adversary = 2, Proxy = 3 } }, set);
        Assert.AreSame(ratios, Base.LossRatios);
        Assert.AreEqual(new AlmMtaLossRatios { Contrastive = 7 }, ratios);
    }

    [TestMethod]
    public void Apply_OnEveryKindOfOption_IsWhatWithGives()
    {
        SweepSpace<UniMvtOptions> space = new SweepSpace<UniMvtOptions>()
            .Uniform(o => o.LearningRate, 0.001, 0.01)
            .Uniform(o => o.PropensityClip, 0.01f, 0.1f)
            .Integer(o => o.Epochs, 2, 9)
            .Choice(o => o.UseLinearSkips, true, false)
            .Choice(o => o.InputEncoding, InputEncoding.Raw, InputEncoding.Periodic)
            .Choice(o => o.GridMaximum, null, 3.5)
            .Choice(o => o.HeadWidths, [32], [16, 8]);

        var options = new UniMvtOptions();

        UniMvtOptions set = space.Apply(options, [0.004, 0.05f, 5, 1, 1, 1, 1]);

        Assert.AreEqual(
            options with
            {
                LearningRate = 0.004, PropensityClip = 0.05f, Epochs = 5, UseLinearSkips = false, InputEncoding = InputEncoding.Periodic, GridMaximum = 3.5,
                HeadWidths = set.HeadWidths,
            },
            set);
        CollectionAssert.AreEqual(new[] { 16, 8 }, set.HeadWidths.ToArray());
    }

    [TestMethod]
    public void Apply_OnNaN_KeepsTheBaseValue()
    {
        SweepSpace<UniMvtOptions> space = new SweepSpace<UniMvtOptions>().Integer(o => o.Epochs, 2, 9).Integer(o => o.BatchSize, 2, 9);

        UniMvtOptions set = space.Apply(new UniMvtOptions { Epochs = 77 }, [double.NaN, 4]);

        Assert.AreEqual((77, 4), (set.Epochs, set.BatchSize));
    }

    [TestMethod]
    public void When_MakesDimensionsHangOnAChoice()
    {
        SweepSpace<AlmMtaOptions> space = new SweepSpace<AlmMtaOptions>()
            .Choice(o => o.Contrast, AlmMtaContrast.InBatch, AlmMtaContrast.Momentum)
            .When(o => o.Contrast, AlmMtaContrast.Momentum, then => then
                .Integer(o => o.ContrastQueueLength, 1, 10)
                .Choice(o => o.HoldLossRatios, true, false)
                .When(o => o.HoldLossRatios, true, held => held.Uniform(o => o.LossRatioDecay, 0, 0.9)));

        double[] off = [0.1, 0.5, 0.1, 0.5], partly = [0.9, 0.5, 0.9, 0.5], on = [0.9, 0.5, 0.1, 0.5];
        SweepPoints.Deactivate(space.Dimensions, off);
        SweepPoints.Deactivate(space.Dimensions, partly);
        SweepPoints.Deactivate(space.Dimensions, on);

        CollectionAssert.AreEqual(new[] { 0.1, double.NaN, double.NaN, double.NaN }, off);
        CollectionAssert.AreEqual(new[] { 0.9, 0.5, 0.9, double.NaN }, partly);
        CollectionAssert.AreEqual(new[] { 0.9, 0.5, 0.1, 0.5 }, on);
        Assert.AreEqual("LossRatioDecay: Uniform [0, 0.9] when HoldLossRatios is True", space.Dimensions[3].ToString());
    }

    [TestMethod]
    public void Space_OfWrongOptionsOrBounds_SaysWhatIsWrong()
    {
        var space = new SweepSpace<UniMvtOptions>();

        StringAssert.StartsWith(
            Assert.Throws<ArgumentException>(() => space.Uniform(o => o.Epochs, 1, 2)).Message, "An option of UniMvtOptions is named by its properties alone");
        StringAssert.StartsWith(
            Assert.Throws<ArgumentException>(() => space.Integer(o => o.HeadWidths.Count, 1, 2)).Message, "IReadOnlyCollection`1.Count cannot be set on a copy");
        StringAssert.StartsWith(
            Assert.Throws<ArgumentException>(() => space.LogUniform(o => o.LearningRate, 0, 1)).Message,
            "The bounds of LearningRate must be finite, greater than 0 and in order, but are 0 and 1.");
        StringAssert.StartsWith(
            Assert.Throws<ArgumentException>(() => space.Uniform(o => o.LearningRate, 2, double.NaN)).Message, "The bounds of LearningRate must be finite, and in order, but are 2 and NaN.");
        StringAssert.StartsWith(
            Assert.Throws<ArgumentException>(() => space.Choice(o => o.Preset, UniMvtPreset.Paper, UniMvtPreset.Paper)).Message,
            "Preset needs at least two choices, each once, but has Paper, Paper.");
        StringAssert.StartsWith(
            Assert.Throws<ArgumentException>(() => space.Integer(o => o.Epochs, 1, 2).Integer(o => o.Epochs, 1, 2)).Message, "Epochs is in the space already");
        StringAssert.StartsWith(
            Assert.Throws<ArgumentException>(() => space.When(o => o.Preset, UniMvtPreset.Paper, then => then.Integer(o => o.Epochs, 1, 2))).Message,
            "Dimensions can hang on a choice that the space has, but it has no choice Preset of Paper.");
    }

    [TestMethod]
    public void Spaces_ReadyMade_HoldTheDefaultsAndValidOptions()
    {
        SweepSpace<AlmMtaOptions> ratios = AlmMtaSweepSpaces.LossRatios();
        SweepSpace<UniMvtOptions> weights = UniMvtSweepSpaces.LossWeights();

        Assert.HasCount(5, ratios.Dimensions);
        Assert.AreEqual(new AlmMtaLossRatios(), ratios.Apply(new(), [0.6, 1, 4, 0.1, 0.2]).LossRatios);
        foreach (double unit in (double[])[0, 0.3, 1])
        {
            ratios.Apply(new() { ProxyColumnName = "P" }, SweepPoints.Values(ratios.Dimensions, [unit, unit, unit, unit, unit])).Validated();
            weights.Apply(new(), SweepPoints.Values(weights.Dimensions, [unit, unit, unit, unit])).Validated();
        }
    }
}
