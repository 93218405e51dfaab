// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Microsoft.ML.Causal.Tests;

[TestClass]
public class WorkerSetTests
{
    [TestMethod]
    [DataRow(1)]
    [DataRow(2)]
    [DataRow(5)]
    public void Run_OfManyWorks_DoesEveryPartOnce(int threads)
    {
        var workers = new WorkerSet(threads);
        for (int round = 0; round < 2000; round++)
        {
            var work = new Count(round % 7);
            workers.Run(work, round % 7);
            Assert.IsTrue(work.Times.All(times => times == 1), $"round {round}: {string.Join(", ", work.Times)}");
        }
    }

    [TestMethod]
    public void Run_OfAPartThatFails_Throws()
    {
        var workers = new WorkerSet(3);
        InvalidOperationException error = Assert.ThrowsExactly<InvalidOperationException>(() => workers.Run(new Failure(), 4));
        Assert.AreEqual("part 2", error.InnerException!.Message);
        var after = new Count(4);
        workers.Run(after, 4);
        Assert.IsTrue(after.Times.All(times => times == 1));
    }

    [TestMethod]
    public void Run_FromSeveralThreads_FinishesAll()
    {
        var workers = new WorkerSet(3);
        Parallel.For(0, 200, _ =>
        {
            var work = new Count(5);
            workers.Run(work, 5);
            Assert.IsTrue(work.Times.All(times => times == 1));
        });
    }

    private sealed class Count(int parts) : IWork
    {
        public int[] Times { get; } = new int[parts];

        public void Run(int part) => Interlocked.Increment(ref Times[part]);
    }

    private sealed class Failure : IWork
    {
        public void Run(int part)
        {
            if (part == 2)
                throw new FormatException("part 2");
        }
    }
}
