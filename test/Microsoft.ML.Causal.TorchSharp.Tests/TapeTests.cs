// Licensed under the MIT licence; see LICENSE in the repository root.

using TorchSharp;

namespace Microsoft.ML.Causal.Tests;

[TestClass]
public class TapeTests
{
    [TestMethod]
    public void Backward_Again_ReplacesTheGradients()
    {
        var network = new SampleNetwork<double>();
        using Tape<double> tape = Torch.Engine.CreateTape(network.Parameters);
        Tensor<double> loss = network.Record(tape, 50);
        double[][] first = Gradients(loss);
        Gradients(tape.Affine(loss, 2, 0));
        double[][] again = Gradients(loss);
        for (int p = 0; p < first.Length; p++)
            CollectionAssert.AreEqual(first[p], again[p], network.Parameters[p].Name);

        double[][] Gradients(Tensor<double> scalar)
        {
            tape.Backward(scalar);
            tape.PullGradients();
            return [.. network.Parameters.Select(parameter => (double[])parameter.Gradient.Clone())];
        }
    }

    [TestMethod]
    public void Backward_ThatAccumulates_AddsTheGradientsOfTheParts()
    {
        Parameter<double> table = GradientCheck.Draw("table", new Shape(4, 1)), weight = GradientCheck.Draw("w", new Shape(2)), late = GradientCheck.Draw("l", new Shape(1));
        using Tape<double> tape = Torch.Engine.CreateTape([table, weight, late]);
        for (int round = 0; round < 2; round++)
        {
            Part([0, 2], tape => tape.Use(weight), accumulate: false);
            Part([2, 3], tape => tape.Affine(tape.Use(late), 5, 0), accumulate: true);
            tape.PullGradients();
            CollectionAssert.AreEqual(new double[] { 1, 0, 2, 1 }, table.Gradient);
            CollectionAssert.AreEqual(new double[] { 1, 1 }, weight.Gradient);
            CollectionAssert.AreEqual(new double[] { 5 }, late.Gradient);
        }

        void Part(int[] ids, Func<Tape<double>, Tensor<double>> other, bool accumulate)
        {
            tape.Reset();
            Tensor<double> sum = tape.WeightedSum(tape.Embedding(tape.Use(table), ids), default, 1);
            tape.Backward(tape.Add(sum, tape.WeightedSum(other(tape), default, 1)), accumulate);
        }
    }

    [TestMethod]
    public void Gradient_OfAParameterThatTheLossDoesNotUse_IsZero()
    {
        Parameter<double> used = GradientCheck.Draw("used", new Shape(3)), unused = GradientCheck.Draw("unused", new Shape(2));
        unused.Gradient.AsSpan().Fill(5);
        using Tape<double> tape = Torch.Engine.CreateTape([used, unused]);
        tape.Backward(tape.WeightedSum(tape.Use(used), default, 1));
        tape.PullGradients();
        CollectionAssert.AreEqual(new double[2], unused.Gradient);
        CollectionAssert.AreEqual(new double[] { 1, 1, 1 }, used.Gradient);
    }

    [TestMethod]
    public void CopyGradientTo_OfTensors_GivesTheirGradientsAndLeavesTheParameters()
    {
        Parameter<double> x = GradientCheck.Draw("x", new Shape(2));
        using Tape<double> tape = Torch.Engine.CreateTape([x]);
        Tensor<double> unused = tape.Affine(tape.Use(x), 2, 0), used = tape.Affine(tape.Use(x), 3, 0);
        tape.Backward(tape.WeightedSum(used, [5, 7], 1));
        double[] gradient = [9, 9];
        unused.CopyGradientTo(gradient);
        CollectionAssert.AreEqual(new double[2], gradient);
        used.CopyGradientTo(gradient);
        CollectionAssert.AreEqual(new double[] { 5, 7 }, gradient);
        tape.PullGradients();
        CollectionAssert.AreEqual(new double[] { 15, 21 }, x.Gradient);
    }

    [TestMethod]
    public void CopyGradientTo_AfterAStep_SaysThatItIsTooLate()
    {
        Parameter<double> x = GradientCheck.Draw("x", new Shape(2));
        TorchSharpEngine engine = Torch.Engine;
        using Tape<double> tape = engine.CreateTape([x]);
        Tensor<double> y = tape.Activate(tape.Use(x), Activation.Square);
        tape.Backward(tape.WeightedSum(y, default, 1));
        engine.CreateOptimizer(tape, new OptimizerOptions()).Step(0.1);
        Assert.ThrowsExactly<InvalidOperationException>(() => y.CopyGradientTo(new double[2]));
    }

    [TestMethod]
    public void Recording_WithoutTraining_HasTheSameValuesAndNoGradient()
    {
        var network = new SampleNetwork<float>();
        using Tape<float> tape = Torch.Engine.CreateTape(network.Parameters);
        float trained = network.Record(tape, 60).Scalar;
        tape.Reset();
        tape.Training = false;
        Tensor<float> loss = network.Record(tape, 60);
        Assert.AreEqual(trained, loss.Scalar);
        tape.Backward(loss);
        tape.PullGradients();
        Assert.IsTrue(network.Parameters.All(parameter => parameter.Gradient.All(g => g == 0)));
    }

    [TestMethod]
    public void Values_ChangedOutside_CountOncePushed()
    {
        Parameter<float> x = new("x", new Shape(1));
        using Tape<float> tape = Torch.Engine.CreateTape([x]);
        x.Values[0] = 4;
        Assert.AreEqual(0, tape.Use(x).Scalar);
        tape.Push();
        tape.Reset();
        Assert.AreEqual(4, tape.Use(x).Scalar);
        x.Values[0] = 5;
        tape.Pull();
        Assert.AreEqual(4, x.Values[0]);
    }

    [TestMethod]
    public void Steps_OfTwoTapesInTheCallersScope_LeaveNoTensorBehind()
    {
        TorchSharpEngine engine = Torch.Engine;
        SampleNetwork<float> one = new(), other = new();
        using Tape<float> oneTape = engine.CreateTape(one.Parameters), otherTape = engine.CreateTape(other.Parameters);
        Optimizer<float> oneOptimizer = engine.CreateOptimizer(oneTape, new OptimizerOptions { GradientClipNorm = 1 });
        Optimizer<float> otherOptimizer = engine.CreateOptimizer(otherTape, new OptimizerOptions { LazyEmbeddings = false });
        Step();
        Step();
        long before = torch.Tensor.TotalCount;
        for (int step = 0; step < 5; step++)
            Step();
        Assert.AreEqual(before, torch.Tensor.TotalCount);

        void Step()
        {
            // What belongs to a tape outlives the scope of whoever calls it.
            using (torch.NewDisposeScope())
                one.Step(oneTape, oneOptimizer, 40);
            float trained = one.Record(oneTape, 40).Scalar;
            other.Step(otherTape, otherOptimizer, 30);
            Assert.IsTrue(float.IsFinite(trained + one.Record(oneTape, 40).Scalar));
        }
    }

    [TestMethod]
    public void Dispose_OfATape_FreesItsTensors()
    {
        var network = new SampleNetwork<float>();
        TorchSharpEngine engine = Torch.Engine;
        engine.CreateTape(network.Parameters).Dispose();
        long before = torch.Tensor.TotalCount;
        Tape<float> tape = engine.CreateTape(network.Parameters);
        tape.Backward(network.Record(tape, 40));
        tape.Dispose();
        Assert.AreEqual(before, torch.Tensor.TotalCount);
    }

    [TestMethod]
    public void Tensor_AfterAReset_SaysSo()
    {
        Parameter<double> x = new("x", new Shape(1));
        using Tape<double> tape = Torch.Engine.CreateTape([x]);
        Tensor<double> old = tape.Affine(tape.Use(x), 2, 0);
        tape.Reset();
        Assert.ThrowsExactly<ArgumentException>(() => tape.Affine(old, 1, 0));
        Assert.ThrowsExactly<InvalidOperationException>(() => old.Scalar);
    }

    [TestMethod]
    public void Tensor_OfAnotherTape_IsRefused()
    {
        Parameter<double> x = new("x", new Shape(1));
        using Tape<double> tape = Torch.Engine.CreateTape([x]), managed = new ManagedEngine(1).CreateTape([x]);
        Tensor<double> foreign = managed.Use(x);
        Assert.ThrowsExactly<ArgumentException>(() => tape.Affine(foreign, 1, 0));
    }

    [TestMethod]
    public void Mistakes_OfTheCaller_AreToldAsTheManagedEngineTellsThem()
    {
        Parameter<double> x = new("x", new Shape(9, 6)), w = new("w", new Shape(4, 5)), other = new("tower.weight", new Shape(1));
        Func<Tape<double>, Tensor<double>>[] mistakes =
        [
            tape => tape.Linear(tape.Use(x), tape.Use(w), null), tape => tape.Use(other), tape => tape.Add(tape.Use(x), tape.Use(w)),
            tape => tape.GatherRows(tape.Use(x), [9]), tape => tape.Concat([tape.Use(x), tape.Use(w)]), tape => tape.Softmax(tape.Use(x), [1.0]),
            tape => tape.SliceColumns(tape.Use(x), 5, 2), tape => tape.Reshape(tape.Use(x), new(5, 5)), tape => tape.CrossEntropy(tape.Use(x), [0, 1, 2, 3, 4, 5, 6, 0, 0], default, 1),
            tape => tape.MatMul(tape.Use(x), tape.Use(w)), tape => tape.Mixture(tape.Use(x), tape.Use(w), [true]), tape => tape.MaskedPool(tape.Use(x), [1.0]),
            tape => tape.PeriodicEncoding(tape.Use(x), tape.Use(w), tape.Use(w), tape.Use(w)), tape => tape.LayerNorm(tape.Use(x), tape.Use(w), tape.Use(w)),
            tape => { tape.Backward(tape.Use(x)); return tape.Use(x); },
        ];
        using Tape<double> tape = Torch.Engine.CreateTape([x, w]), managed = new ManagedEngine(1).CreateTape([x, w]);
        foreach (Func<Tape<double>, Tensor<double>> mistake in mistakes)
        {
            ArgumentException expected = Assert.ThrowsExactly<ArgumentException>(() => mistake(managed));
            Assert.AreEqual(expected.Message, Assert.ThrowsExactly<ArgumentException>(() => mistake(tape)).Message);
        }
    }
}
