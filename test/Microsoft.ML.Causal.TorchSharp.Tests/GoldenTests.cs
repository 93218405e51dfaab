// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal.Tests;

[TestClass]
public class GoldenTests
{
    [TestMethod]
    public void Operations_OfTheGoldenFile_HaveTheirValuesAndGradients()
    {
        TorchSharpEngine engine = Torch.Engine;
        foreach (string name in GoldenOperation.Names)
            GoldenOperation.Check(name, GoldenOperations.All[name], engine);
    }

    [TestMethod]
    public void Optimizers_OnDenseParameters_FollowTheGoldenTraces()
    {
        TorchSharpEngine engine = Torch.Engine;
        foreach ((string name, OptimizerKind kind) in new[]
        {
            ("sgd", OptimizerKind.Sgd), ("sgd_momentum", OptimizerKind.Sgd), ("adam", OptimizerKind.Adam), ("adam_l2", OptimizerKind.Adam),
            ("adamw", OptimizerKind.AdamW), ("adagrad", OptimizerKind.Adagrad),
        })
            GoldenOptimizer.CheckQuadratic(name, kind, engine);
    }

    [TestMethod]
    public void Optimizers_OnTables_FollowTheGoldenTraces()
    {
        TorchSharpEngine engine = Torch.Engine;
        foreach ((string name, OptimizerKind kind, bool lazy) in new[]
        {
            ("sgd", OptimizerKind.Sgd, true), ("sgd", OptimizerKind.Sgd, false), ("adagrad", OptimizerKind.Adagrad, true), ("adagrad", OptimizerKind.Adagrad, false),
            ("adam_dense", OptimizerKind.Adam, false), ("adam_lazy", OptimizerKind.Adam, true), ("adamw_dense", OptimizerKind.AdamW, false), ("adamw_lazy", OptimizerKind.AdamW, true),
        })
            GoldenOptimizer.CheckSparseRows(name, kind, lazy, engine);
    }
}
