// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.ML;
using Microsoft.ML.Causal.ScoringService;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Microsoft.ML.Causal.Tests.ScoringService;

/// <summary>How models come, change and fail while the service runs.</summary>
[TestClass]
public class ModelReloadTests
{
    private const string Recommend = "/coupons/recommend";

    [TestMethod]
    public async Task Service_BeforeItsModelIsLoaded_IsAliveAndNotReady()
    {
        // Without its watcher nobody loads the model but the test.
        await using ScoringHost host = await ScoringHost.StartAsync(coupons: ServiceModels.CouponModel(0), isReady: false, configure: builder =>
            builder.Services.Remove(builder.Services.Single(service => service.ImplementationFactory?.Method.ReturnType == typeof(ModelWatcher))));
        (HttpStatusCode, HttpStatusCode, HttpStatusCode) before = await StatesAsync();

        host.Services.GetRequiredService<IReadOnlyList<ModelFile>>()[0].Load();

        Assert.AreEqual((HttpStatusCode.OK, HttpStatusCode.ServiceUnavailable, HttpStatusCode.ServiceUnavailable), before);
        Assert.AreEqual((HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.OK), await StatesAsync());

        async Task<(HttpStatusCode Live, HttpStatusCode Ready, HttpStatusCode Answer)> StatesAsync()
        {
            using HttpResponseMessage live = await host.Client.GetAsync("/health/live"), ready = await host.Client.GetAsync("/health/ready");
            using HttpResponseMessage answer = await host.PostAsync(Recommend, new { ServiceModels.Coupons[0].Features });
            return (live.StatusCode, ready.StatusCode, answer.StatusCode);
        }
    }

    [TestMethod]
    public async Task Service_WithAModelOfAnotherKind_StopsAndSaysSo()
    {
        await using ScoringHost host = await ScoringHost.StartAsync(coupons: ServiceModels.JourneyModel(0), isReady: false);

        await host.UntilStoppedAsync();

        Assert.AreEqual($"'{host.PathOf("Coupons")}': no model can be served from this file. The model holds no UniMvtTransformer. "
            + "Was it trained by another estimator? (Parameter 'model')", host.Services.GetRequiredService<ModelWatcher>().StartFailure);
    }

    [TestMethod]
    [DataRow(new string[0], "Settings Scoring: name a model file by Coupons, Attribution or both; neither is set.")]
    [DataRow(new[] { "--Scoring:Coupons=model.zip", "--Scoring:MaxRows=0" }, "Settings Scoring: MaxRows must be at least 1, but is 0.")]
    [DataRow(new[] { "--Scoring:Coupons=model.zip", "--Scoring:MaxTouches=-1" }, "Settings Scoring: MaxTouches must be at least 1, but is -1.")]
    [DataRow(new[] { "--Scoring:Coupons=model.zip", "--Scoring:MaxBodyBytes=0" }, "Settings Scoring: MaxBodyBytes must be 1 to 1073741824, but is 0.")]
    public void Build_WithASettingThatDoesNotFit_NamesIt(string[] arguments, string problem) =>
        Assert.AreEqual(problem, Assert.ThrowsExactly<ArgumentException>(() => ScoringServer.Build(arguments)).Message);

    [TestMethod]
    public async Task Replace_WhileRequestsRun_GivesTheNewModelAndNeverAWrongScore()
    {
        await using ScoringHost host = await ScoringHost.StartAsync(coupons: ServiceModels.CouponModel(0));
        float[][] expected = [.. new[] { 0, 1 }.Select(version => ServiceModels.CouponPredictions(version).Select(p => p.BaseProbability).ToArray())];
        string[] fingerprints = [.. new[] { 0, 1 }.Select(version => ServedModel.FingerprintOf(ServiceModels.CouponModel(version)))];
        var wrong = new ConcurrentBag<string>();
        var counts = new int[2];
        using var stop = new CancellationTokenSource();
        Task[] clients = [.. Enumerable.Range(0, 4).Select(client => Task.Run(async () =>
        {
            for (int i = client; !stop.IsCancellationRequested; i++)
                await AskAsync(i % expected[0].Length);
        }))];

        for (int reload = 1; reload <= 6; reload++)
        {
            host.Replace("Coupons", ServiceModels.CouponModel(reload % 2));
            await host.UntilAsync(health => Model(health) == fingerprints[reload % 2]);
        }

        stop.Cancel();
        await Task.WhenAll(clients);
        Assert.IsEmpty(wrong);
        Assert.IsTrue(counts.All(count => count > 0), "one of the models never answered");

        async Task AskAsync(int row)
        {
            using HttpResponseMessage response = await host.PostAsync(Recommend, new { ServiceModels.Coupons[row].Features });
            JsonElement answer = await response.Content.ReadFromJsonAsync<JsonElement>();
            int version = response.StatusCode == HttpStatusCode.OK ? Array.IndexOf(fingerprints, answer.GetProperty("model").GetString()) : -1;
            if (version >= 0 && answer.GetProperty("baseProbability").GetSingle() == expected[version][row])
                Interlocked.Increment(ref counts[version]);
            else
                wrong.Add(answer.ToString());
        }
    }

    [TestMethod]
    public async Task Recommend_WhereThePoolHoldsAnEngineOfTheOldModel_DoesNotUseIt()
    {
        await using ScoringHost host = await ScoringHost.StartAsync(coupons: ServiceModels.CouponModel(0));
        var pool = host.Services.GetRequiredService<PredictionEnginePool<ScoringRow, CouponPrediction>>();
        PredictionEngine<ScoringRow, CouponPrediction> old = pool.GetPredictionEngine();
        host.Replace("Coupons", ServiceModels.CouponModel(1));
        await host.UntilAsync(health => Model(health) == ServedModel.FingerprintOf(ServiceModels.CouponModel(1)));

        // An engine that was out while the model changed comes back to the new pool.
        pool.ReturnPredictionEngine(old);
        using HttpResponseMessage response = await host.PostAsync(Recommend, new { ServiceModels.Coupons[0].Features });

        JsonElement answer = await response.Content.ReadFromJsonAsync<JsonElement>();
        Assert.AreEqual(ServiceModels.CouponPredictions(1)[0].BaseProbability, answer.GetProperty("baseProbability").GetSingle());
    }

    [TestMethod]
    public async Task Replace_ByABrokenFile_KeepsTheModelAndReportsIt_UntilAGoodOneComes()
    {
        await using ScoringHost host = await ScoringHost.StartAsync(coupons: ServiceModels.CouponModel(0));
        string first = ServedModel.FingerprintOf(ServiceModels.CouponModel(0)), second = ServedModel.FingerprintOf(ServiceModels.CouponModel(1));

        host.Replace("Coupons", ServiceModels.CouponModel(1)[..^100]);
        JsonElement degraded = await host.UntilAsync(health => health.GetProperty("status").GetString() == "Degraded");
        using HttpResponseMessage answer = await host.PostAsync(Recommend, new { ServiceModels.Coupons[0].Features });
        string kept = (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("model").GetString()!;
        int failed = await host.MetricAsync("scoring_model_loads_total", "outcome=\"failed\"");
        host.Replace("Coupons", ServiceModels.CouponModel(1));
        JsonElement healed = await host.UntilAsync(health => health.GetProperty("status").GetString() == "Healthy" && Model(health) == second);

        StringAssert.StartsWith(degraded.GetProperty("models").GetProperty("coupons").GetProperty("problem").GetString(),
            $"'{host.PathOf("Coupons")}': no model can be served from this file. ");
        Assert.AreEqual((first, first), (kept, Model(degraded)));
        Assert.AreEqual(1, failed);
        Assert.IsFalse(healed.GetProperty("models").GetProperty("coupons").TryGetProperty("problem", out _));
    }

    [TestMethod]
    public async Task Replace_InPlace_ByTheSameBytes_KeepsTheModel()
    {
        await using ScoringHost host = await ScoringHost.StartAsync(coupons: ServiceModels.CouponModel(0));
        ModelFile file = host.Services.GetRequiredService<IReadOnlyList<ModelFile>>()[0];
        ServedModel served = file.Served!;

        Assert.IsFalse(file.Load());

        Assert.AreSame(served, file.Served);
    }

    private static string? Model(JsonElement health) => health.GetProperty("models").GetProperty("coupons").GetProperty("model").GetString();
}
