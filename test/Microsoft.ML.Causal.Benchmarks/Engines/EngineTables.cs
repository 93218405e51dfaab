// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Numerics;
using System.Runtime.InteropServices;
using Microsoft.ML.Causal.Tests.Engines;
using TorchSharp;

namespace Microsoft.ML.Causal.Benchmarks;

/// <summary>How far TorchSharp's numbers are from the managed engine's, and how long steps take on each, as tables.</summary>
/// <remarks><c>dotnet run -c Release --project test/Microsoft.ML.Causal.Benchmarks -p:TorchSharpNative=Cpu -- engines</c>.</remarks>
internal static class EngineTables
{
    private static readonly int[] RowCounts = [1, 2, 7, 65];

    /// <summary>Runs the command.</summary>
    /// <returns>0; 1 where TorchSharp's native library is not there.</returns>
    public static int Run()
    {
        TorchSharpEngine engine;
        try
        {
            engine = TorchSharpEngine.Cpu();
        }
        catch (InvalidOperationException error)
        {
            Console.Error.WriteLine(error.Message);
            return 1;
        }

        Console.WriteLine($"TorchSharp {typeof(torch).Assembly.GetName().Version?.ToString(3)} with libtorch {torch.__version__} on the processor; {RuntimeInformation.FrameworkDescription}.");
        Operations(engine);
        Fits(engine);
        EngineSpeed.Print(engine);
        return 0;
    }

    /// <summary>Every operation on the same inputs, its variants together.</summary>
    private static void Operations(TorchSharpEngine engine)
    {
        (EngineDifferences value, EngineDifferences gradient) = Compare<double>(engine);
        (EngineDifferences single, EngineDifferences singleGradient) = Compare<float>(engine);
        Console.WriteLine();
        Console.WriteLine("| operation | value, double | gradients, double | value, float | gradients, float |");
        Console.WriteLine("|---|---|---|---|---|");
        foreach ((string name, double relative) in value.Largest)
            Console.WriteLine($"| {name} | {Number(relative)} | {Number(gradient.Of(name))} | {Number(single.Of(name))} | {Number(singleGradient.Of(name))} |");
    }

    private static (EngineDifferences Values, EngineDifferences Gradients) Compare<T>(TorchSharpEngine engine) where T : unmanaged, IFloatingPointIeee754<T>
    {
        EngineDifferences values = new(), gradients = new();
        var managed = new ManagedEngine(threads: 1);
        foreach (OperationCase<T> operation in RowCounts.SelectMany(OperationCases<T>.Of))
        {
            (double value, double gradient) = operation.Compare(managed, engine);
            string name = operation.Name.Split(' ')[0];
            values.Add(name, value);
            gradients.Add(name, gradient);
        }

        return (values, gradients);
    }

    /// <summary>Every step of whole fits, from the same parameters.</summary>
    private static void Fits(TorchSharpEngine engine)
    {
        Console.WriteLine();
        Console.WriteLine("| fit | steps | values of operations | gradients | moves over .01 of the rate apart |");
        Console.WriteLine("|---|---|---|---|---|");
        foreach (EngineFits.Case fit in EngineFits.UniMvtDouble.Concat(EngineFits.AlmMtaDouble).Concat(EngineFits.UniMvt).Concat(EngineFits.AlmMta))
        {
            var pair = new PairedEngine(new ManagedEngine(threads: 1), engine);
            fit.Run(pair);
            double values = pair.Differences.Largest.Where(difference => difference.Name.StartsWith("value of ", StringComparison.Ordinal)).Max(difference => difference.Relative);
            Console.WriteLine(FormattableString.Invariant(
                $"| {fit.Name} | {pair.Steps} | {Number(values)} | {Number(pair.Differences.Of(PairedTape<float>.Gradients))} | {pair.Differences.Of(PairedTape<float>.FarMoves):P2} |"));
        }
    }

    private static string Number(double relative) => relative == 0 ? "0" : relative.ToString("0.0e0", System.Globalization.CultureInfo.InvariantCulture);
}
