// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Reflection;
using Microsoft.ML.Transforms;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Microsoft.ML.Causal.Tests.Conformance;

[TestClass]
public class ContractLoadingTests
{
    private readonly MLContext _ml = new(seed: 1);

    private sealed class Row
    {
        public float Number { get; set; }
    }

    public sealed class Reading
    {
        public float Number { get; set; }
    }

    public sealed class Total
    {
        public float Sum { get; set; }
    }

    public sealed class Running
    {
        public float Sum { get; set; }
    }

    [CustomMappingFactoryAttribute("Microsoft.ML.Causal.Tests/RunningTotal")]
    public sealed class RunningTotalFactory : StatefulCustomMappingFactory<Reading, Total, Running>
    {
        public override Action<Reading, Total, Running> GetMapping() => Map;

        public override Action<Running> GetStateInitAction() => state => state.Sum = 100;

        internal static void Map(Reading row, Total total, Running state) => total.Sum = state.Sum += row.Number;
    }

    private IDataView View() => _ml.Data.LoadFromEnumerable(new Row[] { new() { Number = 1 }, new() { Number = 2 }, new() { Number = 4 } });

    private ITransformer Reload(IEstimator<ITransformer> estimator, IDataView view)
    {
        using var stream = new MemoryStream();
        _ml.Model.Save(estimator.Fit(view), view.Schema, stream);
        stream.Position = 0;
        return new MLContext(seed: 2).Model.Load(stream, out _);
    }

    [TestMethod]
    public void Contract_WithoutAFactory_IsNamedInTheInnermostError()
    {
        var estimator = _ml.Transforms.CustomMapping<Reading, Total>((row, total) => total.Sum = row.Number, "Microsoft.ML.Causal.Tests/Nobody");

        var error = Assert.ThrowsExactly<InvalidOperationException>(() => Reload(estimator, View()));

        Assert.AreEqual("Error during class instantiation", error.Message);
        Assert.IsInstanceOfType<TargetInvocationException>(error.InnerException);
        StringAssert.StartsWith(
            error.GetBaseException().Message, "Unable to locate an extension for the contract 'Microsoft.ML.Causal.Tests/Nobody'.");
    }

    [TestMethod]
    public void StatefulMapping_SavedAndLoaded_StartsEachPassAnew()
    {
        IDataView view = View();
        ITransformer model = Reload(
            _ml.Transforms.StatefulCustomMapping<Reading, Total, Running>(
                RunningTotalFactory.Map, state => state.Sum = 100, "Microsoft.ML.Causal.Tests/RunningTotal"),
            view);

        CollectionAssert.AreEqual(new[] { 101f, 103f, 107f }, model.Transform(view).Values<float>("Sum"));
        CollectionAssert.AreEqual(new[] { 101f, 103f, 107f }, model.Transform(view).Values<float>("Sum"));
    }
}
