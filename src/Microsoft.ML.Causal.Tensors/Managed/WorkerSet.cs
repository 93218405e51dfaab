// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

/// <summary>Threads that share the parts of one piece of work after another, without allocating.</summary>
/// <remarks>
/// The parts are fixed by the work, not by the number of threads, so that nothing computed depends on it. Threads start with the
/// first work worth sharing and end when none came for a while.
/// </remarks>
internal sealed class WorkerSet(int threads)
{
    private const int IdleMilliseconds = 2000;
    private const int Spins = 40;

    private readonly Lock _caller = new();
    private readonly SemaphoreSlim _wake = new(0);
    private IWork? _work;
    private long _ticket;    // number of the work in the high half, parts not yet taken in the low half
    private int _unfinished, _running, _asleep;
    private Exception? _failure;

    /// <summary>Runs all parts and returns when they are done; on this thread alone when there is one thread or another caller is at it.</summary>
    public void Run(IWork work, int parts)
    {
        if (threads == 1 || parts < 2 || !_caller.TryEnter())
        {
            for (int part = 0; part < parts; part++)
                work.Run(part);
            return;
        }

        try
        {
            Share(work, parts);
        }
        finally
        {
            _caller.Exit();
        }
    }

    private void Share(IWork work, int parts)
    {
        int helpers = Math.Min(threads, parts) - 1;
        while (Volatile.Read(ref _running) < helpers)
            Start();

        // The work stands before its ticket does: a thread that takes a part by comparing the whole ticket has the right one.
        Volatile.Write(ref _unfinished, parts);
        Volatile.Write(ref _work, work);
        Volatile.Write(ref _ticket, (((_ticket >> 32) + 1) << 32) | (uint)parts);
        int sleeping = Math.Min(helpers, Volatile.Read(ref _asleep));
        if (sleeping > 0)
            _wake.Release(sleeping);

        while (TakePart())
        {
        }

        var spin = default(SpinWait);
        while (Volatile.Read(ref _unfinished) > 0)
            spin.SpinOnce(sleep1Threshold: -1);
        if (Interlocked.Exchange(ref _failure, null) is { } failure)
            throw new InvalidOperationException("A part of the work failed; see the inner exception.", failure);
    }

    /// <summary>Takes and does one part; false when all are taken.</summary>
    private bool TakePart()
    {
        while (true)
        {
            long ticket = Volatile.Read(ref _ticket);
            int left = (int)(ticket & int.MaxValue);
            IWork? work = Volatile.Read(ref _work);
            if (left == 0)
                return false;
            if (Interlocked.CompareExchange(ref _ticket, ticket - 1, ticket) != ticket)
                continue;
            try
            {
                work!.Run(left - 1);
            }
            catch (Exception failure)
            {
                // Handed to the caller: an exception that leaves a thread ends the process.
                Interlocked.CompareExchange(ref _failure, failure, null);
            }
            finally
            {
                Interlocked.Decrement(ref _unfinished);
            }

            return true;
        }
    }

    private void Start()
    {
        Interlocked.Increment(ref _running);
        new Thread(Loop) { IsBackground = true, Name = "Microsoft.ML.Causal tensor worker" }.Start();
    }

    private void Loop()
    {
        while (true)
        {
            var spin = default(SpinWait);
            while (spin.Count < Spins)
            {
                if (TakePart())
                    spin.Reset();
                else
                    spin.SpinOnce(sleep1Threshold: -1);
            }

            Interlocked.Increment(ref _asleep);
            bool woken = TakePart() || _wake.Wait(IdleMilliseconds);
            Interlocked.Decrement(ref _asleep);
            if (!woken)
                break;
        }

        Interlocked.Decrement(ref _running);
    }
}
