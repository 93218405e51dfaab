// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Numerics;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Microsoft.ML.Causal.Tests;

[TestClass]
public class ManagedTapeTests
{
    [TestMethod]
    public void Step_OnceWarm_AllocatesNothing()
    {
        var network = new SampleNetwork<float>();
        using Tape<float> tape = new ManagedEngine(threads: 1).CreateTape(network.Parameters);
        Optimizer<float> optimizer = new ManagedEngine(1).CreateOptimizer(tape, new OptimizerOptions { Kind = OptimizerKind.AdamW, WeightDecay = 0.1, GradientClipNorm = 1 });

        // The smaller batch comes last in an epoch and must not cost the buffers of the larger one.
        for (int step = 0; step < 60; step++)
            network.Step(tape, optimizer, step % 3 == 2 ? 100 : 256);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int step = 0; step < 12; step++)
            network.Step(tape, optimizer, step % 3 == 2 ? 100 : 256);
        Assert.AreEqual(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [TestMethod]
    [DataRow(2)]
    [DataRow(3)]
    [DataRow(7)]
    public void Training_OnAnyNumberOfThreads_GivesTheSameBits(int threads)
    {
        (float[] one, float[] oneLosses) = Train<float>(1, steps: 5, rows: 1000);
        (float[] many, float[] manyLosses) = Train<float>(threads, steps: 5, rows: 1000);
        CollectionAssert.AreEqual(oneLosses, manyLosses);
        CollectionAssert.AreEqual(one, many);
        Assert.AreNotEqual(oneLosses[0], oneLosses[^1], "nothing was trained");
    }

    [TestMethod]
    public void Training_InFloat_StaysNearDouble()
    {
        (float[] single, float[] singleLosses) = Train<float>(1, steps: 1, rows: 200);
        (double[] exact, double[] exactLosses) = Train<double>(1, steps: 1, rows: 200);
        Assert.AreEqual(exactLosses[0], singleLosses[0], 2e-6 * Math.Abs(exactLosses[0]));    // some float roundings of one sum
        // Adam's first step is lr times the gradient's sign, so a weight differs by more than its rounding only where the gradient is next to 0.
        int far = exact.Where((value, i) => Math.Abs(value - single[i]) > 1e-5).Count();
        Assert.IsTrue(far <= exact.Length / 100, $"{far} of {exact.Length} weights differ");
    }

    [TestMethod]
    public void Gradients_InFloat_StayNearDouble()
    {
        SampleNetwork<float> single = new();
        SampleNetwork<double> exact = new();
        using Tape<float> singleTape = new ManagedEngine(1).CreateTape(single.Parameters);
        using Tape<double> exactTape = new ManagedEngine(1).CreateTape(exact.Parameters);
        singleTape.Backward(single.Record(singleTape, 200));
        exactTape.Backward(exact.Record(exactTape, 200));
        for (int p = 0; p < exact.Parameters.Count; p++)
        {
            double[] expected = exact.Parameters[p].Gradient;
            double largest = expected.Max(Math.Abs);
            for (int i = 0; i < expected.Length; i++)
                Assert.AreEqual(expected[i], single.Parameters[p].Gradient[i], 2e-5 * largest + 1e-7, $"{exact.Parameters[p].Name}, element {i}");
        }
    }

    [TestMethod]
    public void Backward_Again_ReplacesTheGradients()
    {
        var network = new SampleNetwork<double>();
        using Tape<double> tape = new ManagedEngine(1).CreateTape(network.Parameters);
        Tensor<double> loss = network.Record(tape, 50);
        tape.Backward(loss);
        double[][] first = [.. network.Parameters.Select(parameter => (double[])parameter.Gradient.Clone())];
        tape.Backward(tape.Affine(loss, 2, 0));
        tape.Backward(loss);
        for (int p = 0; p < first.Length; p++)
            CollectionAssert.AreEqual(first[p], network.Parameters[p].Gradient, network.Parameters[p].Name);
    }

    [TestMethod]
    public void Backward_ThatAccumulates_AddsTheGradientsOfTheParts()
    {
        Parameter<double> table = GradientCheck.Draw("table", new Shape(4, 1)), weight = GradientCheck.Draw("w", new Shape(2)), late = GradientCheck.Draw("l", new Shape(1));
        using Tape<double> tape = new ManagedEngine(1).CreateTape([table, weight, late]);
        for (int round = 0; round < 2; round++)
        {
            Part([0, 2], tape => tape.Use(weight), accumulate: false);
            Part([2, 3], tape => tape.Affine(tape.Use(late), 5, 0), accumulate: true);
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
        using Tape<double> tape = new ManagedEngine(1).CreateTape([used, unused]);
        tape.Backward(tape.WeightedSum(tape.Use(used), default, 1));
        CollectionAssert.AreEqual(new double[2], unused.Gradient);
        CollectionAssert.AreEqual(new double[] { 1, 1, 1 }, used.Gradient);
    }

    [TestMethod]
    public void Gradient_AfterAnotherTapeUsedTheParameter_IsThisTapesAlone()
    {
        Parameter<double> table = GradientCheck.Draw("table", new Shape(3, 1));
        using Tape<double> one = new ManagedEngine(1).CreateTape([table]), other = new ManagedEngine(1).CreateTape([table]);
        Step(one, [0], [1, 0, 0]);
        Step(other, [1, 1], [0, 2, 0]);
        Step(one, [2], [0, 0, 1]);

        void Step(Tape<double> tape, int[] ids, double[] expected)
        {
            tape.Reset();
            tape.Backward(tape.WeightedSum(tape.Embedding(tape.Use(table), ids), default, 1));
            CollectionAssert.AreEqual(expected, table.Gradient);
        }
    }

    [TestMethod]
    public void CopyGradientTo_OfATensorWithoutGradient_GivesZeros()
    {
        Parameter<double> x = GradientCheck.Draw("x", new Shape(2));
        using Tape<double> tape = new ManagedEngine(1).CreateTape([x]);
        Tensor<double> unused = tape.Affine(tape.Use(x), 2, 0), used = tape.Affine(tape.Use(x), 3, 0);
        tape.Backward(tape.WeightedSum(used, [5, 7], 1));
        double[] gradient = [9, 9];
        unused.CopyGradientTo(gradient);
        CollectionAssert.AreEqual(new double[2], gradient);
        used.CopyGradientTo(gradient);
        CollectionAssert.AreEqual(new double[] { 5, 7 }, gradient);
    }

    [TestMethod]
    public void Recording_WithoutTraining_HasTheSameValuesAndNoGradient()
    {
        var network = new SampleNetwork<float>();
        using Tape<float> tape = new ManagedEngine(1).CreateTape(network.Parameters);
        float trained = network.Record(tape, 60).Scalar;
        tape.Reset();
        tape.Training = false;
        Tensor<float> loss = network.Record(tape, 60);
        Assert.AreEqual(trained, loss.Scalar);
        tape.Backward(loss);
        Assert.IsTrue(network.Parameters.All(parameter => parameter.Gradient.All(g => g == 0)));
    }

    [TestMethod]
    public void Tensor_AfterAReset_SaysSo()
    {
        Parameter<double> x = new("x", new Shape(1));
        using Tape<double> tape = new ManagedEngine(1).CreateTape([x]);
        Tensor<double> old = tape.Affine(tape.Use(x), 2, 0);
        tape.Reset();
        Assert.ThrowsExactly<ArgumentException>(() => tape.Affine(old, 1, 0));
        Assert.ThrowsExactly<InvalidOperationException>(() => old.Scalar);
    }

    [TestMethod]
    public void Tensor_OfAnotherTape_IsRefused()
    {
        Parameter<double> x = new("x", new Shape(1));
        using Tape<double> tape = new ManagedEngine(1).CreateTape([x]), other = new ManagedEngine(1).CreateTape([x]);
        Tensor<double> foreign = other.Use(x);
        Assert.ThrowsExactly<ArgumentException>(() => tape.Affine(foreign, 1, 0));
    }

    [TestMethod]
    public void Use_OfAParameterThatTheTapeLacks_NamesIt()
    {
        using Tape<double> tape = new ManagedEngine(1).CreateTape([new Parameter<double>("x", new Shape(1))]);
        ArgumentException error = Assert.ThrowsExactly<ArgumentException>(() => tape.Use(new Parameter<double>("tower.weight", new Shape(1))));
        StringAssert.StartsWith(error.Message, "Parameter 'tower.weight' is not one of this tape's 1.");
    }

    [TestMethod]
    public void Backward_FromATensorThatIsNoScalar_Throws()
    {
        Parameter<double> x = new("x", new Shape(2));
        using Tape<double> tape = new ManagedEngine(1).CreateTape([x]);
        Assert.ThrowsExactly<ArgumentException>(() => tape.Backward(tape.Use(x)));
    }

    private static (T[] Values, T[] Losses) Train<T>(int threads, int steps, int rows) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var network = new SampleNetwork<T>();
        var engine = new ManagedEngine(threads);
        using Tape<T> tape = engine.CreateTape(network.Parameters);
        Optimizer<T> optimizer = engine.CreateOptimizer(tape, new OptimizerOptions());
        T[] losses = [.. Enumerable.Range(0, steps).Select(_ => network.Step(tape, optimizer, rows))];
        return ([.. network.Parameters.SelectMany(parameter => parameter.Values)], losses);
    }
}
