// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal.Tests.UniMvt;

[TestClass]
public class UniMvtNetworkGradientTests
{
    private static readonly UniMvtModelSettings Settings = new()
    {
        FeatureCount = 3,
        Cardinalities = [2],
        InputEncoding = InputEncoding.Periodic,
        ResponseLink = ResponseLink.Probability,
        Frequencies = 2,
        EncodingWidth = 3,
        CategoricalWidth = 2,
        UseExperts = true,
        ExpertsPerGroup = 2,
        ExpertWidths = [4, 3],
        ExpertActivation = Activation.Silu,
        TowerWidths = [4, 3],
        HeadWidths = [3],
        IntensityEmbeddingWidth = 2,
        UseLinearSkips = true,
        UseCrossNetwork = true,
        UseTreatmentTower = true,
        NonNegative = true,
        UnitUpliftActivation = UnitUpliftActivation.Softplus,
        IntensityHead = IntensityHead.Categorical,
        IntensityMinimum = 1,
        IntensityMaximum = 4,
        Tiers = [1, 2, 4],
        Grid = [1, 4],
    };

    // Central differences see through a stop-gradient, so each form here is one in which no parameter sits behind one:
    // the gate alone still reaches all experts, hence no mixture of frozen experts, and the tower trains the representation.
    private static readonly UniMvtOptions Options = new()
    {
        UseExperts = false,
        TreatmentTowerTrainsRepresentation = true,
        IntensityWeight = 0,
        DetachTreatedProbability = false,
    };

    [TestMethod]
    [DataRow(ConsistencyLoss.BinaryCrossEntropy, ResponseLink.Probability, true)]
    [DataRow(ConsistencyLoss.SquaredError, ResponseLink.Probability, false)]
    [DataRow(ConsistencyLoss.BinaryCrossEntropy, ResponseLink.Logit, true)]
    [DataRow(ConsistencyLoss.SquaredError, ResponseLink.Logit, false)]
    public void JointLoss_OfTheDefaultForm_HasTheGradientOfCentralDifferences(ConsistencyLoss consistency, ResponseLink link, bool nonNegative) =>
        Check(
            Settings with { UseExperts = false, ResponseLink = link, NonNegative = nonNegative },
            Options with { Consistency = consistency },
            terms => terms.Total);

    [TestMethod]
    public void OrthogonalityLoss_OfBothKinds_HasTheGradientOfCentralDifferences()
    {
        foreach (OrthogonalityPenalty kind in Enum.GetValues<OrthogonalityPenalty>())
            Check(Settings, Options with { UseExperts = true, OrthogonalityWeight = 1, Orthogonality = kind }, terms => terms.Orthogonality!);
    }

    [TestMethod]
    public void IntensityLoss_WithATierHead_TrainsTheHeadAlone()
    {
        using Recording recording = new(Settings, Options with { UseExperts = true, IntensityWeight = 1 });
        recording.Tape.Backward(recording.Record().IntensitySquare!);
        Assert.IsTrue(Reaches(recording, "head.intensity"));
        foreach (Parameter<double> parameter in recording.Parameters.Where(p => !p.Name.StartsWith("head.intensity", StringComparison.Ordinal)))
            Assert.IsTrue(parameter.Gradient.All(g => g == 0), parameter.Name);
    }

    [TestMethod]
    public void BaseLoss_WithExperts_LeavesTheTreatedGroupAlone()
    {
        using Recording recording = new(Settings, Options with { UseExperts = true });
        recording.Tape.Backward(recording.Record().Base!);
        Assert.IsTrue(Reaches(recording, "experts.base") && Reaches(recording, "experts.shared"));
        Assert.IsFalse(Reaches(recording, "experts.treated"));
    }

    [TestMethod]
    public void TreatmentTower_WhenDetached_LeavesTheRepresentationAlone()
    {
        using Recording recording = new(Settings, Options with { UseExperts = true, TreatmentTowerTrainsRepresentation = false });
        recording.Tape.Backward(recording.Record().Treatment!);
        Assert.IsTrue(Reaches(recording, "tower.treated") && Reaches(recording, "ta."));
        Assert.IsFalse(Reaches(recording, "experts.") || Reaches(recording, "encoder.") || Reaches(recording, "embedding."));
    }

    private static bool Reaches(Recording recording, string prefix) =>
        recording.Parameters.Any(p => p.Name.StartsWith(prefix, StringComparison.Ordinal) && p.Gradient.Any(g => g != 0));

    private static void Check(UniMvtModelSettings settings, UniMvtOptions options, Func<UniMvtLossTerms<double>, Tensor<double>> term)
    {
        using Recording recording = new(settings, options);

        // Zero starts (skips, gates, biases) sit on symmetric points where a wrong gradient may look right.
        var random = new RandomStream(20260104, "away from zero");
        foreach (Parameter<double> parameter in recording.Parameters)
        {
            foreach (ref double value in parameter.Values.AsSpan())
                value += random.NextDouble(-0.2, 0.2);
        }

        // ReLU kinks within ∛ε = 6e-6 of a pre-activation would show as errors of order 1; elsewhere the error is near 1e-10.
        GradientCheck.Run(recording.Parameters, tape => term(recording.Loss.Record(tape, recording.Controls, recording.Treated)), 1e-8);
    }

    private sealed class Recording : IDisposable
    {
        public Recording(UniMvtModelSettings settings, UniMvtOptions options)
        {
            var network = new UniMvtNetwork<double>(settings, 0.3, new RandomStream(20260105, "weights"));
            Parameters = [.. network.Parameters];
            Tape = new ManagedEngine(threads: 1).CreateTape(Parameters);
            Loss = new(options, settings, network);
        }

        public IReadOnlyList<Parameter<double>> Parameters { get; }

        public Tape<double> Tape { get; }

        public UniMvtJointLoss<double> Loss { get; }

        public UniMvtBatch<double> Controls { get; } = UniMvtExample.Batch(5, 3, 2, 3, "controls");

        public UniMvtBatch<double> Treated { get; } = UniMvtExample.Batch(7, 3, 2, 3, "treated");

        public UniMvtLossTerms<double> Record()
        {
            Tape.Reset();
            return Loss.Record(Tape, Controls, Treated);
        }

        public void Dispose() => Tape.Dispose();
    }
}
