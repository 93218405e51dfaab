// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Microsoft.ML.Causal.Tests;

[TestClass]
public class GoldenOptimizerTests
{
    [TestMethod]
    [DataRow("sgd", OptimizerKind.Sgd)]
    [DataRow("sgd_momentum", OptimizerKind.Sgd)]
    [DataRow("adam", OptimizerKind.Adam)]
    [DataRow("adam_l2", OptimizerKind.Adam)]
    [DataRow("adamw", OptimizerKind.AdamW)]
    [DataRow("adagrad", OptimizerKind.Adagrad)]
    public void Quadratic_FiveSteps_FollowTheGoldenTrace(string name, OptimizerKind kind) =>
        GoldenOptimizer.CheckQuadratic(name, kind, new ManagedEngine(threads: 1));

    [TestMethod]
    [DataRow("sgd", OptimizerKind.Sgd, true)]
    [DataRow("sgd", OptimizerKind.Sgd, false)]
    [DataRow("adagrad", OptimizerKind.Adagrad, true)]
    [DataRow("adagrad", OptimizerKind.Adagrad, false)]
    [DataRow("adam_dense", OptimizerKind.Adam, false)]
    [DataRow("adam_lazy", OptimizerKind.Adam, true)]
    [DataRow("adamw_dense", OptimizerKind.AdamW, false)]
    [DataRow("adamw_lazy", OptimizerKind.AdamW, true)]
    public void SparseRows_FiveSteps_FollowTheGoldenTrace(string name, OptimizerKind kind, bool lazy) =>
        GoldenOptimizer.CheckSparseRows(name, kind, lazy, new ManagedEngine(threads: 1));
}
