// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal.Tests;

/// <summary>A folder that does not exist yet, and is gone with all in it when the test ends.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"causal-{Guid.NewGuid():N}");

    public string[] Files => Directory.Exists(Path) ? Directory.GetFiles(Path) : [];

    public void Dispose()
    {
        if (Directory.Exists(Path))
            Directory.Delete(Path, recursive: true);
    }
}
