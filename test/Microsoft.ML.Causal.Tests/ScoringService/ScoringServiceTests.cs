// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.ML.Causal.ScoringService;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Microsoft.ML.Causal.Tests.ScoringService;

/// <summary>What the service answers, held against what ML.NET alone says of the same rows.</summary>
[TestClass]
public class ScoringServiceTests
{
    private const string Recommend = "/coupons/recommend", Explain = "/attribution/explain";

    [TestMethod]
    public async Task Recommend_OnOneRowAndOnAList_GivesTheModelsOwnScores()
    {
        await using ScoringHost host = await ScoringHost.StartAsync(coupons: ServiceModels.CouponModel(0));
        CouponPrediction[] expected = ServiceModels.CouponPredictions(0);

        JsonElement one = await Json(await host.PostAsync(Recommend, new { ServiceModels.Coupons[3].Features }));
        JsonElement all = await Json(await host.PostAsync(Recommend, ServiceModels.Coupons.Select(row => new { row.Features })));

        Same(expected[3], one);
        Assert.AreEqual(expected.Length, all.GetArrayLength());
        for (int i = 0; i < expected.Length; i++)
            Same(expected[i], all[i]);
        Assert.IsTrue(expected.Any(prediction => prediction.RecommendedIntensity > 0), "no coupon is worth it: nothing was tested");
    }

    [TestMethod]
    public async Task Recommend_OnAMissingFeature_GoesToTheModelAsMissing()
    {
        await using ScoringHost host = await ScoringHost.StartAsync(coupons: ServiceModels.CouponModel(0));
        float?[] features = [.. ServiceModels.Coupons[0].Features];
        features[2] = null;

        JsonElement answer = await Json(await host.PostAsync(Recommend, new { Features = features }));

        Assert.AreNotEqual(ServiceModels.CouponPredictions(0)[0].BaseProbability, answer.GetProperty("baseProbability").GetSingle());
    }

    [TestMethod]
    public async Task Explain_OnOneJourneyAndOnAList_GivesTheModelsOwnScores()
    {
        await using ScoringHost host = await ScoringHost.StartAsync(attribution: ServiceModels.JourneyModel(0));
        JourneyPrediction[] expected = ServiceModels.JourneyPredictions(0);

        JsonElement one = await Json(await host.PostAsync(Explain, Body(ServiceModels.Journeys[2])));
        JsonElement all = await Json(await host.PostAsync(Explain, ServiceModels.Journeys.Select(Body)));

        Same(expected[2], one);
        for (int i = 0; i < expected.Length; i++)
            Same(expected[i], all[i]);
        // The model looks at 8 touches: the first of longer journeys have no effect that it could tell.
        Assert.IsGreaterThan(8, expected[^1].Uplift.Length);
        Assert.AreEqual(JsonValueKind.Null, all[expected.Length - 1].GetProperty("touches")[0].ValueKind);
    }

    [TestMethod]
    public async Task Health_OfALoadedModel_NamesItAsAnswersDo()
    {
        await using ScoringHost host = await ScoringHost.StartAsync(coupons: ServiceModels.CouponModel(0));

        JsonElement ready = await Json(await host.Client.GetAsync("/health/ready")), live = await Json(await host.Client.GetAsync("/health/live"));
        JsonElement answer = await Json(await host.PostAsync(Recommend, new { ServiceModels.Coupons[0].Features }));

        Assert.AreEqual("Healthy", live.GetProperty("status").GetString());
        Assert.AreEqual(answer.GetProperty("model").GetString(), ready.GetProperty("models").GetProperty("coupons").GetProperty("model").GetString());
        Assert.AreEqual(ServedModel.FingerprintOf(ServiceModels.CouponModel(0)), answer.GetProperty("model").GetString());
    }

    [TestMethod]
    public async Task Service_WithOneModel_HasOnlyItsAddress()
    {
        await using ScoringHost host = await ScoringHost.StartAsync(coupons: ServiceModels.CouponModel(0));

        using HttpResponseMessage absent = await host.PostAsync(Explain, new { }), wrong = await host.Client.GetAsync(Recommend);

        Assert.AreEqual((HttpStatusCode.NotFound, HttpStatusCode.MethodNotAllowed), (absent.StatusCode, wrong.StatusCode));
        Assert.AreEqual("application/problem+json", absent.Content.Headers.ContentType?.MediaType);
    }

    [TestMethod]
    public async Task OpenApi_DescribesTheColumnsOfTheModelThatIsLoaded()
    {
        await using ScoringHost host = await ScoringHost.StartAsync(ServiceModels.CouponModel(0), ServiceModels.JourneyModel(0));

        JsonElement document = await Json(await host.Client.GetAsync("/openapi/v1.json"));

        JsonElement features = Row(document, Recommend).GetProperty("properties").GetProperty("Features");
        Assert.AreEqual((8, 8), (features.GetProperty("minItems").GetInt32(), features.GetProperty("maxItems").GetInt32()));
        // Labels and proxies are in the saved schema too, and are not what scoring reads.
        CollectionAssert.AreEquivalent(new[] { "Context", "Item", "Cluster", "Content" },
            Row(document, Explain).GetProperty("properties").EnumerateObject().Select(property => property.Name).ToArray());

        static JsonElement Row(JsonElement document, string address) => document.GetProperty("paths").GetProperty(address).GetProperty("post")
            .GetProperty("requestBody").GetProperty("content").GetProperty("application/json").GetProperty("schema").GetProperty("oneOf")[0];
    }

    [TestMethod]
    public async Task Metrics_CountRowsAndRefusals()
    {
        await using ScoringHost host = await ScoringHost.StartAsync(coupons: ServiceModels.CouponModel(0));
        await host.PostAsync(Recommend, ServiceModels.Coupons.Take(7).Select(row => new { row.Features }));
        await host.PostAsync(Recommend, new { Features = "none" });

        Assert.AreEqual(7, await host.MetricAsync("scoring_rows_total"));
        Assert.AreEqual(1, await host.MetricAsync("scoring_rejected_total"));
        Assert.AreEqual(1, await host.MetricAsync("scoring_duration_seconds_count"));
        Assert.AreEqual(1, await host.MetricAsync("scoring_model_loads_total", "outcome=\"loaded\""));
    }

    private static object Body(TextJourney journey) => new { journey.Context, journey.Item, journey.Cluster, journey.Content };

    private static async Task<JsonElement> Json(HttpResponseMessage response)
    {
        using (response)
        {
            Assert.AreEqual(HttpStatusCode.OK, response.StatusCode, await response.Content.ReadAsStringAsync());
            return await response.Content.ReadFromJsonAsync<JsonElement>();
        }
    }

    private static void Same(CouponPrediction expected, JsonElement answer)
    {
        Assert.AreEqual(expected.BaseProbability, answer.GetProperty("baseProbability").GetSingle());
        Assert.AreEqual(expected.UnitUplift, answer.GetProperty("unitUplift").GetSingle());
        Assert.AreEqual(expected.PredictedIntensity, answer.GetProperty("predictedIntensity").GetSingle());
        Assert.AreEqual(expected.TreatedProbability, answer.GetProperty("treatedProbability").GetSingle());
        Assert.AreEqual(expected.RecommendedIntensity, answer.GetProperty("recommendedIntensity").GetSingle());
        Assert.AreEqual(expected.ExpectedGain, answer.GetProperty("expectedGain").GetSingle());
        CollectionAssert.AreEqual(expected.ResponseCurve,
            answer.GetProperty("responseCurve").EnumerateArray().Select(point => point.GetProperty("probability").GetSingle()).ToArray());
    }

    private static void Same(JourneyPrediction expected, JsonElement answer)
    {
        Assert.AreEqual(expected.Probability, answer.GetProperty("probability").GetSingle());
        Assert.AreEqual(expected.ObservedProbability, answer.GetProperty("observedProbability").GetSingle());
        Assert.AreEqual(expected.BaseProbability, answer.GetProperty("baseProbability").GetSingle());
        Assert.AreEqual(expected.AdditivityGap, answer.GetProperty("additivityGap").GetSingle());
        JsonElement touches = answer.GetProperty("touches");
        Assert.AreEqual(expected.Uplift.Length, touches.GetArrayLength());
        for (int j = 0; j < expected.Uplift.Length; j++)
        {
            if (touches[j].ValueKind == JsonValueKind.Null)
                Assert.AreEqual(float.NaN, expected.Uplift[j]);
            else
            {
                Assert.AreEqual(expected.Uplift[j], touches[j].GetProperty("uplift").GetSingle());
                Assert.AreEqual(expected.UpliftLogit[j], touches[j].GetProperty("upliftLogit").GetSingle());
                Assert.AreEqual(expected.Score[j], touches[j].GetProperty("score").GetSingle());
                Assert.AreEqual(expected.UpliftLower[j], touches[j].GetProperty("lower").GetSingle());
                Assert.AreEqual(expected.UpliftUpper[j], touches[j].GetProperty("upper").GetSingle());
            }
        }
    }
}
