// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Microsoft.ML.Causal.ScoringService;
using Microsoft.ML.Causal.Tests.Samples;
using Microsoft.ML.Causal.Tests.Standins;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Microsoft.ML.Causal.Tests.ScoringService;

/// <summary>The service as it is deployed: starts, answers, stops, and what it says when it cannot start.</summary>
[TestClass]
public class ServiceProcessTests
{
    [TestMethod]
    public async Task Terminate_WhileRequestsRun_AnswersThemAndEndsWell()
    {
        if (OperatingSystem.IsWindows())
            Assert.Inconclusive("Windows has no signal that asks a process of another console to end.");
        using TemporaryFile coupons = new(".zip"), attribution = new(".zip");
        File.WriteAllBytes(coupons.Path, ServiceModels.CouponModel(0));
        File.WriteAllBytes(attribution.Path, ServiceModels.JourneyModel(0));
        using var service = new ServiceProcess($"--Scoring:Coupons={coupons.Path}", $"--Scoring:Attribution={attribution.Path}", "--Scoring:MaxBodyBytes=1000");
        using var client = new HttpClient { BaseAddress = await service.AddressAsync() };
        while (!(await client.GetAsync("/health/ready")).IsSuccessStatusCode)
            await Task.Delay(20);

        // Answers, refusals and a body that is too long, one after the other.
        foreach ((string body, HttpStatusCode expected) in new[]
        {
            ("{\"Features\":[0,0,0,0,0,0,0,0]}", HttpStatusCode.OK), ("{}", HttpStatusCode.BadRequest), ("{", HttpStatusCode.BadRequest),
            (new string(' ', 2000), HttpStatusCode.RequestEntityTooLarge), ("{\"Features\":[0,0,0,0,0,0,0,1]}", HttpStatusCode.OK),
        })
        {
            using HttpResponseMessage response = await client.PostAsync("/coupons/recommend", new StringContent(body, Encoding.UTF8, "application/json"));
            Assert.AreEqual(expected, response.StatusCode);
        }

        // The server has taken the request, and waits for its second half when it is asked to stop.
        var half = new Halves("{\"Features\":[0,0,0,0,", "0,0,0,0]}");
        Task<HttpResponseMessage> pending = client.PostAsync("/coupons/recommend", half);
        await half.FirstIsSent;
        await Task.Delay(200);
        service.Terminate();
        await Task.Delay(200);
        half.SendSecond();

        using HttpResponseMessage answer = await pending;
        Assert.AreEqual(HttpStatusCode.OK, answer.StatusCode);
        Assert.AreEqual((0, ""), await service.EndAsync());
        Assert.IsFalse(service.Log.Contains("fail:", StringComparison.Ordinal), service.Log);
    }

    [TestMethod]
    public async Task Start_WithoutTheFile_EndsWithOneSentence()
    {
        using var service = new ServiceProcess("--Scoring:Coupons=nowhere.zip");

        (int exitCode, string errors) = await service.EndAsync();

        Assert.AreEqual(1, exitCode);
        Assert.AreEqual($"'{Path.GetFullPath("nowhere.zip")}': no model can be served from this file. There is no such file.", errors);
    }

    [TestMethod]
    public async Task Start_WithoutAnyModel_EndsWithOneSentence()
    {
        using var service = new ServiceProcess();

        Assert.AreEqual((1, "Settings Scoring: name a model file by Coupons, Attribution or both; neither is set."), await service.EndAsync());
    }

    [TestMethod]
    public void Deployment_HasNoTrainerAndNoNativeTensors()
    {
        if (StandinListingTests.SourceOf("Microsoft.ML") != "Packages")
            Assert.Inconclusive("This build uses stand-ins, which are never deployed.");
        string listed = File.ReadAllText(Path.ChangeExtension(typeof(ScoringServer).Assembly.Location, ".deps.json"));

        StringAssert.Contains(listed, "Microsoft.ML.Causal.dll");
        foreach (string absent in new[] { "Microsoft.ML.FastTree.dll", "TorchSharp.dll" })
            Assert.IsFalse(listed.Contains(absent, StringComparison.Ordinal), $"{absent} is deployed");
    }

    /// <summary>A JSON body whose second half is held back.</summary>
    private sealed class Halves : HttpContent
    {
        private readonly string _firstHalf, _secondHalf;
        private readonly TaskCompletionSource _sent = new(TaskCreationOptions.RunContinuationsAsynchronously), _second = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Halves(string first, string second)
        {
            (_firstHalf, _secondHalf) = (first, second);
            Headers.ContentType = new MediaTypeHeaderValue("application/json");
        }

        public Task FirstIsSent => _sent.Task;

        public void SendSecond() => _second.SetResult();

        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            await stream.WriteAsync(Encoding.UTF8.GetBytes(_firstHalf));
            await stream.FlushAsync();
            _sent.SetResult();
            await _second.Task;
            await stream.WriteAsync(Encoding.UTF8.GetBytes(_secondHalf));
        }

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }
    }
}
