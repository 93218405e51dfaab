// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Microsoft.ML.Causal.Tests;

/// <summary>Holds the update rules against golden/engine.json, step by step.</summary>
internal static class GoldenOptimizer
{
    // Printed with 12 digits; five steps multiply the rounding of the printing by less than ten.
    private const double Tolerance = 1e-10;

    private static readonly Golden File = Golden.Open("engine.json");

    /// <summary>The rules on a quadratic function of three dense parameters.</summary>
    public static void CheckQuadratic(string name, OptimizerKind kind, TrainingEngine engine)
    {
        Golden problem = File["optimizers"]["quadratic"], trace = File["optimizers"]["traces"][name];
        Parameter<double> theta = problem["theta0"].Parameter("theta");
        using Tape<double> tape = engine.CreateTape([theta]);
        Optimizer<double> optimizer = engine.CreateOptimizer(tape, Options(trace, kind));
        for (int step = 0; step < 5; step++)
        {
            tape.Reset();
            Tensor<double> x = tape.Reshape(tape.Use(theta), new Shape(1, 3));
            Tensor<double> curved = tape.Multiply(tape.MatMul(x, tape.Constant(problem["A"].Data, new Shape(3, 3))), x);
            Tensor<double> linear = tape.Multiply(x, tape.Constant(problem["b"].Data, new Shape(1, 3)));
            Tensor<double> loss = tape.WeightedSum(tape.Subtract(tape.Affine(curved, 0.5, 0), linear), default, 1);
            Assert.AreEqual(trace["loss_before_step"].Data[step], loss.Scalar, Tolerance, $"{name}, loss before step {step}");
            tape.Backward(loss);
            optimizer.Step(trace["lr"].Number);
            tape.PullGradients();
            tape.Pull();
            for (int i = 0; i < 3; i++)
            {
                Assert.AreEqual(trace["gradient"].Data[step * 3 + i], theta.Gradient[i], Tolerance, $"{name}, gradient, step {step}");
                Assert.AreEqual(trace["theta_after_step"].Data[step * 3 + i], theta.Values[i], Tolerance, $"{name}, theta, step {step}");
            }
        }

        Assert.AreEqual(5, optimizer.Steps);
    }

    /// <summary>The rules on a table of which each step gathers some rows.</summary>
    public static void CheckSparseRows(string name, OptimizerKind kind, bool lazy, TrainingEngine engine)
    {
        Golden problem = File["optimizers"]["sparse_rows"], trace = problem[name];
        Parameter<double> table = problem["table"].Parameter("table");
        double[] target = problem["target"].Data;
        using Tape<double> tape = engine.CreateTape([table]);
        Optimizer<double> optimizer = engine.CreateOptimizer(tape, Options(trace, kind) with { LazyEmbeddings = lazy });
        int step = 0;
        foreach (Golden ids in problem["ids_at_step"].Items)
        {
            tape.Reset();
            double[] wanted = [.. ids.Integers.SelectMany(id => new[] { target[2 * id], target[2 * id + 1] })];
            Tensor<double> rows = tape.Embedding(tape.Use(table), ids.Integers);
            Tensor<double> error = tape.Subtract(rows, tape.Constant(wanted, rows.Shape));
            tape.Backward(tape.WeightedSum(tape.Activate(error, Activation.Square), default, 2));
            tape.PullGradients();
            if (trace.Has("dense_gradient"))
                AssertPart(trace["dense_gradient"], step, table.Gradient, $"{name}, gradient before step {step}");
            optimizer.Step(trace["lr"].Number);
            tape.Pull();
            AssertPart(trace["table_after_step"], step, table.Values, $"{name}, table after step {step}");
            step++;
        }
    }

    private static OptimizerOptions Options(Golden trace, OptimizerKind kind)
    {
        double Setting(string name, double otherwise) => trace.Has(name) ? trace[name].Number : otherwise;
        return new OptimizerOptions
        {
            Kind = kind,
            Beta1 = Setting("beta1", 0.5),
            Beta2 = Setting("beta2", 0.5),
            Epsilon = Setting("epsilon", 1),
            Momentum = Setting("momentum", 0),
            WeightDecay = Setting("weight_decay", 0),
        };
    }

    private static void AssertPart(Golden expected, int step, double[] actual, string what)
    {
        double[] part = expected.Data[(step * actual.Length)..((step + 1) * actual.Length)];
        for (int i = 0; i < part.Length; i++)
            Assert.AreEqual(part[i], actual[i], Tolerance, $"{what}, entry {i}");
    }
}
