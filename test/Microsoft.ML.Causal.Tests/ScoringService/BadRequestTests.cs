// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Microsoft.ML.Causal.ScoringService;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Microsoft.ML.Causal.Tests.ScoringService;

/// <summary>What does not fit is refused with problem details that name the field and show no value.</summary>
[TestClass]
public class BadRequestTests
{
    private const string Recommend = "/coupons/recommend", Explain = "/attribution/explain";
    private const string Context = "\"Context\":[0,0,0,0,0,0,0,0]";

    private static ScoringHost _host = null!;

    [ClassInitialize]
    public static async Task Start(TestContext context) => _host = await ScoringHost.StartAsync(
        ServiceModels.CouponModel(0), ServiceModels.JourneyModel(0), ["--Scoring:MaxBodyBytes=4000", "--Scoring:MaxRows=3", "--Scoring:MaxTouches=4"]);

    [ClassCleanup]
    public static async Task Stop() => await _host.DisposeAsync();

    [TestMethod]
    [DataRow("""{"Features":[0,0,0,0,0,0,0,0],"age":77.25}""", "age", "the model does not read this field; it reads Features.")]
    [DataRow("{}", "Features", "the model reads this field, but it is missing.")]
    [DataRow("""{"Features":77.25}""", "Features", "a list was expected, but another number was found.")]
    [DataRow("""{"Features":[77.25]}""", "Features", "a list of 8 entries was expected, but it has 1.")]
    [DataRow("""{"Features":[0,0,"77.25",0,0,0,0,0]}""", "Features[2]", "a finite number, or null where it is missing, was expected, but a text was found.")]
    [DataRow("""{"Features":[0,0,0,77.25e99,0,0,0,0]}""", "Features[3]", "a finite number, or null where it is missing, was expected, but another number was found.")]
    [DataRow("""[{"Features":[0,0,0,0,0,0,0,0]},{"Features":[0,0,0,0,0,0,0,true]}]""", "[1].Features[7]", "a finite number, or null where it is missing, was expected, but a truth value was found.")]
    [DataRow("""[{"Features":[0,0,0,0,0,0,0,0]},77.25]""", "[1]", "an object with the model's columns was expected, but another number was found.")]
    [DataRow("""{"Features":[0,0,0,0,0,0,0,0],"features":[77.25]}""", "features", "the field is there twice, in other capitals.")]
    [DataRow("[{},{},{},{}]", "body", "at most 3 rows are taken at a time, but there are 4.")]
    public async Task Recommend_OnARowThatDoesNotFit_NamesTheField(string body, string field, string problem) =>
        await RefusesAsync(Recommend, body, field, problem);

    [TestMethod]
    [DataRow($$"""{ {{Context}},"Item":["a","b"],"Cluster":["c"],"Content":[]}""", "Cluster", "entries for 2 touches were expected, as many as 'Item' has, but there are 1.")]
    [DataRow($$"""{ {{Context}},"Item":["a","b"],"Cluster":["c","c"],"Content":[1,2,3]}""", "Content", "entries for 2 touches were expected, as many as 'Item' has, but there are 3.")]
    [DataRow($$"""{ {{Context}},"Item":["a","b"],"Cluster":["c",77.25],"Content":[]}""", "Cluster[1]", "a text was expected, but another number was found.")]
    [DataRow($$"""{ {{Context}},"Item":["a","b","c","d","e"],"Cluster":[],"Content":[]}""", "Item", "at most 4 touches are taken, but there are 5; leave out the oldest.")]
    [DataRow($$"""{ {{Context}},"Item":["a"],"Cluster":["c"],"Content":[1,2,3]}""", "body", "the model refused a row. Columns with several numbers for each touch, such as content vectors, must have as many for each as in training.")]
    public async Task Explain_OnAJourneyThatDoesNotFit_NamesTheField(string body, string field, string problem) =>
        await RefusesAsync(Explain, body, field, problem);

    [TestMethod]
    public async Task Explain_OnAJourneyWithoutTouches_Answers()
    {
        using HttpResponseMessage response = await _host.Client.PostAsync(Explain, Text($$"""{ {{Context}},"Item":[],"Cluster":[],"Content":[]}"""));

        JsonElement answer = await response.Content.ReadFromJsonAsync<JsonElement>();
        Assert.AreEqual(0, answer.GetProperty("touches").GetArrayLength());
        // Nothing was done to the user: both are the probability without touches.
        Assert.AreEqual(answer.GetProperty("baseProbability").GetSingle(), answer.GetProperty("probability").GetSingle(), 1e-6f);
    }

    [TestMethod]
    [DataRow("""{"Features":[0,0,0,77.25,""", "The first fault is in line 1, at byte 25.")]
    [DataRow("""{"Features":[],"Features":[77.25]}""", "with no property twice in an object.")]
    [DataRow("""[[[[[[[[[[77.25]]]]]]]]]]""", "at most 8 levels deep")]
    [DataRow("", "The body must be JSON")]
    public async Task Recommend_OnWhatIsNotJson_SaysWhere(string body, string detail)
    {
        (HttpStatusCode status, JsonElement problem) = await PostAsync(Recommend, Text(body));

        Assert.AreEqual(HttpStatusCode.BadRequest, status);
        StringAssert.Contains(problem.GetProperty("detail").GetString(), detail);
    }

    [TestMethod]
    public async Task Recommend_OnALongBody_RefusesIt()
    {
        string body = $$"""{"Features":[{{new string(' ', 4000)}}0,0,0,0,0,0,0,0]}""";

        (HttpStatusCode known, JsonElement problem) = await PostAsync(Recommend, Text(body));
        (HttpStatusCode streamed, _) = await PostAsync(Recommend, new Unmeasured(body));

        Assert.AreEqual((HttpStatusCode.RequestEntityTooLarge, HttpStatusCode.RequestEntityTooLarge), (known, streamed));
        Assert.AreEqual("The body may have at most 4000 bytes. Send fewer rows at a time.", problem.GetProperty("detail").GetString());
    }

    [TestMethod]
    public async Task Recommend_OnAnotherContentType_RefusesIt()
    {
        (HttpStatusCode status, _) = await PostAsync(Recommend, new StringContent("Features\n0", Encoding.UTF8, "text/csv"));

        Assert.AreEqual(HttpStatusCode.UnsupportedMediaType, status);
    }

    [TestMethod]
    public async Task Explain_OnAMissingNumberThatTheModelDoesNotFill_SaysSo() => await RefusesAsync(
        Explain, """{"Context":[null,0,0,0,0,0,0,0],"Item":["item1"],"Cluster":["cluster1"],"Content":[0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0]}""",
        "body", "the model gives no finite score; a number that is null where the model does not fill it, or too large, does that.");

    private static async Task RefusesAsync(string address, string body, string field, string problem)
    {
        (HttpStatusCode status, JsonElement details) = await PostAsync(address, Text(body));

        Assert.AreEqual(HttpStatusCode.BadRequest, status);
        Assert.IsTrue(details.GetProperty("errors").TryGetProperty(field, out JsonElement problems), details.ToString());
        Assert.AreEqual(problem, problems[0].GetString());
    }

    private static async Task<(HttpStatusCode Status, JsonElement Problem)> PostAsync(string address, HttpContent body)
    {
        using HttpResponseMessage response = await _host.Client.PostAsync(address, body);
        string text = await response.Content.ReadAsStringAsync();
        Assert.AreEqual("application/problem+json", response.Content.Headers.ContentType?.MediaType, text);
        Assert.IsFalse(text.Contains("77.25", StringComparison.Ordinal), "the problem shows a value");
        return (response.StatusCode, JsonSerializer.Deserialize<JsonElement>(text));
    }

    private static StringContent Text(string body) => new(body, Encoding.UTF8, "application/json");

    /// <summary>A body whose length is not told beforehand.</summary>
    private sealed class Unmeasured : StringContent
    {
        public Unmeasured(string body) : base(body, Encoding.UTF8, "application/json") => Headers.ContentLength = null;

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }
    }
}
