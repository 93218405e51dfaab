// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Microsoft.ML.Causal.Tests;

[TestClass]
public class GoldenOptimizerTests
{
    // Printed with 12 digits; five steps multiply the rounding of the printing by less than ten.
    private const double Tolerance = 1e-10;

    private static readonly Golden File = Golden.Open("engine.json");

    [TestMethod]
    [DataRow("sgd", OptimizerKind.Sgd)]
    [DataRow("sgd_momentum", OptimizerKind.Sgd)]
    [DataRow("adam", OptimizerKind.Adam)]
    [DataRow("adam_l2", OptimizerKind.Adam)]
    [DataRow("adamw", OptimizerKind.AdamW)]
    [DataRow("adagrad", OptimizerKind.Adagrad)]
    public void Quadratic_FiveSteps_FollowTheGoldenTrace(string name, OptimizerKind kind)
    {
        Golden problem = File["optimizers"]["quadratic"], trace = File["optimizers"]["traces"][name];
        Parameter<double> theta = problem["theta0"].Parameter("theta");
        using Tape<double> tape = new ManagedEngine(1).CreateTape([theta]);
        Optimizer<double> optimizer = new ManagedEngine(1).CreateOptimizer(tape, Options(trace, kind));
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
            for (int i = 0; i < 3; i++)
            {
                Assert.AreEqual(trace["gradient"].Data[step * 3 + i], theta.Gradient[i], Tolerance, $"{name}, gradient, step {step}");
                Assert.AreEqual(trace["theta_after_step"].Data[step * 3 + i], theta.Values[i], Tolerance, $"{name}, theta, step {step}");
            }
        }

        Assert.AreEqual(5, optimizer.Steps);
    }

    [TestMethod]
    [DataRow("sgd", OptimizerKind.Sgd, true)]
    [DataRow("sgd", OptimizerKind.Sgd, false)]
    [DataRow("adagrad", OptimizerKind.Adagrad, true)]
    [DataRow("adagrad", OptimizerKind.Adagrad, false)]
    [DataRow("adam_dense", OptimizerKind.Adam, false)]
    [DataRow("adam_lazy", OptimizerKind.Adam, true)]
    [DataRow("adamw_dense", OptimizerKind.AdamW, false)]
    [DataRow("adamw_lazy", OptimizerKind.AdamW, true)]
    public void SparseRows_FiveSteps_FollowTheGoldenTrace(string name, OptimizerKind kind, bool lazy)
    {
        Golden problem = File["optimizers"]["sparse_rows"], trace = problem[name];
        Parameter<double> table = problem["table"].Parameter("table");
        double[] target = problem["target"].Data;
        using Tape<double> tape = new ManagedEngine(1).CreateTape([table]);
        Optimizer<double> optimizer = new ManagedEngine(1).CreateOptimizer(tape, Options(trace, kind) with { LazyEmbeddings = lazy });
        int step = 0;
        foreach (Golden ids in problem["ids_at_step"].Items)
        {
            tape.Reset();
            double[] wanted = [.. ids.Integers.SelectMany(id => new[] { target[2 * id], target[2 * id + 1] })];
            Tensor<double> rows = tape.Embedding(tape.Use(table), ids.Integers);
            Tensor<double> error = tape.Subtract(rows, tape.Constant(wanted, rows.Shape));
            tape.Backward(tape.WeightedSum(tape.Activate(error, Activation.Square), default, 2));
            if (trace.Has("dense_gradient"))
                AssertPart(trace["dense_gradient"], step, table.Gradient, $"{name}, gradient before step {step}");
            optimizer.Step(trace["lr"].Number);
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
