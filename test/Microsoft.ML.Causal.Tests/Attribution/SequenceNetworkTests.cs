// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Microsoft.ML.Causal.Tests.Attribution;

[TestClass]
public class SequenceNetworkTests
{
    private static readonly AttributionBaselineOptions Small = new() { EmbeddingWidth = 2, HiddenWidth = 3 };
    private static readonly AlmMtaTrainingData Data = SequenceExample.Draw(7, 3, shortest: 0);
    private static readonly EncodedJourneys Journeys = new(Data, JourneyEncoding.Fit(Data));

    [TestMethod]
    [DataRow(AttributionMethod.DeepMta)]
    [DataRow(AttributionMethod.CausalMta)]
    [DataRow(AttributionMethod.Camta)]
    public void Gradient_OfAllHeadsTogether_MatchesCentralDifferences(AttributionMethod method)
    {
        var network = new SequenceNetwork<double>(method, Small, Journeys.Encoding.Shape, new RandomStream(7, "check"));
        int[] rows = [.. Enumerable.Range(0, Data.Rows)];
        TowerBatch<double> batch = new TowerInputs<double>(Journeys).Batch(rows);
        // A hidden touch, so that the states' shortcut is differentiated too.
        batch.Mask[Array.FindIndex(rows, i => Data.Length(i) > 2) * batch.Longest + 1] = 0;
        double[] label = [.. Data.Label.Select(y => y ? 1.0 : 0)];

        GradientCheck.Run([.. network.Parameters], tape =>
        {
            Tensor<double>[] states = network.States(tape, batch);
            Tensor<double> loss = tape.BinaryCrossEntropyWithLogits(network.Outcome(tape, batch, states), label, default, rows.Length);
            // A reversal with strength −1 reverses nothing, and then it is a derivative.
            return network.Adversary(tape, batch, states, Data.Cluster, strength: -1) is { } adversary ? tape.Add(loss, adversary) : loss;
        }, tolerance: 1e-7);
    }

    [TestMethod]
    public void Outcome_WithAHiddenTouch_DoesNotDependOnIt()
    {
        var network = new SequenceNetwork<double>(AttributionMethod.DeepMta, Small, Journeys.Encoding.Shape, new RandomStream(7, "check"));

        double whole = Logit(network, Sequence(1, 2, 3), hidden: -1), hidden = Logit(network, Sequence(1, 2, 3), hidden: 1);

        Assert.AreEqual(hidden, Logit(network, Sequence(1, 4, 3), hidden: 1));
        Assert.AreNotEqual(whole, hidden, 1e-6);
        // A recurrent network reads an order.
        Assert.AreNotEqual(whole, Logit(network, Sequence(3, 2, 1), hidden: -1), 1e-6);
    }

    [TestMethod]
    public void Attention_OfAJourney_AddsUpToOneAndLeavesPaddingOut()
    {
        var network = new SequenceNetwork<double>(AttributionMethod.Camta, Small, Journeys.Encoding.Shape, new RandomStream(7, "check"));
        using Tape<double> tape = ManagedEngine.Default.CreateTape([.. network.Parameters]);
        TowerBatch<double> batch = new TowerInputs<double>(Journeys).Batch([.. Enumerable.Range(0, Data.Rows)]);

        Tensor<double> attention = network.Attention(tape, batch, network.States(tape, batch));

        var shares = new double[attention.Shape.Length];
        attention.CopyTo(shares);
        for (int r = 0; r < Data.Rows; r++)
        {
            double[] row = shares[(r * attention.Shape.Columns)..((r + 1) * attention.Shape.Columns)];
            Assert.AreEqual(1, row.Sum(), 1e-12);
            Assert.AreEqual(1 + Data.Length(r), row.Count(share => share > 0));
        }
    }

    private static AlmMtaTrainingData Sequence(params int[] items) => new()
    {
        Offsets = [0, items.Length],
        Keys = [items],
        KeyCardinalities = [SequenceExample.Items],
        Cluster = [.. items],
        ClusterCount = SequenceExample.Clusters,
        Recency = AlmMtaTrainingData.RecencyOf([0, items.Length]),
        Context = [0.3f, -0.2f],
        ContextWidth = 2,
        Label = [true],
    };

    private static double Logit(SequenceNetwork<double> network, AlmMtaTrainingData data, int hidden)
    {
        using Tape<double> tape = ManagedEngine.Default.CreateTape([.. network.Parameters]);
        TowerBatch<double> batch = new TowerInputs<double>(new EncodedJourneys(data, Journeys.Encoding)).Batch([0]);
        if (hidden >= 0)
            batch.Mask[hidden] = 0;
        return network.Outcome(tape, batch, network.States(tape, batch)).Scalar;
    }
}
