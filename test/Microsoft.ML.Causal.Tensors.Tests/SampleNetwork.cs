// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Numerics;

namespace Microsoft.ML.Causal.Tests;

/// <summary>A network that uses the operations of the methods: encoding, experts, gates, towers, embeddings, losses.</summary>
internal sealed class SampleNetwork<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    private const int MostRows = 1024, Features = 6, Waves = 8, Embedding = 8, Width = Features * (Embedding + 1) + 4;

    private static readonly bool[] Trains = [true, false, true];

    private readonly List<Parameter<T>> _parameters = [];
    private readonly Parameter<T> _frequencies, _encoder, _encoderBias, _table, _first, _firstBias, _second, _secondBias, _gate, _gateBias;
    private readonly Parameter<T> _tower, _towerBias, _output, _outputBias, _class;
    private readonly T[] _features = new T[MostRows * Features], _labels = new T[MostRows];
    private readonly int[] _ids = new int[MostRows];
    private readonly Tensor<T>[] _parts = new Tensor<T>[3];

    public SampleNetwork()
    {
        (_frequencies, _encoder, _encoderBias) = (Add("frequencies", new(Features, Waves)), Add("encoder", new(Features, Embedding, 2 * Waves + 1)), Add("encoder bias", new(Features * Embedding)));
        _table = Add("table", new(50, 4));
        (_first, _firstBias, _second, _secondBias) = (Add("first", new(96, Width)), Add("first bias", new(96)), Add("second", new(3, 32, 32)), Add("second bias", new(96)));
        (_gate, _gateBias, _tower, _towerBias) = (Add("gate", new(3, Width)), Add("gate bias", new(3)), Add("tower", new(64, 32)), Add("tower bias", new(64)));
        (_output, _outputBias, _class) = (Add("output", new(1, 64)), Add("output bias", new(1)), Add("class", new(4, 64)));
        var random = new RandomStream(7, "data");
        random.FillGaussian(_features.AsSpan(), 1);
        for (int i = 0; i < MostRows; i++)
            (_labels[i], _ids[i]) = (random.NextDouble() < 0.3 ? T.One : T.Zero, random.NextInteger(50));
    }

    public IReadOnlyList<Parameter<T>> Parameters => _parameters;

    public Tensor<T> Record(Tape<T> tape, int rows)
    {
        ReadOnlySpan<T> labels = _labels.AsSpan(0, rows);
        Tensor<T> z = tape.Constant(_features.AsSpan(0, rows * Features), new Shape(rows, Features));
        _parts[0] = z;
        _parts[1] = tape.PeriodicEncoding(z, tape.Use(_frequencies), tape.Use(_encoder), tape.Use(_encoderBias));
        _parts[2] = tape.Embedding(tape.Use(_table), _ids.AsSpan(0, rows));
        Tensor<T> x = tape.Concat(_parts);
        Tensor<T> experts = tape.Linear(x, tape.Use(_first), tape.Use(_firstBias), Activation.Silu);
        experts = tape.GroupedLinear(experts, tape.Use(_second), tape.Use(_secondBias), Activation.Silu);
        Tensor<T> gate = tape.Softmax(tape.Linear(x, tape.Use(_gate), tape.Use(_gateBias)));
        Tensor<T> mixed = tape.Mixture(experts, gate, Trains);
        Tensor<T> tower = tape.Linear(mixed, tape.Use(_tower), tape.Use(_towerBias), Activation.Relu);
        Tensor<T> logit = tape.Linear(tower, tape.Use(_output), tape.Use(_outputBias));
        Tensor<T> first = tape.BinaryCrossEntropyWithLogits(logit, labels, default, rows);
        Tensor<T> probability = tape.Clamp(tape.Affine(tape.Activate(logit, Activation.Sigmoid), 0.9, 0.05), 1e-4, 0.999);
        Tensor<T> second = tape.BinaryCrossEntropy(probability, labels, default, rows);
        Tensor<T> classes = tape.CrossEntropy(tape.Linear(tower, tape.Use(_class), null), ClassOf(rows), default, rows);
        return tape.Add(tape.Add(first, second), tape.Affine(classes, 0.1, 0));
    }

    public T Step(Tape<T> tape, Optimizer<T> optimizer, int rows)
    {
        tape.Reset();
        Tensor<T> loss = Record(tape, rows);
        T value = loss.Scalar;
        tape.Backward(loss);
        optimizer.Step(0.01);
        return value;
    }

    private ReadOnlySpan<int> ClassOf(int rows)
    {
        for (int i = 0; i < rows; i++)
            _classes[i] = _ids[i] % 4;
        return _classes.AsSpan(0, rows);
    }

    private readonly int[] _classes = new int[MostRows];

    private Parameter<T> Add(string name, Shape shape)
    {
        var parameter = new Parameter<T>(name, shape, decays: shape.Rank > 1);
        new RandomStream(11, name).FillUniform(parameter.Values.AsSpan(), -0.3, 0.3);
        _parameters.Add(parameter);
        return parameter;
    }
}
