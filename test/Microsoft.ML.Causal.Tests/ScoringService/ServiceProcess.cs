// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;
using Microsoft.ML.Causal.ScoringService;

namespace Microsoft.ML.Causal.Tests.ScoringService;

/// <summary>The service as a process of its own, on a port that the system chooses.</summary>
internal sealed class ServiceProcess : IDisposable
{
    private const string Listening = "Now listening on: ";

    private readonly Process _process;
    private readonly StringBuilder _errors = new(), _output = new();
    private readonly TaskCompletionSource<Uri> _address = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public ServiceProcess(params string[] settings)
    {
        _process = Process.Start(new ProcessStartInfo("dotnet",
            [typeof(ScoringServer).Assembly.Location, "--urls=http://127.0.0.1:0", "--Logging:LogLevel:Microsoft.Hosting.Lifetime=Information", .. settings])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        _process.OutputDataReceived += (_, line) =>
        {
            _output.AppendLine(line.Data);
            if (line.Data?.Split(Listening) is [_, string address])
                _address.TrySetResult(new Uri(address));
        };
        _process.ErrorDataReceived += (_, line) => _errors.AppendLine(line.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    public Task<Uri> AddressAsync() => _address.Task.WaitAsync(TimeSpan.FromSeconds(60));

    /// <summary>Asks the process to stop, as an orchestrator does.</summary>
    public void Terminate() => Kill(_process.Id, 15);

    /// <summary>Gets what the service has logged; whole once it has ended.</summary>
    public string Log => _output.ToString();

    public async Task<(int ExitCode, string Errors)> EndAsync()
    {
        await _process.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(60));
        return (_process.ExitCode, _errors.ToString().Trim());
    }

    public void Dispose()
    {
        if (!_process.HasExited)
            _process.Kill();
        _process.Dispose();
    }

    [DllImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static extern int Kill(int process, int signal);
}
