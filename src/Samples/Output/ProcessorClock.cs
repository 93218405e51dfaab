// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Diagnostics;

namespace Microsoft.ML.Causal.Samples;

/// <summary>Processor time of this process on all its threads: what a step costs, whatever else the machine does.</summary>
internal sealed class ProcessorClock
{
    private readonly TimeSpan _start = Now;

    /// <summary>Gets the time since the clock was made.</summary>
    public TimeSpan Elapsed => Now - _start;

    private static TimeSpan Now
    {
        get
        {
            using var process = Process.GetCurrentProcess();
            return process.TotalProcessorTime;
        }
    }
}
