// Licensed under the MIT licence; see LICENSE in the repository root.

using BenchmarkDotNet.Attributes;

namespace Microsoft.ML.Causal.Benchmarks;

/// <summary>A plan under one budget, by number of rows.</summary>
[MemoryDiagnoser]
public class PolicyPlanBenchmarks
{
    private PolicyProblem _problem = null!;
    private PolicyOptions _options = null!;

    /// <summary>Gets or sets the number of rows.</summary>
    [Params(10_000, 1_000_000)]
    public int Rows { get; set; }

    /// <summary>Draws the rows.</summary>
    [GlobalSetup]
    public void Setup()
    {
        _problem = PolicyProblem.Draw(Rows, levels: 10);
        _options = _problem.Options();
    }

    /// <summary>Ten intensities.</summary>
    [Benchmark]
    public double Plan() => PolicyPlan.Compute(_problem.Intensities, _problem.Base, _problem.Curves, _options).Value;
}
