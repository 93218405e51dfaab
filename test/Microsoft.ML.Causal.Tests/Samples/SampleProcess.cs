// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Diagnostics;
using Microsoft.ML.Causal.Samples;

namespace Microsoft.ML.Causal.Tests.Samples;

/// <summary>The samples as a process.</summary>
internal static class SampleProcess
{
    public static (int ExitCode, string Output, string Errors) Run(params string[] arguments) => Pipe("", arguments);

    /// <summary>Runs a command with a text on its standard input.</summary>
    public static (int ExitCode, string Output, string Errors) Pipe(string input, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(InputException).Assembly.Location, .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync(), output = process.StandardOutput.ReadToEndAsync();
        process.StandardInput.Write(input);
        process.StandardInput.Close();
        process.WaitForExit();
        return (process.ExitCode, output.Result, errors.Result);
    }
}
