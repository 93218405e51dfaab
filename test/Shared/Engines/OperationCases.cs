// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Numerics;

namespace Microsoft.ML.Causal.Tests.Engines;

/// <summary>Every operation of a tape on drawn inputs, with the edges where libraries differ.</summary>
internal static class OperationCases<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>Lists the cases.</summary>
    /// <param name="n">Number of rows.</param>
    public static IEnumerable<OperationCase<T>> Of(int n)
    {
        int[] ids = [.. Numbers("ids", n + 5, 4)], classes = [.. Numbers("classes", n, 4)];
        T[] labels = [.. Numbers("labels", n, 2).Select(T.CreateChecked)], soft = Drawn("soft", n, 0, 1), weights = Drawn("weights", n, 0, 2);
        weights[n / 2] = T.Zero;
        T[] mask = [.. Numbers("mask", 5 * n, 2).Select(T.CreateChecked)], one = Drawn("constant", 3 * n, -1, 1);
        mask.AsSpan(0, 5).Clear();                                               // nothing of the first row is kept

        yield return new("ScaleGradient", [In("x", new(n, 3))], (t, x) => t.ScaleGradient(x[0], -0.7));
        yield return new("ScaleGradient by 0", [In("x", new(n, 3)), In("y", new(n, 3))], (t, x) => t.Add(t.Detach(x[0]), x[1]));
        yield return new("RouteGradients", [In("x", new(n, 3))], (t, x) => t.RouteGradients(t.Activate(x[0], Activation.Tanh), 3));
        yield return new("RouteGradients twice, and around", [In("x", new(n, 3))], (t, x) =>
        {
            Tensor<T> first = t.RouteGradients(t.Activate(x[0], Activation.Silu), 2), left = t.SliceColumns(first, 0, 3);
            return t.Concat([t.RouteGradients(t.Multiply(left, x[0]), 2), t.Activate(t.SliceColumns(first, 3, 3), Activation.Sine), x[0]]);
        });

        foreach (Activation activation in Enum.GetValues<Activation>())
            yield return new($"Activate {activation}", [Edges(In("x", new(n, 4), activation == Activation.Log ? 0.2 : -3, 3), [activation == Activation.Log ? 1 : 0])], (t, x) => t.Activate(x[0], activation));
        foreach (Activation activation in new[] { Activation.Sigmoid, Activation.Tanh, Activation.Softplus, Activation.Silu })
        {
            yield return new($"Activate {activation} far above 0", [In("x", new(n, 4), 20, 900)], (t, x) => t.Activate(x[0], activation));
            yield return new($"Activate {activation} far below 0", [In("x", new(n, 4), -40, -20)], (t, x) => t.Activate(x[0], activation));
        }

        yield return new("Affine", [In("x", new(n, 3))], (t, x) => t.Affine(x[0], -1.7, 0.3));
        yield return new("Clamp", [Edges(In("x", new(n, 4)), [-0.5, 0.75])], (t, x) => t.Clamp(x[0], -0.5, 0.75));

        foreach ((string name, Shape shape) in new (string, Shape)[] { ("same", new(n, 7)), ("row", new(1, 7)), ("vector", new(7)), ("column", new(n, 1)), ("one", new(1)) })
        {
            yield return new($"Add {name}", [In("a", new(n, 7)), In("b", shape)], (t, x) => t.Add(x[0], x[1]));
            yield return new($"Subtract {name}", [In("a", new(n, 7)), In("b", shape)], (t, x) => t.Subtract(x[0], x[1]));
            yield return new($"Multiply {name}", [In("a", new(n, 7)), In("b", shape)], (t, x) => t.Multiply(x[0], x[1]));
            yield return new($"Divide {name}", [In("a", new(n, 7)), In("b", shape, 0.5, 2)], (t, x) => t.Divide(x[0], x[1]));
        }

        yield return new("Multiply of three axes by a row", [In("a", new(n, 2, 3)), In("b", new(3))], (t, x) => t.Multiply(x[0], x[1]));
        foreach (Activation activation in Enum.GetValues<Activation>())
        {
            double low = activation == Activation.Log ? 0.2 : -1;
            yield return new($"Linear {activation}", [In("x", new(n, 5), low, 1), In("w", new(4, 5), low, 1), In("b", new(4), low, 1)], (t, x) => t.Linear(x[0], x[1], x[2], activation));
        }

        yield return new("Linear without bias", [In("x", new(n, 2, 5)), In("w", new(1, 5))], (t, x) => t.Linear(x[0], x[1], null, Activation.Sigmoid));
        yield return new("GroupedLinear", [In("x", new(n, 9)), In("w", new(3, 4, 3)), In("b", new(12))], (t, x) => t.GroupedLinear(x[0], x[1], x[2], Activation.Silu));
        yield return new("GroupedLinear without bias", [In("x", new(n, 9)), In("w", new(3, 4, 3))], (t, x) => t.GroupedLinear(x[0], x[1], null));
        foreach ((bool ta, bool tb) in new[] { (false, false), (false, true), (true, false), (true, true) })
        {
            yield return new($"MatMul {ta} {tb}", [In("a", ta ? new(3, n) : new(n, 3)), In("b", tb ? new(4, 3) : new(3, 4))], (t, x) => t.MatMul(x[0], x[1], ta, tb));
            yield return new($"MatMul batched {ta} {tb}", [In("a", ta ? new(n, 3, 2) : new(n, 2, 3)), In("b", tb ? new(n, 4, 3) : new(n, 3, 4))], (t, x) => t.MatMul(x[0], x[1], ta, tb));
        }

        yield return new("Concat", [In("a", new(n, 2)), In("b", new(n, 3)), In("c", new(n, 1))], (t, x) => t.Concat([x[0], x[1], x[0], x[2]]));
        yield return new("Concat of three axes", [In("a", new(n, 2, 2)), In("b", new(n, 2, 3))], (t, x) => t.Concat([x[0], x[1]]));
        yield return new("SliceColumns", [In("x", new(n, 5))], (t, x) => t.Multiply(t.SliceColumns(x[0], 1, 3), t.SliceColumns(x[0], 2, 3)));
        yield return new("GatherRows", [In("x", new(4, 3))], (t, x) => t.GatherRows(t.Activate(x[0], Activation.Sine), ids));
        yield return new("GatherRows of a parameter, and whole", [In("x", new(4, 3))], (t, x) => t.MatMul(t.GatherRows(x[0], ids), x[0], transposeB: true));
        yield return new("Embedding", [In("table", new(6, 3))], (t, x) => t.Embedding(x[0], ids));
        yield return new("Embedding twice", [In("table", new(6, 3)), In("w", new(2, 3))], (t, x) => t.Linear(t.Multiply(t.Embedding(x[0], ids), t.Embedding(x[0], [.. ids.Reverse()])), x[1], null));
        yield return new("Reshape", [In("x", new(n, 6))], (t, x) => t.MatMul(t.Reshape(x[0], new(n, 2, 3)), t.Reshape(x[0], new(n, 3, 2))));

        yield return new("Softmax", [In("x", new(n, 5), -4, 4)], (t, x) => t.Softmax(x[0]));
        yield return new("Softmax of long rows", [In("x", new(n, 40), -4, 4)], (t, x) => t.Softmax(x[0]));
        yield return new("Softmax masked", [In("x", new(n, 5), -4, 4)], (t, x) => t.Softmax(x[0], mask));
        yield return new("LogSoftmax", [In("x", new(n, 5), -4, 4)], (t, x) => t.LogSoftmax(x[0]));
        yield return new("LogSoftmax masked", [In("x", new(n, 5), -4, 4)], (t, x) => t.LogSoftmax(x[0], mask));
        yield return new("LayerNorm", [In("x", new(n, 6)), In("w", new(6)), In("b", new(6))], (t, x) => t.LayerNorm(x[0], x[1], x[2]));
        yield return new("NormaliseRows", [In("x", new(n, 5))], (t, x) => t.NormaliseRows(x[0]));
        yield return new("MaskedPool sum", [In("x", new(n, 5, 3))], (t, x) => t.MaskedPool(x[0], mask));
        yield return new("MaskedPool mean", [In("x", new(n, 5, 3))], (t, x) => t.MaskedPool(x[0], mask, mean: true));

        yield return new("Mixture", [In("e", new(n, 12)), In("g", new(n, 3))], (t, x) => t.Mixture(x[0], x[1], [true, true, true]));
        yield return new("Mixture of several parts, some frozen", [In("e", new(n, 8)), In("f", new(n, 4)), In("h", new(n, 8)), In("g", new(n, 5))], (t, x) =>
            t.Mixture([x[0], x[1], x[2]], x[3], [true, false, false, true, true]));
        yield return new("PeriodicEncoding", [In("c", new(3, 4), -0.5, 0.5), In("w", new(3, 5, 9)), In("b", new(15))], (t, x) => t.PeriodicEncoding(t.Constant(one, new(n, 3)), x[0], x[1], x[2]));
        yield return new("PeriodicEncoding of many turns", [In("c", new(3, 4), -40, 40), In("w", new(3, 5, 9)), In("b", new(15))], (t, x) => t.PeriodicEncoding(t.Constant(one, new(n, 3)), x[0], x[1], x[2]));

        yield return new("WeightedSum", [In("x", new(n, 1))], (t, x) => t.WeightedSum(x[0], weights, 2.5));
        yield return new("WeightedSum without weights", [In("x", new(n, 3))], (t, x) => t.WeightedSum(t.Activate(x[0], Activation.Square), default, 2.5));
        yield return new("BinaryCrossEntropyWithLogits", [Edges(In("z", new(n, 1), -4, 4), [0, 60, -60])], (t, x) => t.BinaryCrossEntropyWithLogits(x[0], soft, default, n));
        yield return new("BinaryCrossEntropyWithLogits weighted, any number where the weight is 0", [NotANumber(In("z", new(n, 1), -4, 4), n / 2)], (t, x) =>
            t.BinaryCrossEntropyWithLogits(x[0], labels, weights, n));
        yield return new("BinaryCrossEntropy", [In("p", new(n), 0.05, 0.95)], (t, x) => t.BinaryCrossEntropy(x[0], soft, default, n));
        yield return new("BinaryCrossEntropy of sure predictions that are right", [Sure(In("p", new(n), 0.05, 0.95), labels)], (t, x) => t.BinaryCrossEntropy(x[0], labels, default, n));
        yield return new("BinaryCrossEntropy weighted, any number where the weight is 0", [NotANumber(In("p", new(n), 0.05, 0.95), n / 2)], (t, x) => t.BinaryCrossEntropy(x[0], labels, weights, n));
        yield return new("CrossEntropy", [In("x", new(n, 4), -3, 3)], (t, x) => t.CrossEntropy(x[0], classes, default, n));
        yield return new("CrossEntropy weighted, any number where the weight is 0", [NotANumber(In("x", new(n, 4), -3, 3), n / 2 * 4)], (t, x) => t.CrossEntropy(x[0], classes, weights, n));
        yield return new("GruCell", [In("x", new(n, 2)), In("h", new(n, 3)), In("wi", new(9, 2)), In("wh", new(9, 3)), In("bi", new(9)), In("bh", new(9))], (t, x) => t.GruCell(x[0], x[1], x[2], x[3], x[4], x[5]));
    }

    private static Parameter<T> In(string name, Shape shape, double low = -1.5, double high = 1.5)
    {
        var parameter = new Parameter<T>(name, shape);
        Drawn(name, shape.Length, low, high).CopyTo(parameter.Values, 0);
        return parameter;
    }

    /// <summary>Puts numbers where functions bend at the beginning.</summary>
    private static Parameter<T> Edges(Parameter<T> parameter, double[] numbers)
    {
        for (int i = 0; i < Math.Min(numbers.Length, parameter.Values.Length); i++)
            parameter.Values[i] = T.CreateChecked(numbers[i]);
        return parameter;
    }

    private static Parameter<T> NotANumber(Parameter<T> parameter, int at)
    {
        parameter.Values[at] = T.NaN;
        return parameter;
    }

    private static Parameter<T> Sure(Parameter<T> parameter, T[] labels)
    {
        for (int i = 0; i < labels.Length; i += 2)
            parameter.Values[i] = labels[i];
        return parameter;
    }

    private static T[] Drawn(string name, int length, double low, double high)
    {
        var values = new T[length];
        new RandomStream(20260106, name).FillUniform(values.AsSpan(), low, high);
        return values;
    }

    private static IEnumerable<int> Numbers(string name, int length, int bound)
    {
        var random = new RandomStream(20260107, name);
        return [.. Enumerable.Range(0, length).Select(_ => random.NextInteger(bound))];
    }
}
