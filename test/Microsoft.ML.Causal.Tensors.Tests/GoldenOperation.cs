// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal.Tests;

/// <summary>Holds an operation against golden/engine.json: value and gradients with respect to every input.</summary>
internal static class GoldenOperation
{
    // Printed with 12 digits: 1e-9 leaves room for rounding in the printing and for nothing else.
    private const double Tolerance = 1e-9;

    private static readonly Golden File = Golden.Open("engine.json")["operations"];

    /// <summary>Gets the operations that the file has.</summary>
    public static IEnumerable<string> Names => File.Names;

    public static void Check(string name, Func<Tape<double>, Case, Tensor<double>> record, TrainingEngine engine)
    {
        Golden golden = File[name];
        string[] inputs = [.. golden["inputs"].Names];
        Parameter<double>[] parameters = [.. inputs.Select(input => golden["inputs"][input].Parameter(input))];
        using Tape<double> tape = engine.CreateTape(parameters);
        tape.Reset();
        Tensor<double> output = record(tape, new Case(tape, golden, parameters));
        var value = new double[output.Shape.Length];
        output.CopyTo(value);
        golden["output"].AssertClose(value, Tolerance, $"{name}, output");

        tape.Backward(tape.WeightedSum(output, golden["upstream"].Data, 1));
        tape.PullGradients();
        foreach (Parameter<double> parameter in parameters)
            golden["gradients"][parameter.Name].AssertClose(parameter.Gradient, Tolerance, $"{name}, gradient of {parameter.Name}");
    }

    /// <summary>The inputs (as tensors) and constants of one operation.</summary>
    internal sealed class Case(Tape<double> tape, Golden golden, IReadOnlyList<Parameter<double>> parameters)
    {
        public Tensor<double> this[string input] => tape.Use(parameters.Single(parameter => parameter.Name == input));

        public double[] Constant(string name) => golden["constants"][name].Data;

        public int[] Integers(string name) => golden["constants"][name].Integers;
    }
}
