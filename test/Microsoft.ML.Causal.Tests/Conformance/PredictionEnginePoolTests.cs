// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.ML;
using Microsoft.Extensions.Primitives;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Microsoft.ML.Causal.Tests.Conformance;

[TestClass]
public class PredictionEnginePoolTests
{
    private readonly Loader _loader = new(), _named = new();
    private PredictionEnginePool<Row, Prediction> _pool = null!;

    [TestInitialize]
    public void Fill()
    {
        var services = new ServiceCollection();
        services.AddPredictionEnginePool<Row, Prediction>();
        services.Configure<PredictionEnginePoolOptions<Row, Prediction>>("named", options => options.ModelLoader = _named);
        services.Configure<PredictionEnginePoolOptions<Row, Prediction>>("", options => options.ModelLoader = _loader);
        (_loader.Factor, _named.Factor) = (2, 5);
        _pool = services.BuildServiceProvider().GetRequiredService<PredictionEnginePool<Row, Prediction>>();
    }

    [TestMethod]
    public void Get_AfterReturn_GivesTheSameEngine()
    {
        PredictionEngine<Row, Prediction> first = _pool.GetPredictionEngine(), second = _pool.GetPredictionEngine();
        _pool.ReturnPredictionEngine(first);

        Assert.AreNotSame(first, second);
        Assert.AreSame(first, _pool.GetPredictionEngine());
    }

    [TestMethod]
    public void Get_OfANamedModel_IsApartFromTheOther()
    {
        Assert.AreEqual((6f, 15f), (Score(_pool.GetPredictionEngine()), Score(_pool.GetPredictionEngine("named"))));
    }

    [TestMethod]
    public void Get_AfterTheLoadersToken_GivesEnginesOfTheNewModel()
    {
        _pool.ReturnPredictionEngine(_pool.GetPredictionEngine());

        _loader.Factor = 7;
        Assert.AreEqual(6, Score(_pool.GetPredictionEngine()), "before the token");
        _loader.Reload();

        Assert.AreEqual(21, Score(_pool.GetPredictionEngine()));
    }

    [TestMethod]
    public void Return_OfAnEngineOfTheOldModel_KeepsIt()
    {
        PredictionEngine<Row, Prediction> old = _pool.GetPredictionEngine();
        _loader.Factor = 7;
        _loader.Reload();

        _pool.ReturnPredictionEngine(old);

        Assert.AreSame(old, _pool.GetPredictionEngine());
    }

    private static float Score(PredictionEngine<Row, Prediction> engine) => engine.Predict(new Row { X = 3 }).Y;

    private sealed class Row
    {
        public float X { get; set; }
    }

    private sealed class Prediction
    {
        public float Y { get; set; }
    }

    /// <summary>A model that multiplies, with another factor after every reload.</summary>
    private sealed class Loader : ModelLoader
    {
        private readonly MLContext _mlContext = new(seed: 1);
        private ModelReloadToken _token = new();

        public float Factor { get; set; }

        public void Reload()
        {
            ModelReloadToken fired = _token;
            _token = new ModelReloadToken();
            fired.OnReload();
        }

        public override IChangeToken GetReloadToken() => _token;

        public override ITransformer GetModel()
        {
            float factor = Factor;
            return _mlContext.Transforms.CustomMapping<Row, Prediction>((row, prediction) => prediction.Y = factor * row.X, null)
                .Fit(_mlContext.Data.LoadFromEnumerable([new Row()]));
        }
    }
}
