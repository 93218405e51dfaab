// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal.Benchmarks;

/// <summary>One training step of a 64-128-128-128-1 ReLU network: binary cross-entropy on logits, Adam, batch 256.</summary>
internal sealed class LayerNetwork : IDisposable
{
    private const int Rows = 256;

    private static readonly int[] Widths = [64, 128, 128, 128, 1];

    private readonly List<Parameter<float>> _parameters = [];
    private readonly Tape<float> _tape;
    private readonly Optimizer<float> _optimizer;
    private readonly float[] _x = new float[Rows * 64], _y = new float[Rows];

    public LayerNetwork(int threads)
    {
        var random = new RandomStream(1, "network");
        random.FillGaussian(_x.AsSpan(), 1);
        for (int i = 0; i < Rows; i++)
            _y[i] = random.NextDouble() < 0.5 ? 1 : 0;
        for (int l = 1; l < Widths.Length; l++)
        {
            _parameters.Add(new Parameter<float>($"l{l}.weight", new Shape(Widths[l], Widths[l - 1])));
            _parameters.Add(new Parameter<float>($"l{l}.bias", new Shape(Widths[l]), decays: false));
            double bound = 1 / Math.Sqrt(Widths[l - 1]);
            random.FillUniform(_parameters[^2].Values.AsSpan(), -bound, bound);
        }

        var engine = new ManagedEngine(threads);
        _tape = engine.CreateTape(_parameters);
        _optimizer = engine.CreateOptimizer(_tape, new OptimizerOptions());
    }

    /// <summary>Gets the floating-point operations of a step's products: forward, and backward but for the gradient of the data.</summary>
    public static double Operations
    {
        get
        {
            double sum = -2.0 * Rows * Widths[0] * Widths[1];
            for (int l = 1; l < Widths.Length; l++)
                sum += 3 * 2.0 * Rows * Widths[l - 1] * Widths[l];
            return sum;
        }
    }

    /// <summary>Takes one step.</summary>
    /// <returns>The loss before it.</returns>
    public float Step()
    {
        _tape.Reset();
        Tensor<float> hidden = _tape.Constant(_x, new Shape(Rows, Widths[0]));
        for (int l = 1; l < Widths.Length; l++)
        {
            Activation activation = l == Widths.Length - 1 ? Activation.Identity : Activation.Relu;
            hidden = _tape.Linear(hidden, _tape.Use(_parameters[2 * l - 2]), _tape.Use(_parameters[2 * l - 1]), activation);
        }

        Tensor<float> loss = _tape.BinaryCrossEntropyWithLogits(hidden, _y, default, Rows);
        _tape.Backward(loss);
        _optimizer.Step(1e-3);
        return loss.Scalar;
    }

    public void Dispose() => _tape.Dispose();
}
