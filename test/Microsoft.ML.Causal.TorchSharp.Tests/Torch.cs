// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal.Tests;

/// <summary>The engine under test, where its native library is present.</summary>
internal static class Torch
{
    private static readonly Lazy<(TorchSharpEngine? Engine, string Message)> Loaded = new(() =>
    {
        try
        {
            return (TorchSharpEngine.Cpu(), "");
        }
        catch (InvalidOperationException error)
        {
            return (null, error.Message);
        }
    });

    /// <summary>Gets whether the native library is present.</summary>
    public static bool IsPresent => Loaded.Value.Engine is not null;

    /// <summary>Gets the engine on the processor; without the native library the test is skipped, and says why.</summary>
    public static TorchSharpEngine Engine
    {
        get
        {
            if (Loaded.Value.Engine is not { } engine)
            {
                Assert.Inconclusive($"Skipped without TorchSharp's native library (dotnet test -p:TorchSharpNative=Cpu brings it). {Loaded.Value.Message}");
                throw new InvalidOperationException();
            }

            return engine;
        }
    }
}
