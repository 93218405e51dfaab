// Licensed under the MIT licence; see LICENSE in the repository root.

using BenchmarkDotNet.Attributes;

namespace Microsoft.ML.Causal.Benchmarks;

/// <summary>One step of training on one core.</summary>
[InProcess]
[MemoryDiagnoser]
[WarmupCount(3)]
[IterationCount(5)]
public class TrainingStepBenchmarks
{
    private LayerNetwork _network = null!;

    /// <summary>Makes and warms the network.</summary>
    [GlobalSetup]
    public void Setup()
    {
        _network = new LayerNetwork(threads: 1);
        for (int i = 0; i < 100; i++)
            _network.Step();
    }

    /// <summary>64-128-128-128-1, ReLU, batch 256, Adam.</summary>
    [Benchmark]
    public float LayerNetworkStep() => _network.Step();

    /// <summary>Releases the tape.</summary>
    [GlobalCleanup]
    public void Cleanup() => _network.Dispose();
}
