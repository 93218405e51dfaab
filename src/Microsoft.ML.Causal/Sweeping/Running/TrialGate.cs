// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

/// <summary>Holds trials back while the process holds more memory than it may; one is always let through.</summary>
/// <param name="limit">Bytes, or null for no limit.</param>
/// <param name="memory">Tells the bytes that the process holds.</param>
internal sealed class TrialGate(long? limit, Func<long> memory)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);
    private readonly object _lock = new();
    private int _running;

    /// <summary>Waits until another trial may run.</summary>
    public void Enter()
    {
        lock (_lock)
        {
            // Memory also falls without a trial that ends, so the gate looks again after a while.
            while (_running > 0 && memory() > limit)
                Monitor.Wait(_lock, Pause);
            _running++;
        }
    }

    /// <summary>Says that a trial has ended.</summary>
    public void Leave()
    {
        lock (_lock)
        {
            _running--;
            Monitor.PulseAll(_lock);
        }
    }
}
