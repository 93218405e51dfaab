// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.ML.SearchSpace;
using Microsoft.ML.SearchSpace.Option;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Microsoft.ML.Causal.Tests.AutoML;

[TestClass]
public class SweepSpaceExtensionsTests
{
    private static readonly SweepSpace<AlmMtaOptions> Space = new SweepSpace<AlmMtaOptions>()
        .LogUniform(o => o.LossRatios.Adversary, 0.25, 16)
        .Uniform(o => o.TouchpointDropout, 0, 0.3)
        .Choice(o => o.Contrast, AlmMtaContrast.InBatch, AlmMtaContrast.Momentum)
        .When(o => o.Contrast, AlmMtaContrast.Momentum, then => then.Integer(o => o.ContrastQueueLength, 3, 5));

    [TestMethod]
    public void ToSearchSpace_HasOneOptionPerDimension_AndBeginsWithTheBaseOptions()
    {
        var options = new AlmMtaOptions { Contrast = AlmMtaContrast.Momentum, ContrastQueueLength = 4 };

        SearchSpace.SearchSpace search = Space.ToSearchSpace(options);

        CollectionAssert.AreEquivalent(new[] { "LossRatios.Adversary", "TouchpointDropout", "Contrast", "ContrastQueueLength" }, search.Keys.ToArray());
        Assert.AreEqual(4, search.FeatureSpaceDim);
        Assert.IsTrue(((UniformDoubleOption)search["LossRatios.Adversary"]).LogBase);
        AlmMtaOptions start = Space.ToOptions(new AlmMtaOptions(), search.SampleFromFeatureSpace(search.Default));
        // Default is on the way from logarithms and back.
        Assert.AreEqual(4, start.LossRatios.Adversary, 1e-12);
        Assert.AreEqual(0.15, start.TouchpointDropout, 1e-12);
        Assert.AreEqual((AlmMtaContrast.Momentum, 4), (start.Contrast, start.ContrastQueueLength));
    }

    [TestMethod]
    public void EveryPoint_OfAutoMLsSpace_IsInOurs()
    {
        SearchSpace.SearchSpace search = Space.ToSearchSpace(new AlmMtaOptions());
        var random = new RandomStream(1, "points");
        var lengths = new HashSet<int>();

        for (int n = 0; n < 200; n++)
        {
            double[] point = n switch
            {
                0 => [0, 0, 0, 0],
                1 => [1, 1, 1, 1],
                _ => [random.NextDouble(), random.NextDouble(), random.NextDouble(), random.NextDouble()],
            };
            AlmMtaOptions options = Space.ToOptions(new AlmMtaOptions { ContrastQueueLength = 77 }, search.SampleFromFeatureSpace(point));

            // A hair for the rounding of powers.
            Assert.IsTrue(options.LossRatios.Adversary is >= 0.25 - 1e-12 and <= 16 + 1e-12 && options.TouchpointDropout is >= 0 and <= 0.3);
            if (options.Contrast == AlmMtaContrast.InBatch)
                Assert.AreEqual(77, options.ContrastQueueLength, "not active, so that the base value stays");
            else
                lengths.Add(options.ContrastQueueLength);
        }

        CollectionAssert.AreEquivalent(new[] { 3, 4, 5 }, lengths.ToArray());
    }

    [TestMethod]
    public void ToOptions_OfAParameterThatDoesNotFit_SaysSo()
    {
        var lacking = Parameter.CreateNestedParameter(new KeyValuePair<string, Parameter>("LossRatios.Adversary", Parameter.FromDouble(2)));
        Parameter strange = Space.ToSearchSpace(new AlmMtaOptions()).SampleFromFeatureSpace([0, 0, 0, 0]);
        strange["Contrast"] = Parameter.FromString("Sideways");

        StringAssert.StartsWith(
            Assert.Throws<ArgumentException>(() => Space.ToOptions(new AlmMtaOptions(), lacking)).Message, "The parameter has no 'TouchpointDropout'.");
        StringAssert.StartsWith(
            Assert.Throws<ArgumentException>(() => Space.ToOptions(new AlmMtaOptions(), strange)).Message, "'Sideways' is no choice of Contrast; the space has InBatch, Momentum.");
    }

    [TestMethod]
    public void Dimension_OfOneValue_IsGivenToAutoMLAsWell()
    {
        SweepSpace<UniMvtOptions> space = new SweepSpace<UniMvtOptions>().Uniform(o => o.LearningRate, 0.01, 0.01).Integer(o => o.Epochs, 7, 7);
        SearchSpace.SearchSpace search = space.ToSearchSpace(new UniMvtOptions());

        UniMvtOptions options = space.ToOptions(new UniMvtOptions(), search.SampleFromFeatureSpace([1, 1]));

        Assert.AreEqual((0.01, 7), (options.LearningRate, options.Epochs));
    }
}
