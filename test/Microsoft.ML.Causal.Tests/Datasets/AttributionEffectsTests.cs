// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Microsoft.ML.Causal.Tests.Datasets;

[TestClass]
public class AttributionEffectsTests
{
    private static readonly AttributionWorld _world = AttributionWorld.Draw(seed: 3);
    private static readonly double[] _x = [.4, -.8, .3, 1.1, -.5, .2, .9, -1.3];
    private static readonly int[] _items = [17, 77, 401, 17];

    [TestMethod]
    public void Quadrature_OfFifteenNodes_HasTheMomentsOfTheNormal()
    {
        GaussHermite quadrature = new(15);

        // E z^2k = 1·3·5···(2k − 1); exact up to degree 29, odd ones vanish. 1e-12 of the moment is what rounding leaves of 15 terms.
        double expected = 1;
        for (int degree = 0; degree <= 28; degree += 2)
        {
            Assert.AreEqual(1, Moment(degree) / expected, 1e-11, $"degree {degree}");
            Assert.AreEqual(0, Moment(degree + 1) / expected, 1e-11, $"degree {degree + 1}");
            expected *= degree + 1;
        }

        double Moment(int degree) => quadrature.Nodes.Zip(quadrature.Weights).Sum(node => node.Second * Math.Pow(node.First, degree));
    }

    [TestMethod]
    public void Effects_OfFewTouches_AreThoseOfAllOutcomesWrittenOut()
    {
        AttributionSetting[] settings =
        [
            AttributionSetting.None, AttributionSetting.Strong, AttributionSetting.Strong with { VaryingDose = true, Nonlinear = true },
            AttributionSetting.Medium with { DirectEffect = 1.5, MediatorConfounding = .7, MediatorInteraction = .5, VaryingDose = true },
        ];
        foreach (AttributionSetting setting in settings)
        {
            double[] uplift = new double[4], onTreated = new double[4];

            double probability = AttributionSample.Effects(_world, setting, _x, _items, uplift, onTreated);

            // The same nodes, so only rounding is between them.
            Assert.AreEqual(Probability(setting, -1), probability, 1e-12, setting.ToString());
            for (int j = 0; j < 4; j++)
                Assert.AreEqual(Probability(setting, -1) - Probability(setting, j), uplift[j], 1e-12, $"{setting}, touch {j}");
        }
    }

    [TestMethod]
    public void EffectsOnTreated_WithoutConfounding_AreThoseUnderIntervention()
    {
        double[] uplift = new double[4], onTreated = new double[4];

        AttributionSample.Effects(_world, AttributionSetting.None, _x, _items, uplift, onTreated);

        // Nothing that is seen tells of w: both are the same sum, in another order.
        for (int j = 0; j < 4; j++)
            Assert.AreEqual(uplift[j], onTreated[j], 1e-12);
        AttributionSample.Effects(_world, AttributionSetting.Strong, _x, _items, uplift, onTreated);
        Assert.IsTrue(Math.Abs(uplift[0] - onTreated[0]) > 1e-4 * uplift[0], "confounding makes no difference");
    }

    [TestMethod]
    public void Effects_OfPublishedRows_AreThePublishedOnes()
    {
        SharedCdpDraw draw = SharedCdpDraw.Get();
        double[][] x = [.. Enumerable.Range(0, 8).Select(c => draw[$"x{c}"])];
        double[] items = draw["item"], deltas = draw["TRUTH_delta"], etts = draw["TRUTH_delta_ett"], probabilities = draw["TRUTH_p_do"];
        double[] uplift = new double[16], onTreated = new double[16], context = new double[8];
        double worst = 0, worstOnTreated = 0, worstProbability = 0;
        // Every 30th row: 2,000 of the 60,000.
        for (int i = 0; i < draw.Rows; i += 30)
        {
            int start = draw.Offsets[i], length = draw.Offsets[i + 1] - start;
            for (int c = 0; c < 8; c++)
                context[c] = x[c][i];
            int[] seen = [.. items.Skip(start).Take(length).Select(item => (int)item)];

            double probability = AttributionSample.Effects(draw.World, AttributionSetting.Strong, context, seen, uplift.AsSpan(0, length), onTreated.AsSpan(0, length));

            worstProbability = Math.Max(worstProbability, Math.Abs(probability / probabilities[i] - 1));
            for (int j = 0; j < length; j++)
            {
                worst = Math.Max(worst, Math.Abs(uplift[j] / deltas[start + j] - 1));
                worstOnTreated = Math.Max(worstOnTreated, Math.Abs(onTreated[j] / etts[start + j] - 1));
            }
        }

        // The context is printed with four digits, so each of its eight numbers is off by up to 5e-4 of itself, and the effects with it.
        Assert.IsTrue(worstProbability < 1e-3, $"probability: {worstProbability}");
        Assert.IsTrue(worst < 1e-3, $"effect: {worst}");
        Assert.IsTrue(worstOnTreated < 1e-3, $"effect on the treated: {worstOnTreated}");
    }

    [TestMethod]
    public void Effects_OfWrongLengths_Say()
    {
        StringAssert.Contains(
            Assert.ThrowsExactly<ArgumentException>(() => AttributionSample.Effects(_world, AttributionSetting.None, [1, 2], [], [], [])).Message, "8 numbers");
        StringAssert.Contains(
            Assert.ThrowsExactly<ArgumentException>(() => AttributionSample.Effects(_world, AttributionSetting.None, _x, _items, new double[3], new double[4])).Message,
            "room for 3 and 4");
    }

    /// <summary>P(Y=1 | do(T without a touch), X): every pattern of inspiration, at every node.</summary>
    private static double Probability(AttributionSetting setting, int without)
    {
        GaussHermite quadrature = new(15);
        AttributionTables t = _world.Tables;
        double total = 0;
        for (int q = 0; q < 15; q++)
        {
            double w = .3 * _x[1] + Math.Sqrt(.91) * quadrature.Nodes[q];
            for (int pattern = 0; pattern < 1 << _items.Length; pattern++)
            {
                double chance = 1, direct = 0;
                int h = 0;
                for (int j = 0; j < _items.Length; j++)
                {
                    bool z = (pattern >> j & 1) == 1;
                    if (j == without)
                    {
                        chance *= z ? 0 : 1;
                        continue;
                    }

                    int k = _items[j] % 60;
                    double p = 1 / (1 + Math.Exp(-Logit(setting, _items[j], _items.Length - 1 - j) - setting.MediatorConfounding * w));
                    chance *= z ? p : 1 - p;
                    h += z ? (setting.VaryingDose ? t.Dose[k] : 1) : 0;
                    direct += setting.DirectEffect * t.Kappa[k];
                }

                double logit = setting.OutcomeIntercept + (1.4 + setting.MediatorInteraction * w) * Math.Log2(1 + h) + .6 * _x[1] + .3 * _x[2]
                    + setting.OutcomeConfounding * w + direct;
                total += quadrature.Weights[q] * chance / (1 + Math.Exp(-logit));
            }
        }

        return total;
    }

    private static double Logit(AttributionSetting setting, int item, int recency)
    {
        AttributionTables t = _world.Tables;
        double match = 0;
        for (int a = 0; a < 8; a++)
        for (int d = 0; d < 16; d++)
            match += _x[a] * t.B[a * 16 + d] * t.ItemContent[item * 16 + d];
        if (!setting.Nonlinear)
            return t.S[item] + match - .06 * recency;
        double logit = t.S[item] + .4 * match - .06 * recency + .5 * Math.Sin(2 * _x[3]) * Math.Sign(t.Nu[item % 60]);
        for (int r = 0; r < 6; r++)
        {
            double hinge = Enumerable.Range(0, 8).Sum(a => _x[a] * t.U[r * 8 + a]), content = Enumerable.Range(0, 16).Sum(d => t.V[r * 16 + d] * t.ItemContent[item * 16 + d]);
            logit += .5 * Math.Max(hinge * 1.5 / Math.Sqrt(8) - .3, 0) * Math.Tanh(content);
        }

        return logit;
    }
}
