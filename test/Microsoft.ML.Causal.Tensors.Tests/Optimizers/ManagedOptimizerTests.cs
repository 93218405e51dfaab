// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Microsoft.ML.Causal.Tests;

[TestClass]
public class ManagedOptimizerTests
{
    [TestMethod]
    public void Clipping_OfALongGradient_ScalesItToTheLimit()
    {
        Parameter<double> a = new("a", new Shape(1)), b = new("b", new Shape(1));
        Step([a, b], [3, 4], new OptimizerOptions { Kind = OptimizerKind.Sgd, GradientClipNorm = 1 });
        Assert.AreEqual(-0.6, a.Values[0], 1e-15);
        Assert.AreEqual(-0.8, b.Values[0], 1e-15);
    }

    [TestMethod]
    public void Clipping_OfAShortGradient_LeavesIt()
    {
        Parameter<double> a = new("a", new Shape(1)), b = new("b", new Shape(1));
        Step([a, b], [3, 4], new OptimizerOptions { Kind = OptimizerKind.Sgd, GradientClipNorm = 6 });
        Assert.AreEqual(-3, a.Values[0]);
    }

    [TestMethod]
    public void LearningRateScale_OfAParameter_MultipliesItsStep()
    {
        Parameter<double> a = new("a", new Shape(1)), b = new("b", new Shape(1)) { LearningRateScale = 0.1 };
        Step([a, b], [3, 3], new OptimizerOptions { Kind = OptimizerKind.Sgd });
        Assert.AreEqual(-3, a.Values[0]);
        Assert.AreEqual(-0.3, b.Values[0], 1e-15);
    }

    [TestMethod]
    [DataRow(OptimizerKind.Sgd)]
    [DataRow(OptimizerKind.AdamW)]
    public void WeightDecay_OfAParameterThatDoesNotDecay_IsLeftOut(OptimizerKind kind)
    {
        Parameter<double> weight = new("w", new Shape(1)), bias = new("b", new Shape(1), decays: false);
        (weight.Values[0], bias.Values[0]) = (2, 2);
        Step([weight, bias], [0, 0], new OptimizerOptions { Kind = kind, WeightDecay = 0.25 });
        Assert.AreEqual(1.5, weight.Values[0], 1e-15);    // 2 − 1·0.25·2 either way
        Assert.AreEqual(2, bias.Values[0]);
    }

    [TestMethod]
    public void EmbeddingKind_OfATable_IsItsOwnRule()
    {
        Parameter<double> table = new("t", new Shape(2, 1)), dense = new("d", new Shape(1));
        using Tape<double> tape = new ManagedEngine(1).CreateTape([table, dense]);
        Optimizer<double> optimizer = new ManagedEngine(1).CreateOptimizer(
            tape, new OptimizerOptions { Kind = OptimizerKind.Sgd, EmbeddingKind = OptimizerKind.Adagrad });
        tape.Backward(tape.WeightedSum(tape.Multiply(tape.Embedding(tape.Use(table), [1]), tape.Affine(tape.Use(dense), 1, 4)), default, 1));
        optimizer.Step(0.5);
        Assert.AreEqual(0, table.Values[0]);
        Assert.AreEqual(-0.5, table.Values[1], 1e-8);     // Adagrad's first step is the rate, whatever the gradient (4)
        Assert.AreEqual(0, dense.Values[0]);              // the table's value was 0
    }

    [TestMethod]
    public void Parameter_WithoutGradient_StaysAsItIs()
    {
        Parameter<double> used = new("u", new Shape(1)), unused = new("n", new Shape(1));
        unused.Values[0] = 3;
        using Tape<double> tape = new ManagedEngine(1).CreateTape([used, unused]);
        Optimizer<double> optimizer = new ManagedEngine(1).CreateOptimizer(tape, new OptimizerOptions { Kind = OptimizerKind.AdamW, WeightDecay = 1 });
        tape.Backward(tape.Affine(tape.Use(used), 1, 0));
        optimizer.Step(0.1);
        Assert.AreEqual(3, unused.Values[0]);
        Assert.AreNotEqual(0, used.Values[0]);
    }

    [TestMethod]
    public void Adam_OfEveryLength_IsTheFormula()
    {
        for (int length = 1; length <= 65; length++)
        {
            Parameter<double> p = GradientCheck.Draw($"p{length}", new Shape(length));
            double[] before = [.. p.Values], slopes = GradientCheck.Draw($"g{length}", new Shape(length)).Values;
            Step([p], slopes, new OptimizerOptions { Epsilon = 0.5 }, shared: true);
            for (int i = 0; i < length; i++)
                Assert.AreEqual(before[i] - slopes[i] / (Math.Abs(slopes[i]) + 0.5), p.Values[i], 1e-14, $"length {length}, element {i}");
        }
    }

    [TestMethod]
    public void Step_OfARateThatIsNotPositive_Throws()
    {
        using Tape<double> tape = new ManagedEngine(1).CreateTape([new Parameter<double>("a", new Shape(1))]);
        Optimizer<double> optimizer = new ManagedEngine(1).CreateOptimizer(tape, new OptimizerOptions());
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => optimizer.Step(double.NaN));
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => optimizer.Step(0));
    }

    [TestMethod]
    [DataRow(OptimizerKind.Sgd, 0.0)]
    [DataRow(OptimizerKind.Sgd, 0.9)]
    [DataRow(OptimizerKind.Adam, 0.0)]
    [DataRow(OptimizerKind.AdamW, 0.0)]
    [DataRow(OptimizerKind.Adagrad, 0.0)]
    public void Restore_OfASavedState_GoesOnWithTheSameBits(OptimizerKind kind, double momentum)
    {
        var options = new OptimizerOptions { Kind = kind, Momentum = momentum, WeightDecay = 0.1, EmbeddingKind = OptimizerKind.Adagrad };
        Parameter<float>[] straight = Steps(options, 7, null, out _);

        Parameter<float>[] half = Steps(options, 3, null, out OptimizerState<float> state);
        Parameter<float>[] resumed = Steps(options, 4, state, out _, half);

        for (int p = 0; p < straight.Length; p++)
            CollectionAssert.AreEqual(straight[p].Values, resumed[p].Values, straight[p].Name);
    }

    [TestMethod]
    public void Restore_OfAnotherOptimizersState_SaysWhatDiffers()
    {
        Steps(new() { Kind = OptimizerKind.Adam }, 1, null, out OptimizerState<float> state);
        Parameter<float>[] other = [new("w", new Shape(4)), new("t", new Shape(2, 3))];
        using Tape<float> tape = new ManagedEngine(1).CreateTape(other);

        Optimizer<float> adam = new ManagedEngine(1).CreateOptimizer(tape, new() { Kind = OptimizerKind.Adam });
        StringAssert.Contains(Assert.ThrowsExactly<ArgumentException>(() => adam.Restore(state)).Message, "'w' should have 4 values per moment, but has 3");
        Optimizer<float> sgd = new ManagedEngine(1).CreateOptimizer(tape, new() { Kind = OptimizerKind.Sgd });
        StringAssert.Contains(Assert.ThrowsExactly<ArgumentException>(() => sgd.Restore(state)).Message, "'w' is that of Adam");
        OptimizerState<float> renamed = new(1, [state.Moments[0] with { Parameter = "v" }]);
        StringAssert.Contains(Assert.ThrowsExactly<ArgumentException>(() => adam.Restore(renamed)).Message, "'v'");
        Assert.AreEqual(0, adam.Steps);
    }

    [TestMethod]
    public void Options_OutOfRange_AreRefusedByName()
    {
        using Tape<double> tape = new ManagedEngine(1).CreateTape([new Parameter<double>("a", new Shape(1))]);
        OptimizerOptions good = new();
        foreach ((OptimizerOptions bad, string name) in new[]
        {
            (good with { Beta1 = 1 }, nameof(good.Beta1)), (good with { Beta2 = -0.1 }, nameof(good.Beta2)), (good with { Epsilon = 0 }, nameof(good.Epsilon)),
            (good with { Momentum = double.NaN }, nameof(good.Momentum)), (good with { WeightDecay = -1 }, nameof(good.WeightDecay)),
            (good with { GradientClipNorm = double.NaN }, nameof(good.GradientClipNorm)), (good with { Kind = (OptimizerKind)9 }, nameof(good.Kind)),
        })
        {
            ArgumentOutOfRangeException error = Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => new ManagedEngine(1).CreateOptimizer(tape, bad));
            Assert.AreEqual(name, error.ParamName);
        }
    }

    /// <summary>Takes steps on (w·x − 1)² of changing x, and on a table of which each step gathers one row.</summary>
    private static Parameter<float>[] Steps(
        OptimizerOptions options, int count, OptimizerState<float>? from, out OptimizerState<float> state, Parameter<float>[]? parameters = null)
    {
        parameters ??= [new("w", new Shape(3)), new("t", new Shape(2, 3))];
        using Tape<float> tape = new ManagedEngine(1).CreateTape(parameters);
        Optimizer<float> optimizer = new ManagedEngine(1).CreateOptimizer(tape, options);
        if (from is not null)
            optimizer.Restore(from);
        for (int i = 0; i < count; i++)
        {
            int step = optimizer.Steps;
            tape.Reset();
            Tensor<float> error = tape.Affine(tape.WeightedSum(tape.Use(parameters[0]), [1, step, -0.5f * step], 1), 1, -1);
            Tensor<float> row = tape.Embedding(tape.Use(parameters[1]), [step % 2]);
            tape.Backward(tape.Add(tape.Multiply(error, error), tape.WeightedSum(row, [1, 2, step], 1)));
            optimizer.Step(0.05);
        }

        state = optimizer.Save();
        return parameters;
    }

    private static void Step(Parameter<double>[] parameters, double[] slopes, OptimizerOptions options, bool shared = false)
    {
        using Tape<double> tape = new ManagedEngine(1).CreateTape(parameters);
        Tensor<double>? loss = null;
        for (int p = 0; p < parameters.Length; p++)
        {
            Tensor<double> term = tape.WeightedSum(tape.Use(parameters[p]), shared ? slopes : [slopes[p]], 1);
            loss = loss is null ? term : tape.Add(loss, term);
        }

        tape.Backward(loss!);
        new ManagedEngine(1).CreateOptimizer(tape, options).Step(1);
    }
}
