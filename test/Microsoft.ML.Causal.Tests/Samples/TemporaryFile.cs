// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal.Tests.Samples;

/// <summary>A file that is gone when the test ends.</summary>
internal sealed class TemporaryFile : IDisposable
{
    public TemporaryFile(string extension, string? text = null)
    {
        Path = System.IO.Path.Combine(System.IO.Path.GetTempPath(), Guid.NewGuid().ToString("N") + extension);
        if (text != null)
            File.WriteAllText(Path, text);
    }

    public string Path { get; }

    public void Dispose()
    {
        if (File.Exists(Path))
            File.Delete(Path);
    }
}
