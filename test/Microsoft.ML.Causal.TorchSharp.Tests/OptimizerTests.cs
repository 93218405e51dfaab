// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Numerics;
using Microsoft.ML.Causal.Tests.Engines;

namespace Microsoft.ML.Causal.Tests;

[TestClass]
public class OptimizerTests(TestContext context)
{
    private static readonly OptimizerOptions[] Rules =
    [
        .. from kind in Enum.GetValues<OptimizerKind>()
           from lazy in new[] { true, false }
           select new OptimizerOptions { Kind = kind, LazyEmbeddings = lazy, WeightDecay = 0.1 },
        new() { Kind = OptimizerKind.Sgd, Momentum = 0.9, GradientClipNorm = 0.1 },
        new() { Kind = OptimizerKind.Adam, EmbeddingKind = OptimizerKind.Adagrad, GradientClipNorm = 1e3 },
        new() { Kind = OptimizerKind.AdamW, Beta1 = 0, Beta2 = 0.99, Epsilon = 1e-3, GradientClipNorm = 0.1, WeightDecay = 0.01 },
    ];

    // A move is at most a few learning rates, each the quotient of two sums that differ by roundings of 1.1e-16.
    [TestMethod]
    public void EveryRule_TenStepsInDouble_MovesParametersAsTheManagedEngineDoes() => Check<double>(1e-11, 0);

    // In float a gradient next to 0 may be rounded to either side of it, and Adam then moves by a whole learning rate: some parameters of a hundred.
    [TestMethod]
    public void EveryRule_TenStepsInFloat_MovesParametersAsTheManagedEngineDoes() => Check<float>(double.PositiveInfinity, 0.01);

    [TestMethod]
    public void Parameter_ThatTheLastPassDidNotReach_StaysAsItIs()
    {
        TorchSharpEngine engine = Torch.Engine;
        Parameter<double> both = new("both", new Shape(1)), once = new("once", new Shape(1)), never = new("never", new Shape(1));
        never.Values[0] = 3;
        using Tape<double> tape = engine.CreateTape([both, once, never]);
        Optimizer<double> optimizer = engine.CreateOptimizer(tape, new OptimizerOptions { Kind = OptimizerKind.AdamW, WeightDecay = 1 });
        tape.Backward(tape.Add(tape.Use(both), tape.Use(once)));
        optimizer.Step(0.1);
        tape.Pull();
        double kept = once.Values[0];
        tape.Reset();
        tape.Backward(tape.Affine(tape.Use(both), 2, 0));
        optimizer.Step(0.1);
        tape.Pull();
        Assert.AreEqual(-0.1, kept, 1e-8);                 // Adam's first step is the rate; its moments would carry on
        Assert.AreEqual(kept, once.Values[0]);
        Assert.AreEqual(3, never.Values[0]);
        Assert.IsLessThan(-0.15, both.Values[0]);
    }

    [TestMethod]
    public void Step_OfARateThatIsNotPositive_Throws()
    {
        TorchSharpEngine engine = Torch.Engine;
        using Tape<double> tape = engine.CreateTape([new Parameter<double>("a", new Shape(1))]);
        Optimizer<double> optimizer = engine.CreateOptimizer(tape, new OptimizerOptions());
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => optimizer.Step(double.NaN));
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => engine.CreateOptimizer(tape, new OptimizerOptions { Epsilon = 0 }));
    }

    [TestMethod]
    public void State_SavedByEitherEngine_GoesOnInTheOther()
    {
        TrainingEngine[] engines = [new ManagedEngine(threads: 1), Torch.Engine];
        foreach (OptimizerKind kind in Enum.GetValues<OptimizerKind>())
        {
            var options = new OptimizerOptions { Kind = kind, Momentum = 0.9, EmbeddingKind = OptimizerKind.Adagrad };
            double[] straight = Train(engines[0], options, null, 6, out _);
            foreach (TrainingEngine first in engines)
            {
                double[] half = Train(first, options, null, 3, out OptimizerState<double> state);
                foreach (TrainingEngine second in engines)
                {
                    double[] whole = Train(second, options, (half, state), 3, out OptimizerState<double> end);
                    Assert.AreEqual(6, end.Steps);
                    Assert.IsLessThan(1e-12, EngineDifferences.Between<double>(straight, whole), $"{kind}: {first} and then {second}");
                }
            }
        }
    }

    [TestMethod]
    public void Restore_OfAStateThatDoesNotFit_SaysWhy()
    {
        TorchSharpEngine engine = Torch.Engine;
        using Tape<double> tape = engine.CreateTape([new Parameter<double>("a", new Shape(2))]);
        Optimizer<double> optimizer = engine.CreateOptimizer(tape, new OptimizerOptions());
        foreach ((ParameterMoments<double> moments, string message) in new (ParameterMoments<double>, string)[]
        {
            (new("b", OptimizerKind.Adam, [0, 0], [0, 0]), "The state has moments of parameter 'b'"),
            (new("a", OptimizerKind.Adam, [0], [0, 0]), "The state of parameter 'a' should have 2 values per moment, but has 1."),
            (new("a", OptimizerKind.Adagrad, [], [0, 0]), "The state of parameter 'a' is that of Adagrad"),
        })
            StringAssert.StartsWith(Assert.ThrowsExactly<ArgumentException>(() => optimizer.Restore(new(1, [moments]))).Message, message);
    }

    private static double[] Train(
        TrainingEngine engine, OptimizerOptions options, (double[] Values, OptimizerState<double> State)? start, int steps, out OptimizerState<double> end)
    {
        var network = new SampleNetwork<double>();
        int at = 0;
        foreach (Parameter<double> parameter in network.Parameters)
        {
            start?.Values.AsSpan(at, parameter.Values.Length).CopyTo(parameter.Values);
            at += parameter.Values.Length;
        }

        using Tape<double> tape = engine.CreateTape(network.Parameters);
        Optimizer<double> optimizer = engine.CreateOptimizer(tape, options);
        if (start is { } from)
            optimizer.Restore(from.State);
        for (int step = 0; step < steps; step++)
            network.Step(tape, optimizer, rows: 40);
        tape.Pull();
        end = optimizer.Save();
        return [.. network.Parameters.SelectMany(parameter => parameter.Values)];
    }

    private void Check<T>(double largest, double share) where T : unmanaged, IFloatingPointIeee754<T>
    {
        foreach (OptimizerOptions rule in Rules)
        {
            var pair = new PairedEngine(new ManagedEngine(threads: 1), Torch.Engine);
            var network = new SampleNetwork<T>();
            using Tape<T> tape = pair.CreateTape(network.Parameters);
            Optimizer<T> optimizer = pair.CreateOptimizer(tape, rule);
            for (int step = 0; step < 10; step++)
                network.Step(tape, optimizer, rows: 60);
            double move = pair.Differences.Of(PairedTape<T>.LargestMove), far = pair.Differences.Of(PairedTape<T>.FarMoves);
            string line = FormattableString.Invariant($"{rule.Kind}, lazy {rule.LazyEmbeddings}, clip {rule.GradientClipNorm}: largest difference of a move {move:E1} learning rates; {far:P2} of moves over .01");
            context.WriteLine(line);
            Assert.AreEqual(10, pair.Steps);
            Assert.IsTrue(move <= largest && far <= share, line);
        }
    }
}
