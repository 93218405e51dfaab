// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Numerics;
using System.Runtime.CompilerServices;

namespace Microsoft.ML.Causal.Tests.Engines;

/// <summary>Records every operation on the tapes of two engines and compares what comes out.</summary>
internal sealed class PairedTape<T> : Tape<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>What the differences call the gradients of all parameters in a backward pass.</summary>
    public const string Gradients = "gradients";

    /// <summary>What they call the largest difference of a parameter's move, in units of the learning rate.</summary>
    public const string LargestMove = "largest move, in learning rates";

    /// <summary>What they call the share of parameters whose moves differ by more than a hundredth of the learning rate.</summary>
    public const string FarMoves = "share of moves a hundredth of the learning rate apart";

    private readonly Dictionary<Parameter<T>, Parameter<T>> _twins = new(ReferenceEqualityComparer.Instance);
    private readonly EngineDifferences _differences;

    public PairedTape(TrainingEngine first, TrainingEngine second, IReadOnlyList<Parameter<T>> parameters, EngineDifferences differences)
    {
        (Parameters, _differences) = (parameters, differences);
        foreach (Parameter<T> parameter in parameters)
        {
            var twin = new Parameter<T>(parameter.Name, parameter.Shape, parameter.Decays) { LearningRateScale = parameter.LearningRateScale };
            parameter.Values.CopyTo(twin.Values, 0);
            _twins.Add(parameter, twin);
        }

        First = first.CreateTape(parameters);
        Second = second.CreateTape<T>([.. parameters.Select(parameter => _twins[parameter])]);
    }

    public Tape<T> First { get; }

    public Tape<T> Second { get; }

    public override IReadOnlyList<Parameter<T>> Parameters { get; }

    public override bool Training
    {
        get => First.Training;
        set => (First.Training, Second.Training) = (value, value);
    }

    public override void Reset()
    {
        First.Reset();
        Second.Reset();
    }

    public override void Backward(Tensor<T> loss, bool accumulate = false)
    {
        First.Backward(A(loss), accumulate);
        Second.Backward(B(loss), accumulate);
        PullGradients();

        // A gradient that is 0 but for rounding is compared with a hundredth of the largest of the whole step.
        double scale = 0.01 * Parameters.Max(parameter => EngineDifferences.Magnitude<T>(parameter.Gradient));
        foreach ((Parameter<T> parameter, Parameter<T> twin) in _twins)
            _differences.Add(Gradients, EngineDifferences.Between<T>(parameter.Gradient, twin.Gradient, scale));
    }

    /// <summary>Compares the parameters after a step, in units of the step size, and lets the second engine go on from the first one's.</summary>
    public void CompareStep(double learningRate)
    {
        First.Pull();
        Second.Pull();
        int far = 0, all = 0;
        double largest = 0;
        foreach ((Parameter<T> parameter, Parameter<T> twin) in _twins)
        {
            for (int i = 0; i < parameter.Values.Length; i++, all++)
            {
                double apart = Math.Abs(double.CreateChecked(parameter.Values[i] - twin.Values[i])) / learningRate;
                largest = Math.Max(largest, apart);
                if (!(apart <= 0.01))
                    far++;
            }
        }

        _differences.Add(LargestMove, largest);
        _differences.Add(FarMoves, (double)far / all);
        Push();
    }

    public override void Pull() => First.Pull();

    public override void Push()
    {
        First.Push();
        foreach ((Parameter<T> parameter, Parameter<T> twin) in _twins)
            parameter.Values.CopyTo(twin.Values, 0);
        Second.Push();
    }

    public override void PullGradients()
    {
        First.PullGradients();
        Second.PullGradients();
    }

    public override void Dispose()
    {
        First.Dispose();
        Second.Dispose();
    }

    public override Tensor<T> Constant(ReadOnlySpan<T> values, Shape shape) => Pair(First.Constant(values, shape), Second.Constant(values, shape));

    public override Tensor<T> Use(Parameter<T> parameter) => Pair(First.Use(parameter), Second.Use(_twins[parameter]));

    public override Tensor<T> ScaleGradient(Tensor<T> x, double factor) => Pair(First.ScaleGradient(A(x), factor), Second.ScaleGradient(B(x), factor));

    public override Tensor<T> RouteGradients(Tensor<T> x, int readers) => Pair(First.RouteGradients(A(x), readers), Second.RouteGradients(B(x), readers));

    public override Tensor<T> Activate(Tensor<T> x, Activation activation) => Pair(First.Activate(A(x), activation), Second.Activate(B(x), activation));

    public override Tensor<T> Affine(Tensor<T> x, double scale, double shift) => Pair(First.Affine(A(x), scale, shift), Second.Affine(B(x), scale, shift));

    public override Tensor<T> Clamp(Tensor<T> x, double lo, double hi) => Pair(First.Clamp(A(x), lo, hi), Second.Clamp(B(x), lo, hi));

    public override Tensor<T> Add(Tensor<T> a, Tensor<T> b) => Pair(First.Add(A(a), A(b)), Second.Add(B(a), B(b)));

    public override Tensor<T> Subtract(Tensor<T> a, Tensor<T> b) => Pair(First.Subtract(A(a), A(b)), Second.Subtract(B(a), B(b)));

    public override Tensor<T> Multiply(Tensor<T> a, Tensor<T> b) => Pair(First.Multiply(A(a), A(b)), Second.Multiply(B(a), B(b)));

    public override Tensor<T> Divide(Tensor<T> a, Tensor<T> b) => Pair(First.Divide(A(a), A(b)), Second.Divide(B(a), B(b)));

    public override Tensor<T> Linear(Tensor<T> x, Tensor<T> weight, Tensor<T>? bias, Activation activation = Activation.Identity) =>
        Pair(First.Linear(A(x), A(weight), Optional(bias)?.First, activation), Second.Linear(B(x), B(weight), Optional(bias)?.Second, activation));

    public override Tensor<T> GroupedLinear(Tensor<T> x, Tensor<T> weight, Tensor<T>? bias, Activation activation = Activation.Identity) =>
        Pair(First.GroupedLinear(A(x), A(weight), Optional(bias)?.First, activation), Second.GroupedLinear(B(x), B(weight), Optional(bias)?.Second, activation));

    public override Tensor<T> MatMul(Tensor<T> a, Tensor<T> b, bool transposeA = false, bool transposeB = false) =>
        Pair(First.MatMul(A(a), A(b), transposeA, transposeB), Second.MatMul(B(a), B(b), transposeA, transposeB));

    public override Tensor<T> Concat(ReadOnlySpan<Tensor<T>> parts) => Pair(First.Concat(AllA(parts)), Second.Concat(AllB(parts)));

    public override Tensor<T> SliceColumns(Tensor<T> x, int start, int count) => Pair(First.SliceColumns(A(x), start, count), Second.SliceColumns(B(x), start, count));

    public override Tensor<T> GatherRows(Tensor<T> x, ReadOnlySpan<int> rows) => Pair(First.GatherRows(A(x), rows), Second.GatherRows(B(x), rows));

    public override Tensor<T> Reshape(Tensor<T> x, Shape shape) => Pair(First.Reshape(A(x), shape), Second.Reshape(B(x), shape));

    public override Tensor<T> Softmax(Tensor<T> x, ReadOnlySpan<T> mask = default) => Pair(First.Softmax(A(x), mask), Second.Softmax(B(x), mask));

    public override Tensor<T> LogSoftmax(Tensor<T> x, ReadOnlySpan<T> mask = default) => Pair(First.LogSoftmax(A(x), mask), Second.LogSoftmax(B(x), mask));

    public override Tensor<T> LayerNorm(Tensor<T> x, Tensor<T> weight, Tensor<T> bias, double epsilon = 1e-5) =>
        Pair(First.LayerNorm(A(x), A(weight), A(bias), epsilon), Second.LayerNorm(B(x), B(weight), B(bias), epsilon));

    public override Tensor<T> NormaliseRows(Tensor<T> x) => Pair(First.NormaliseRows(A(x)), Second.NormaliseRows(B(x)));

    public override Tensor<T> Embedding(Tensor<T> table, ReadOnlySpan<int> ids) => Pair(First.Embedding(A(table), ids), Second.Embedding(B(table), ids));

    public override Tensor<T> MaskedPool(Tensor<T> x, ReadOnlySpan<T> mask, bool mean = false) => Pair(First.MaskedPool(A(x), mask, mean), Second.MaskedPool(B(x), mask, mean));

    public override Tensor<T> Mixture(ReadOnlySpan<Tensor<T>> experts, Tensor<T> gate, ReadOnlySpan<bool> trains) =>
        Pair(First.Mixture(AllA(experts), A(gate), trains), Second.Mixture(AllB(experts), B(gate), trains));

    public override Tensor<T> PeriodicEncoding(Tensor<T> z, Tensor<T> frequencies, Tensor<T> weight, Tensor<T> bias) =>
        Pair(First.PeriodicEncoding(A(z), A(frequencies), A(weight), A(bias)), Second.PeriodicEncoding(B(z), B(frequencies), B(weight), B(bias)));

    public override Tensor<T> WeightedSum(Tensor<T> x, ReadOnlySpan<T> weights, double divisor) =>
        Pair(First.WeightedSum(A(x), weights, divisor), Second.WeightedSum(B(x), weights, divisor));

    public override Tensor<T> BinaryCrossEntropyWithLogits(Tensor<T> logits, ReadOnlySpan<T> target, ReadOnlySpan<T> weight, double divisor) =>
        Pair(First.BinaryCrossEntropyWithLogits(A(logits), target, weight, divisor), Second.BinaryCrossEntropyWithLogits(B(logits), target, weight, divisor));

    public override Tensor<T> BinaryCrossEntropy(Tensor<T> probability, ReadOnlySpan<T> target, ReadOnlySpan<T> weight, double divisor) =>
        Pair(First.BinaryCrossEntropy(A(probability), target, weight, divisor), Second.BinaryCrossEntropy(B(probability), target, weight, divisor));

    public override Tensor<T> CrossEntropy(Tensor<T> logits, ReadOnlySpan<int> target, ReadOnlySpan<T> weight, double divisor) =>
        Pair(First.CrossEntropy(A(logits), target, weight, divisor), Second.CrossEntropy(B(logits), target, weight, divisor));

    private static PairedTensor<T> Of(Tensor<T> tensor) => (PairedTensor<T>)tensor;

    private static PairedTensor<T>? Optional(Tensor<T>? tensor) => (PairedTensor<T>?)tensor;

    private static Tensor<T> A(Tensor<T> tensor) => Of(tensor).First;

    private static Tensor<T> B(Tensor<T> tensor) => Of(tensor).Second;

    private static Tensor<T>[] AllA(ReadOnlySpan<Tensor<T>> parts) => [.. parts.ToArray().Select(A)];

    private static Tensor<T>[] AllB(ReadOnlySpan<Tensor<T>> parts) => [.. parts.ToArray().Select(B)];

    private PairedTensor<T> Pair(Tensor<T> a, Tensor<T> b, [CallerMemberName] string operation = "")
    {
        if (a.Shape != b.Shape)
            throw new InvalidOperationException($"{operation} gives {a.Shape} on the first engine and {b.Shape} on the second.");
        T[] x = new T[a.Shape.Length], y = new T[a.Shape.Length];
        a.CopyTo(x);
        b.CopyTo(y);
        _differences.Add($"value of {operation}", EngineDifferences.Between<T>(x, y));
        return new(a, b);
    }
}
