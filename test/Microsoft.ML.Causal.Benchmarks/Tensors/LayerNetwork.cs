// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal.Benchmarks;

/// <summary>One training step of a ReLU network of three hidden layers, 64-128-128-128-1 unless told otherwise: binary cross-entropy on logits, Adam.</summary>
internal sealed class LayerNetwork : IDisposable
{
    private readonly int _rows;
    private readonly int[] _widths;
    private readonly List<Parameter<float>> _parameters = [];
    private readonly Tape<float> _tape;
    private readonly Optimizer<float> _optimizer;
    private readonly float[] _x, _y;

    public LayerNetwork(int threads) : this(new ManagedEngine(threads))
    {
    }

    public LayerNetwork(TrainingEngine engine, int rows = 256, int inputs = 64, int width = 128)
    {
        (_rows, _widths) = (rows, [inputs, width, width, width, 1]);
        (_x, _y) = (new float[rows * inputs], new float[rows]);
        var random = new RandomStream(1, "network");
        random.FillGaussian(_x.AsSpan(), 1);
        for (int i = 0; i < _rows; i++)
            _y[i] = random.NextDouble() < 0.5 ? 1 : 0;
        for (int l = 1; l < _widths.Length; l++)
        {
            _parameters.Add(new Parameter<float>($"l{l}.weight", new Shape(_widths[l], _widths[l - 1])));
            _parameters.Add(new Parameter<float>($"l{l}.bias", new Shape(_widths[l]), decays: false));
            double bound = 1 / Math.Sqrt(_widths[l - 1]);
            random.FillUniform(_parameters[^2].Values.AsSpan(), -bound, bound);
        }

        _tape = engine.CreateTape(_parameters);
        _optimizer = engine.CreateOptimizer(_tape, new OptimizerOptions());
    }

    /// <summary>Gets the floating-point operations of a step's products: forward, and backward but for the gradient of the data.</summary>
    public double Operations
    {
        get
        {
            double sum = -2.0 * _rows * _widths[0] * _widths[1];
            for (int l = 1; l < _widths.Length; l++)
                sum += 3 * 2.0 * _rows * _widths[l - 1] * _widths[l];
            return sum;
        }
    }

    /// <summary>Takes one step.</summary>
    /// <returns>The loss before it.</returns>
    public float Step()
    {
        _tape.Reset();
        Tensor<float> hidden = _tape.Constant(_x, new Shape(_rows, _widths[0]));
        for (int l = 1; l < _widths.Length; l++)
        {
            Activation activation = l == _widths.Length - 1 ? Activation.Identity : Activation.Relu;
            hidden = _tape.Linear(hidden, _tape.Use(_parameters[2 * l - 2]), _tape.Use(_parameters[2 * l - 1]), activation);
        }

        Tensor<float> loss = _tape.BinaryCrossEntropyWithLogits(hidden, _y, default, _rows);
        _tape.Backward(loss);
        _optimizer.Step(1e-3);
        return loss.Scalar;
    }

    public void Dispose() => _tape.Dispose();
}
