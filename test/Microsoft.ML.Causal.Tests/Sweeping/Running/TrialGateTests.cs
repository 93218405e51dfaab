// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Microsoft.ML.Causal.Tests.Sweeping;

[TestClass]
public class TrialGateTests
{
    [TestMethod]
    public void Enter_OverTheLimit_WaitsUntilNobodyRuns()
    {
        var gate = new TrialGate(100, () => 101);
        gate.Enter();
        using var entered = new ManualResetEventSlim();
        Task second = Task.Run(() =>
        {
            gate.Enter();
            entered.Set();
        });

        Assert.IsFalse(entered.Wait(500), "one trial runs, and memory is over the limit");
        gate.Leave();

        Assert.IsTrue(entered.Wait(TimeSpan.FromSeconds(30)), "one trial is always let through");
        second.Wait();
    }

    [TestMethod]
    public void Enter_OnceMemoryFalls_GoesOn()
    {
        long memory = 101;
        var gate = new TrialGate(100, () => Interlocked.Read(ref memory));
        gate.Enter();
        Task second = Task.Run(gate.Enter);

        Interlocked.Exchange(ref memory, 100);

        Assert.IsTrue(second.Wait(TimeSpan.FromSeconds(30)));
    }

    [TestMethod]
    public void Enter_WithoutALimit_NeverWaits()
    {
        var gate = new TrialGate(null, () => long.MaxValue);

        Assert.IsTrue(Task.Run(() =>
        {
            gate.Enter();
            gate.Enter();
        }).Wait(TimeSpan.FromSeconds(30)));
    }

    [TestMethod]
    public void Threads_ShareTheCores()
    {
        Assert.AreEqual(new TrialThreads(4, 4), TrialThreads.Of(cores: 16, trials: 4, roundSize: 4, halving: false));
        Assert.AreEqual(new TrialThreads(4, 4), TrialThreads.Of(cores: 16, trials: null, roundSize: 4, halving: false));
        Assert.AreEqual(new TrialThreads(16, 1), TrialThreads.Of(cores: 16, trials: null, roundSize: 4, halving: true));
        Assert.AreEqual(new TrialThreads(3, 1), TrialThreads.Of(cores: 2, trials: 3, roundSize: 4, halving: false));
    }
}
