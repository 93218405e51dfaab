// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal.Tests.Conformance;

/// <summary>A file that goes with the test that made it.</summary>
internal sealed class TemporaryFile : IDisposable
{
    public TemporaryFile(string content = "") => File.WriteAllText(Path, content);

    public string Path { get; } = System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"causal-{Guid.NewGuid():N}.tmp");

    public void Dispose() => File.Delete(Path);
}
