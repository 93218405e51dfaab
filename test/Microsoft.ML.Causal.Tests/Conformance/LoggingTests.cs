// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.ML.Data;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Causal.Tests.Conformance;

[TestClass]
public class LoggingTests
{
    [TestMethod]
    public void Channel_Messages_ReachTheLogEvent()
    {
        var ml = new MLContext(seed: 1);
        var seen = new List<LoggingEventArgs>();
        ml.Log += (_, message) => seen.Add(message);

        IHost host = ((IHostEnvironment)ml).Register("Trainer");
        using (IChannel channel = host.Start("Fitting"))
        {
            channel.Info(MessageSensitivity.None, "epoch 1 of 5");
            channel.Warning(MessageSensitivity.None, "slow: {0}", 7);
            channel.Trace(MessageSensitivity.None, "detail");
            channel.Error(MessageSensitivity.None, "broken");
        }

        LoggingEventArgs Single(string text) => seen.Single(message => message.RawMessage == text);
        Assert.AreEqual(ChannelMessageKind.Info, Single("epoch 1 of 5").Kind);
        Assert.AreEqual(ChannelMessageKind.Warning, Single("slow: 7").Kind);
        Assert.AreEqual(ChannelMessageKind.Trace, Single("detail").Kind);
        Assert.AreEqual(ChannelMessageKind.Error, Single("broken").Kind);
        Assert.AreEqual("Trainer; Fitting", Single("epoch 1 of 5").Source);
        Assert.AreEqual("[Source=Trainer; Fitting, Kind=Info] epoch 1 of 5", Single("epoch 1 of 5").Message);
    }

    [TestMethod]
    public void Message_WithBracesAndNoArguments_IsTakenLiterally()
    {
        var ml = new MLContext(seed: 1);
        var seen = new List<string>();
        ml.Log += (_, message) => seen.Add(message.RawMessage);

        using (IChannel channel = ((IHostEnvironment)ml).Register("Trainer").Start("Fitting"))
            channel.Info(MessageSensitivity.None, "set {a, b}");

        CollectionAssert.Contains(seen, "set {a, b}");
    }

    [TestMethod]
    public void Hosts_OfContextsWithOneSeed_DrawTheSameNumbers()
    {
        static int[] Draws(int? seed)
        {
            IHost host = ((IHostEnvironment)new MLContext(seed)).Register("Trainer");
            return [host.Rand.Next(), host.Rand.Next()];
        }

        CollectionAssert.AreEqual(Draws(4), Draws(4));
        CollectionAssert.AreNotEqual(Draws(4), Draws(5));
        CollectionAssert.AreNotEqual(Draws(null), Draws(null));
    }

    [TestMethod]
    public void Hosts_RegisteredOneAfterTheOther_DrawDifferently()
    {
        IHostEnvironment environment = new MLContext(seed: 4);

        Assert.AreNotEqual(environment.Register("Trainer").Rand.Next(), environment.Register("Trainer").Rand.Next());
    }

    [TestMethod]
    public void Host_WithItsOwnSeed_DoesNotDependOnTheOrder()
    {
        IHostEnvironment environment = new MLContext(seed: 4);
        int first = environment.Register("Trainer", seed: 9).Rand.Next();
        environment.Register("Another");

        Assert.AreEqual(first, environment.Register("Trainer", seed: 9).Rand.Next());
    }

    [TestMethod]
    public void Context_AsArgument_IsTheEnvironmentOfTheExtensions()
    {
        var ml = new MLContext(seed: 4);

        Assert.IsNotNull(((IHostEnvironment)ml).ComponentCatalog);
        Assert.AreSame(ml.ComponentCatalog, ((IHostEnvironment)ml).ComponentCatalog);
        Assert.AreEqual(NumberDataViewType.Single, ml.Data.LoadFromEnumerable([new { X = 1f }]).Schema["X"].Type);
    }
}
