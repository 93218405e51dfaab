// Licensed under the MIT licence; see LICENSE in the repository root.

using BenchmarkDotNet.Attributes;

namespace Microsoft.ML.Causal.Benchmarks;

/// <summary>Matrix products on one core, each beside as many multiply-adds at the processor's peak.</summary>
[InProcess]
[MemoryDiagnoser]
[WarmupCount(3)]
[IterationCount(5)]
public class MatmulBenchmarks
{
    private MatrixCase _case = null!;

    /// <summary>m×k×n.</summary>
    [Params("256x256x256", "1024x64x128", "1024x8x384", "1024x64x32")]
    public string Shape { get; set; } = "";

    /// <summary>Which of a layer's products.</summary>
    [ParamsAllValues]
    public MatrixForm Form { get; set; }

    /// <summary>Makes the matrices.</summary>
    [GlobalSetup]
    public void Setup()
    {
        int[] extents = [.. Shape.Split('x').Select(int.Parse)];
        _case = new MatrixCase(extents[0], extents[1], extents[2], Form);
    }

    /// <summary>The product.</summary>
    [Benchmark]
    public void Product() => _case.Run();

    /// <summary>As many operations as the product has, in registers alone: the least time that it could take.</summary>
    [Benchmark(Baseline = true)]
    public float Peak() => MultiplyAddPeak.Run((int)(_case.Operations / MultiplyAddPeak.Operations));
}
