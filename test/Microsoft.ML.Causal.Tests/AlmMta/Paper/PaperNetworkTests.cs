// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.ML.Causal.Tests.AlmMta.Matched;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Microsoft.ML.Causal.Tests.AlmMta.Paper;

[TestClass]
public class PaperNetworkTests
{
    [TestMethod]
    public void Gradient_OfAllHeadsTogether_MatchesCentralDifferences()
    {
        AlmMtaTrainingData data = MatchedExample.Draw(12, 3, out _);
        var journeys = new EncodedJourneys(data, JourneyEncoding.Fit(data));
        AlmMtaOptions options = MatchedExample.Quick with
        {
            EmbeddingWidth = 2, HiddenWidth = 3, PooledWidth = 2, MediatorWidth = 2, ContrastWidth = 3, OutcomeHiddenWidth = 3, ResidualWeight = 1,
        };
        var network = new PaperNetwork<double>(options, journeys.Encoding.Shape, new RandomStream(7, "check"));
        TowerBatch<double> batch = new TowerInputs<double>(journeys).Batch([.. Enumerable.Range(0, 12)]);
        double[] label = [.. data.Label.Select(y => y ? 1.0 : 0)];
        int[] withTouches = [.. Enumerable.Range(0, 12).Where(i => data.Length(i) > 0).Take(3)];
        int[] touches = [.. withTouches.Select(i => data.Offsets[i])];

        double[] response = new double[12], unexplained = new double[12 * AlmMtaExample.Clusters];
        var random = new RandomStream(8, "residuals");
        random.FillGaussian(response.AsSpan(), 1);
        random.FillGaussian(unexplained.AsSpan(), 1);

        // It begins as 0, where the clusters' embeddings have no part in the gradient.
        random.FillGaussian(network.Parameters.Single(parameter => parameter.Name == "w_θ").Values.AsSpan(), 1);

        // No reversal, whose gradient is no derivative: the adversary's head is added without it.
        GradientCheck.Run([.. network.Parameters], tape =>
        {
            PaperEncoding<double> encoding = network.Encode(tape, batch);
            Tensor<double> sum = tape.BinaryCrossEntropyWithLogits(network.Main(tape, encoding), label, default, 12);
            sum = tape.Add(sum, tape.BinaryCrossEntropyWithLogits(network.Effect(tape, encoding), label, default, 12));
            sum = tape.Add(sum, tape.WeightedSum(network.Proxy(tape, encoding.Mediator!), default, 5));
            sum = tape.Add(sum, tape.BinaryCrossEntropyWithLogits(network.Adversary.Forward(tape, encoding.PooledMediator), label, default, 12));
            sum = tape.Add(sum, InfoNceLoss.InBatch(tape, network.Anchors(tape, encoding, withTouches), network.Keys(tape, encoding.Mediator!, touches), 1));
            sum = tape.Add(sum, ResidualLoss.Record<double>(tape, network.ClusterEffects(tape), response, unexplained));
            return tape.Add(sum, ExposureLoss.Multinomial(tape, network.Exposure(tape, encoding), withTouches, [0, 1, 2]));
        }, tolerance: 1e-7);
    }
}
