// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Microsoft.ML.Causal.Tests.Uplift;

[TestClass]
public class UpliftNetworkGradientTests
{
    // Narrow layers: the check costs two passes for every weight.
    private static readonly UpliftOptions _narrow = new()
    {
        RepresentationUnits = [4, 3], HeadUnits = [3], DoseStrata = 2, BalanceWeight = .7, OrthogonalityWeight = .3,
    };

    [TestMethod]
    [DataRow((int)UpliftMethod.SLearner)]
    [DataRow((int)UpliftMethod.TLearner)]
    [DataRow((int)UpliftMethod.CfrNet)]
    [DataRow((int)UpliftMethod.FlexTeNet)]
    [DataRow((int)UpliftMethod.DrNet)]
    [DataRow((int)UpliftMethod.VcNet)]
    [DataRow((int)UpliftMethod.Descn)]
    public void Loss_OfEveryMethod_MatchesCentralDifferences(int method)
    {
        // Seven rows of both arms, doses in both strata, both labels in each arm.
        UpliftBatch<double> batch = new(7, 2);
        float[][] z = [[.3f, -1.2f], [-.7f, .4f], [1.1f, .9f], [-.2f, -.5f], [.8f, 1.4f], [-1.5f, .1f], [.6f, -.3f]];
        float[] dose = [0, .4f, 0, 1, .9f, 0, .5f];
        bool[] label = [true, false, false, true, true, true, false];
        for (int i = 0; i < 7; i++)
            batch.Add(z[i], dose[i] > 0, dose[i], label[i]);
        UpliftNetwork<double> network = UpliftFit.Create<double>((UpliftMethod)method, 2, .4, _narrow, new RandomStream(5, "weights"));

        // Biases of 0 put rows whose units are all off exactly on the kink of the next ReLU, where there is no derivative.
        foreach (Parameter<double> parameter in network.Parameters)
            new RandomStream(6, parameter.Name).FillUniform(parameter.Values.AsSpan(), -.9, .9);

        GradientCheck.Run(network.Parameters, tape => network.Loss(tape, batch));
    }

    [TestMethod]
    public void BalancePenalty_OfABatchWithOneArm_IsLeftOut()
    {
        UpliftBatch<double> batch = new(2, 1);
        batch.Add([1], false, 0, true);
        batch.Add([-1], false, 0, false);
        UpliftOptions strong = _narrow with { BalanceWeight = 1e6 };
        UpliftNetwork<double> network = UpliftFit.Create<double>(UpliftMethod.CfrNet, 1, .4, strong, new RandomStream(5, "weights"));
        using Tape<double> tape = new ManagedEngine(1).CreateTape(network.Parameters);

        // Nothing but two rows of cross-entropy near ln 2.
        Assert.IsLessThan(3, network.Loss(tape, batch).Scalar);
    }
}
