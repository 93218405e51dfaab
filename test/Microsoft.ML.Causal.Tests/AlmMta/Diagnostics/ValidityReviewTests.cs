// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Microsoft.ML.Causal.Tests.AlmMta.Diagnostics;

[TestClass]
public sealed class ValidityReviewTests
{
    [TestMethod]
    public void Fit_ProxyWrittenAfterTheOutcome_HasALargerExcess()
    {
        AlmMtaOptions options = AlmMtaExample.Quick with { ValidationFraction = .5, Stack = AlmMtaStack.Off, Intervals = false };
        AlmMtaTrainingData clean = AlmMtaExample.Draw(2400, seed: 2), leaky = AlmMtaExample.Draw(2400, seed: 2);

        // Every touch of a positive row gains a flag with chance .5.
        var random = new RandomStream(5, "leak");
        for (int i = 0; i < leaky.Rows; i++)
        for (int j = leaky.Offsets[i]; j < leaky.Offsets[i + 1] && leaky.Label[i]; j++)
            leaky.ProxyCode![j] = random.NextDouble() < .5 ? 1 : leaky.ProxyCode[j];
        MediatorLeakage honest = Fit(clean).ProxyLeakage!, leaked = Fit(leaky).ProxyLeakage!;
        Assert.IsGreaterThan(honest.Interval!.Upper, leaked.Interval!.Lower);

        AlmMtaDiagnostics Fit(AlmMtaTrainingData data) => AlmMtaExample.Fit(options, data).Diagnostics!;
    }
}
