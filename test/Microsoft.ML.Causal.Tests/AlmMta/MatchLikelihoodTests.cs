// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.ML.Causal.Tests.AlmMta.Matched;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Microsoft.ML.Causal.Tests.AlmMta;

[TestClass]
public class MatchLikelihoodTests
{
    private static readonly AlmMtaOptions Both = AlmMtaExample.Quick with { MatchColumnName = "Match", Stack = AlmMtaStack.Off, Intervals = false };

    [TestMethod]
    public void AddTo_Slope_MatchesCentralDifferences()
    {
        AlmMtaTrainingData data = WithMatches(AlmMtaExample.Draw(400, 3));
        MatchLikelihood matches = Of(Both with { MatchWeight = .7 }, data)!;
        var random = new RandomStream(2, "eta");
        int checkedRows = 0;
        for (int i = 0; i < data.Rows; i++)
        {
            var eta = new double[data.Length(i)];
            random.FillGaussian(eta.AsSpan(), 1.5);
            var slope = new double[eta.Length];
            if (matches.AddTo(i, eta, slope) == 0)
                continue;
            checkedRows++;
            for (int j = 0; j < eta.Length; j++)
            {
                // h = 6e-6 leaves errors near 1e-10 in a loss of size 1.
                const double H = 6e-6;
                eta[j] += H;
                double above = matches.AddTo(i, eta, new double[eta.Length]);
                eta[j] -= 2 * H;
                double below = matches.AddTo(i, eta, new double[eta.Length]);
                eta[j] += H;
                Assert.AreEqual((above - below) / (2 * H), slope[j], 1e-8, $"row {i}, touch {j}");
            }
        }

        Assert.IsGreaterThan(10, checkedRows);
    }

    [TestMethod]
    public void AddTo_RowWithoutAKnownCause_AddsNothing()
    {
        AlmMtaTrainingData data = WithMatches(AlmMtaExample.Draw(400, 3));
        int row = Enumerable.Range(0, data.Rows).First(i => !data.Label[i] && data.Length(i) > 1);
        double[] slope = [.. Enumerable.Repeat(.25, data.Length(row))];
        Assert.AreEqual(0, Of(Both, data)!.AddTo(row, new double[slope.Length], slope));
        Assert.IsTrue(slope.All(value => value == .25));
    }

    [TestMethod]
    public void Of_WithoutAColumnOrAWeight_IsNone()
    {
        AlmMtaTrainingData data = WithMatches(AlmMtaExample.Draw(400, 3));
        Assert.IsNull(Of(Both with { MatchColumnName = null }, data));
        Assert.IsNull(Of(Both with { MatchWeight = 0 }, data));
        Assert.IsNotNull(Of(Both, data));
    }

    [TestMethod]
    [DataRow(AlmMtaFitKind.Stacked)]
    [DataRow(AlmMtaFitKind.Networks)]
    public void Fit_WithAProxyThatSaysLittle_LearnsTheOrderFromMatches(AlmMtaFitKind fit)
    {
        AlmMtaTrainingData data = WithMatches(Blur(AlmMtaExample.Draw(8000, 3))), test = AlmMtaExample.Draw(1500, 4, plain: true, out float[] chances);
        AlmMtaOptions options = Both with
        {
            Fit = fit, CoreEpochs = 12, NetworkEpochs = 12, EmissionWhenInspired = [.45, .55], EmissionWhenNot = [.55, .45],
        };

        // Proxies that are wrong in nearly half of the touches hide most of the order: .23 and .01 were seen without matches, .82 and .77 with.
        double without = Spearman(options with { MatchWeight = 0 }), with = Spearman(options);
        Assert.IsGreaterThan(without + .3, with);

        double Spearman(AlmMtaOptions o) => AttributionAccuracy.Compute(ObservedTrainerTests.Uplift(AlmMtaExample.Fit(o, data), test), chances, test.Offsets).Spearman;
    }

    private static MatchLikelihood? Of(AlmMtaOptions options, AlmMtaTrainingData data) =>
        MatchLikelihood.Of(options, data, [.. Enumerable.Range(0, data.Rows)], 1, null, SilentMonitor.Instance);

    private static AlmMtaTrainingData WithMatches(AlmMtaTrainingData data) => Copy(
        data, data.ProxyCode!,
        [.. Enumerable.Range(0, data.Rows).SelectMany(i => Enumerable.Range(data.Offsets[i], data.Length(i)).Select(j => !data.Label[i] ? float.NaN : data.ExactMatch![j] ? 1 : 0))]);

    /// <summary>Codes that tell a touch that moved the user from one that did not by .55 to .45.</summary>
    private static AlmMtaTrainingData Blur(AlmMtaTrainingData data)
    {
        // The example's codes are P(1|Z=1) = .7 and P(1|Z=0) = .05: 1 is kept with a, 0 becomes 1 with b, so that both shares come out.
        const double B = (.45 * .7 - .55 * .05) / (.7 - .05), A = .55 + (.55 - B) * .3 / .7;
        var random = new RandomStream(5, "blur");
        return Copy(data, [.. data.ProxyCode!.Select(code => random.NextDouble() < (code == 1 ? A : B) ? 1 : 0)], data.Match);
    }

    private static AlmMtaTrainingData Copy(AlmMtaTrainingData data, int[] codes, float[]? match) => new()
    {
        Offsets = data.Offsets, Keys = data.Keys, KeyCardinalities = data.KeyCardinalities, Cluster = data.Cluster, ClusterCount = data.ClusterCount,
        Content = data.Content, ContentWidth = data.ContentWidth, Recency = data.Recency, Context = data.Context, ContextWidth = data.ContextWidth,
        Label = data.Label, User = data.User, ProxyCode = codes, ProxyCodes = 2, ExactMatch = data.ExactMatch, Match = match,
    };
}
