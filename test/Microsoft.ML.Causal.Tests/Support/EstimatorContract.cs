// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Runtime.InteropServices;
using Microsoft.ML.Data;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Microsoft.ML.Causal.Tests;

/// <summary>What every estimator of this library owes a pipeline; each check compares to the last bit.</summary>
internal static class EstimatorContract
{
    /// <summary>The columns that <see cref="IEstimator{T}.GetOutputSchema"/> promises are those that the fitted model delivers.</summary>
    public static void SchemaPromisedIsDelivered<TModel>(IEstimator<TModel> estimator, TModel model, IDataView data) where TModel : ITransformer
    {
        DataViewSchema delivered = model.GetOutputSchema(data.Schema);
        var promised = estimator.GetOutputSchema(ShapeProbe.Of(data)).ToDictionary(column => column.Name);

        string[] names = [.. delivered.Where(column => !column.IsHidden).Select(column => column.Name)];
        CollectionAssert.AreEquivalent(promised.Keys, names);
        foreach (DataViewSchema.Column column in delivered.Where(column => !column.IsHidden))
        {
            var vector = column.Type as VectorDataViewType;
            SchemaShape.Column shape = promised[column.Name];
            Assert.AreEqual(vector is null ? SchemaShape.Column.VectorKind.Scalar
                : vector.IsKnownSize ? SchemaShape.Column.VectorKind.Vector : SchemaShape.Column.VectorKind.VariableVector, shape.Kind, column.Name);
            Assert.AreEqual((vector?.ItemType ?? column.Type).RawType, shape.ItemType.RawType, column.Name);
        }
    }

    /// <summary>
    /// The whole contract: the schema promised is delivered; a loaded model, a refitted one and one trained on a single thread give the same
    /// bits, and so does a prediction engine.
    /// </summary>
    /// <typeparam name="TModel">The fitted model.</typeparam>
    /// <typeparam name="TRow">The rows of <paramref name="data"/>.</typeparam>
    /// <typeparam name="TScore">The columns to compare.</typeparam>
    /// <param name="mlContext">The context.</param>
    /// <param name="make">Makes the estimator for a number of threads, null for all.</param>
    /// <param name="data">What to fit and to score.</param>
    public static void Check<TModel, TRow, TScore>(MLContext mlContext, Func<int?, IEstimator<TModel>> make, IDataView data)
        where TModel : CausalTransformer where TRow : class, new() where TScore : class, new()
    {
        IEstimator<TModel> estimator = make(null);
        TModel model = estimator.Fit(data);
        SchemaPromisedIsDelivered(estimator, model, data);

        TScore[] expected = Scores<TScore>(mlContext, model, data);
        ITransformer loaded = SaveAndLoad(mlContext, model, data.Schema);
        foreach (ITransformer other in new[] { loaded, mlContext.Causal().Open<TModel>(loaded), estimator.Fit(data), make(1).Fit(data) })
        {
            TScore[] actual = Scores<TScore>(mlContext, other, data);
            Assert.HasCount(expected.Length, actual);
            for (int i = 0; i < expected.Length; i++)
                SameBits(expected[i], actual[i], i);
        }

        using PredictionEngine<TRow, TScore> engine = mlContext.Model.CreatePredictionEngine<TRow, TScore>(loaded, data.Schema);
        foreach ((int i, TRow row) in mlContext.Data.CreateEnumerable<TRow>(data, reuseRowObject: false).Take(50).Index())
            SameBits(expected[i], engine.Predict(row), i);
    }

    /// <summary>Saves and loads <paramref name="model"/> by ML.NET's own means.</summary>
    public static ITransformer SaveAndLoad(MLContext mlContext, ITransformer model, DataViewSchema schema)
    {
        using var stream = new MemoryStream();
        mlContext.Model.Save(model, schema, stream);
        stream.Position = 0;
        // A context of its own, as another process has.
        return new MLContext(seed: 99).Model.Load(stream, out _);
    }

    /// <summary>Both models give the same bits in every column of <typeparamref name="TScore"/>.</summary>
    public static void SameScores<TScore>(MLContext mlContext, ITransformer expected, ITransformer actual, IDataView data) where TScore : class, new()
    {
        TScore[] a = Scores<TScore>(mlContext, expected, data), b = Scores<TScore>(mlContext, actual, data);
        Assert.HasCount(a.Length, b);
        for (int i = 0; i < a.Length; i++)
            SameBits(a[i], b[i], i);
    }

    /// <summary>The scores of <paramref name="data"/>.</summary>
    public static TScore[] Scores<TScore>(MLContext mlContext, ITransformer model, IDataView data) where TScore : class, new() =>
        [.. mlContext.Data.CreateEnumerable<TScore>(model.Transform(data), reuseRowObject: false)];

    /// <summary>The same bits in every property of both.</summary>
    public static void SameBits<TScore>(TScore expected, TScore actual, int row)
    {
        foreach (System.Reflection.PropertyInfo property in typeof(TScore).GetProperties())
        {
            object? a = property.GetValue(expected), b = property.GetValue(actual);
            string what = $"{property.Name} of row {row}";
            if (a is float[] left && b is float[] right)
                CollectionAssert.AreEqual(MemoryMarshal.Cast<float, int>(left).ToArray(), MemoryMarshal.Cast<float, int>(right).ToArray(), what);
            else if (a is float x && b is float y)
                Assert.AreEqual(BitConverter.SingleToInt32Bits(x), BitConverter.SingleToInt32Bits(y), what);
            else
                Assert.AreEqual(a, b, what);
        }
    }
}
