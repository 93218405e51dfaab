// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Diagnostics;
using Microsoft.ML.Causal.Samples;

namespace Microsoft.ML.Causal.Tests.Samples;

/// <summary>The samples as a process.</summary>
internal static class SampleProcess
{
    public static (int ExitCode, string Output, string Errors) Run(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(InputException).Assembly.Location, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output, errors.Result);
    }
}
