// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.ML.Causal.Tests.AlmMta.Matched;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Microsoft.ML.Causal.Tests.AlmMta;

/// <summary>A training step on buffers that are warm allocates nothing, whichever part of ALM-MTA it trains.</summary>
[TestClass]
public class StepAllocationTests
{
    private static readonly AlmMtaTrainingData Data = AlmMtaExample.Draw(300, 3, plain: false), Matched = MatchedExample.Draw(300, 3, out _, plain: false);

    private static readonly EncodedJourneys Journeys = new(Data, JourneyEncoding.Fit(Data)), MatchedJourneys = new(Matched, JourneyEncoding.Fit(Matched));

    private static readonly EmissionTables Emission = new([.3, .7], [.95, .05]);

    private static readonly int[] Rows = [.. Enumerable.Range(0, 128)];

    [TestMethod]
    [DataRow(true, false)]
    [DataRow(false, true)]
    [DataRow(true, true)]
    public void MediatorFit_Step_AllocatesNothing(bool hasCore, bool hasTower)
    {
        MediatorCore? core = hasCore ? new(Journeys.Encoding.Shape, MediatorTerms.Context | MediatorTerms.ClusterContext, training: true) : null;
        MediatorTowerFit? tower = hasTower ? new(AlmMtaExample.Quick, new(Journeys), stacked: hasCore, new ManagedEngine(1), new RandomStream(1, "tower")) : null;
        using var fit = new MediatorFit(AlmMtaExample.Quick, Journeys, Emission, Split, null, core, tower, 1, "mediator");
        AssertNone(() => fit.Step(Rows, adapts: true, step: 1));
    }

    [TestMethod]
    [DataRow(AlmMtaContrast.InBatch)]
    [DataRow(AlmMtaContrast.InBatchAndQueue)]
    [DataRow(AlmMtaContrast.Momentum)]
    public void MediatorTowerFit_StepWithComponents_AllocatesNothing(AlmMtaContrast contrast)
    {
        AlmMtaOptions options = AlmMtaExample.Quick with
        {
            ContrastQueueLength = 16, ResidualWeight = 1,
            Components = new() { Adversary = 1, Contrast = contrast, ExposureWeight = .2, GradientRouting = AlmMtaGradientRouting.Direct },
        };
        var tower = new MediatorTowerFit(options, new(Journeys), stacked: false, new ManagedEngine(1), new RandomStream(1, "tower"), new(new float[Data.Rows], Residuals(Journeys)));
        using var fit = new MediatorFit(options, Journeys, Emission, Split, null, null, tower, 1, "mediator");
        AssertNone(() => fit.Step(Rows, adapts: false, step: 1));
    }

    [TestMethod]
    public void OutcomeFit_Row_AllocatesNothing()
    {
        var fit = new OutcomeFit(AlmMtaExample.Quick, Journeys, Mixture(), 1, null, "outcome");
        AssertNone(() =>
        {
            foreach (int i in Rows)
                fit.Row(i, 1, train: true, information: true);
            fit.Model.Parameters.Step(.01, Rows.Length, Data.Rows);
        });
    }

    [TestMethod]
    public void OutcomeTowerFit_Step_AllocatesNothing()
    {
        using var fit = new OutcomeTowerFit(AlmMtaExample.Quick, new(Journeys), Mixture(), null, new ManagedEngine(1), 1);
        AssertNone(() => fit.Step(Rows, .001));
    }

    [TestMethod]
    public void MatchedMediatorFit_Row_AllocatesNothing()
    {
        var fit = new MatchedMediatorFit(MatchedExample.Quick, MatchedJourneys, Labels, Rows);
        int[] rows = [.. Teaching];
        AssertNone(() =>
        {
            foreach (int i in rows)
                fit.Row(i, information: true, out _);
        });
    }

    [TestMethod]
    public void ContrastTowerFit_Step_AllocatesNothing()
    {
        using var fit = new ContrastTowerFit(MatchedExample.Quick, new(MatchedJourneys), Labels, null, new ManagedEngine(1), 1);
        int[] rows = [.. Teaching];
        AssertNone(() => fit.Step(rows, .001, .5));
    }

    [TestMethod]
    public void HazardFit_Row_AllocatesNothing()
    {
        var fit = new HazardFit(MatchedExample.Quick, MatchedJourneys, new double[Matched.Touches], Labels.Capped, null, "hazards");
        AssertNone(() =>
        {
            foreach (int i in Rows)
                fit.Row(i, 1, train: true, information: true);
        });
    }

    [TestMethod]
    public void HazardTowerFit_Step_AllocatesNothing()
    {
        using var fit = new HazardTowerFit(MatchedExample.Quick, new(MatchedJourneys), new double[Matched.Touches], Labels.Capped, null, new ManagedEngine(1), 1);
        AssertNone(() => fit.Step(Rows, .001));
    }

    [TestMethod]
    [DataRow(AlmMtaContrast.None, AlmMtaGradientRouting.Sum, AlmMtaExposureForm.Multinomial)]
    [DataRow(AlmMtaContrast.InBatch, AlmMtaGradientRouting.Direct, AlmMtaExposureForm.Bernoulli)]
    [DataRow(AlmMtaContrast.InBatchAndQueue, AlmMtaGradientRouting.Sum, AlmMtaExposureForm.Multinomial)]
    [DataRow(AlmMtaContrast.Momentum, AlmMtaGradientRouting.Sum, AlmMtaExposureForm.Multinomial)]
    public void PaperFit_Step_AllocatesNothing(AlmMtaContrast contrast, AlmMtaGradientRouting routing, AlmMtaExposureForm exposure)
    {
        // A queue of 16 keys is full, and its buffers as large as they get, after the first step.
        AlmMtaOptions options = MatchedExample.Quick with
        {
            Identification = AlmMtaIdentification.Paper, Contrast = contrast, GradientRouting = routing, ExposureForm = exposure, ContrastQueueLength = 16,
            ResidualWeight = 1,
        };
        using var fit = new PaperFit(options, new(MatchedJourneys), null, Residuals(MatchedJourneys), new ManagedEngine(1), 1);
        LossRatioController controller = fit.Controller();
        AssertNone(() => fit.Step(Rows, stage: 2, strength: .5, controller, .001));
    }

    private static ExposureResiduals Residuals(EncodedJourneys journeys) => ExposureResiduals.Fit(journeys, Rows, 2, 10, 1);

    private static RowSplit Split => new([.. Enumerable.Range(0, 250)], [.. Enumerable.Range(250, 50)]);

    private static SoftLabels Labels => SoftLabels.Of(Matched, [.. Enumerable.Range(0, Matched.Rows)], 1, SilentMonitor.Instance);

    private static IEnumerable<int> Teaching => Rows.Where(i => Matched.Length(i) > 1 && Matched.Label[i]);

    private static MediatorMixture Mixture() => new(Data, [.. Enumerable.Repeat(.2, Data.Touches)], Emission);

    /// <summary>Steps until warm; what a step allocates, every batch of steps allocates, while what the runtime does once is in one of them.</summary>
    private static void AssertNone(Action step)
    {
        for (int k = 0; k < 5; k++)
            step();
        long least = long.MaxValue;
        for (int batch = 0; batch < 3; batch++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            for (int k = 0; k < 10; k++)
                step();
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        Assert.AreEqual(0, least);
    }
}
