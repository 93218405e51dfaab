// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Globalization;
using Microsoft.ML.Data;

namespace Microsoft.ML.Causal.Samples;

/// <summary>The pieces of code that the documentation shows for journeys: each region stands there as it is here.</summary>
internal static class AttributionGuide
{
    private const int Rows = 6_000;

    /// <summary>Runs them all, with the log and the model in files of their own.</summary>
    /// <returns>The effects of the first journey's touches before the model was saved, and after.</returns>
    public static (float[] Before, float[] After) Run(string log, string path)
    {
        WriteLog(log, seed: 1);

        #region journeys
        var mlContext = new MLContext(seed: 1);
        string[] context = ["x0", "x1", "x2", "x3", "x4", "x5", "x6", "x7"];
        using JourneyDataView journeys = mlContext.Causal().Data.Journeys(log, new JourneyOptions
        {
            SequenceColumnName = "journey",
            UserColumnName = "user",
            TimeColumnName = "time",
            KeyColumnNames = ["item", "cluster"],
            NumericColumnNames = ["saved"],                      // the proxy: recorded before the outcome, on every row
            ContextColumnNames = context,
            LabelColumnName = "created",
        });
        #endregion

        #region attribution
        var pipeline = mlContext.Transforms.Conversion
            .MapValueToKey([new InputOutputColumnPair("item"), new InputOutputColumnPair("cluster"), new InputOutputColumnPair("user")])
            .Append(mlContext.Transforms.Concatenate("Context", context))
            .Append(mlContext.Causal().AlmMta(new AlmMtaOptions
            {
                TouchKeyColumnNames = ["item"],
                ClusterColumnName = "cluster",
                ProxyColumnName = "saved",
                LabelColumnName = "created",
                UserColumnName = "user",
            }));

        var model = pipeline.Fit(journeys);
        IDataView scored = model.Transform(journeys);            // Probability, Uplift, UpliftLower, UpliftUpper, Score, ...
        mlContext.Model.Save(model, journeys.Schema, path);
        #endregion

        #region diagnostics
        AlmMtaDiagnostics fit = model.LastTransformer.Diagnostics!;
        double added = fit.ProxyLeakage?.Excess ?? double.NaN;   // AUC that the proxy adds: suspicious where it is large
        IReadOnlyList<double> rates = fit.OutcomeRateByProxy;    // near 1: the proxy was recorded after the outcome
        #endregion

        #region touch-rows
        IDataView touches = mlContext.Causal().Data.ToTouchRows(scored);         // Journey, Position, item, cluster, Uplift, Score, created, ...
        CoverageCurve curve = mlContext.Causal().Data.CoverageCurve(scored);     // by threshold: journeys with such a touch, such touches in each
        #endregion

        #region attribution-service
        var service = new MLContext();
        ITransformer loaded = service.Model.Load(path, out _);
        #endregion

        JourneyDataView nextHour = NextHour(mlContext, log, context);

        #region attribution-continue
        var keys = new TransformerChain<ITransformer>([.. model.Take(2)]);       // keys and context, as they were fitted
        AlmMtaTransformer continued = mlContext.Causal()
            .AlmMta(new AlmMtaOptions
            {
                TouchKeyColumnNames = ["item"],
                ClusterColumnName = "cluster",
                ProxyColumnName = "saved",
                LabelColumnName = "created",
                UserColumnName = "user",
            })
            .Fit(keys.Transform(nextHour), continueFrom: model.LastTransformer); // as if it had seen all journeys, those before and these
        #endregion

        nextHour.Dispose();
        File.Delete(Path.ChangeExtension(log, ".next.csv"));
        if (continued.Diagnostics!.FormerRows != fit.Rows)
            return ([], []);
        bool whole = touches.GetColumn<float>("Uplift").LongCount() == curve.Touches && curve.Points[0].Coverage == 1;
        return whole && added < 1 && rates.All(rate => rate < 1) ? (First(scored), First(loaded.Transform(journeys))) : ([], []);
    }

    private static JourneyDataView NextHour(MLContext mlContext, string log, string[] context)
    {
        string next = Path.ChangeExtension(log, ".next.csv");
        WriteLog(next, seed: 2);
        return mlContext.Causal().Data.Journeys(next, new JourneyOptions
        {
            SequenceColumnName = "journey",
            UserColumnName = "user",
            TimeColumnName = "time",
            KeyColumnNames = ["item", "cluster"],
            NumericColumnNames = ["saved"],
            ContextColumnNames = context,
            LabelColumnName = "created",
        });
    }

    private static float[] First(IDataView scored) => scored.GetColumn<float[]>("Uplift").First();

    /// <summary>A log with one line per touch, as a platform would write it.</summary>
    private static void WriteLog(string path, int seed)
    {
        AttributionSample sample = AttributionSample.Draw(rows: Rows, seed: seed);
        byte[] saved = sample.Proxy(AttributionProxy.Medium);
        using var writer = new StreamWriter(path);
        writer.WriteLine("journey,user,time,item,cluster,saved,created,x0,x1,x2,x3,x4,x5,x6,x7");
        for (int row = 0; row < sample.Rows; row++)
        {
            string x = string.Join(',', sample.Context.Skip(8 * row).Take(8).Select(number => number.ToString(CultureInfo.InvariantCulture)));
            for (int j = sample.Offsets[row]; j < sample.Offsets[row + 1]; j++)
            {
                writer.WriteLine(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{row},{sample.User[row]},{j - sample.Offsets[row]},{sample.Item[j]},{sample.Item[j] % 60},{saved[j]},{(sample.Label[row] ? 1 : 0)},{x}"));
            }
        }
    }
}
