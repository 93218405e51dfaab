// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Microsoft.ML.Causal.Tests;

[TestClass]
public class ActivateNodeTests
{
    public static IEnumerable<object[]> All => Enum.GetValues<Activation>().Select(activation => new object[] { activation });

    [TestMethod]
    [DynamicData(nameof(All))]
    public void Gradient_OfEveryFunction_MatchesCentralDifferences(Activation activation)
    {
        bool positive = activation == Activation.Log;
        Parameter<double> x = GradientCheck.Draw("x", new Shape(5, 7), positive ? 0.2 : -3, 3);
        GradientCheck.Run([x], tape => tape.Activate(tape.Use(x), activation));
    }

    [TestMethod]
    [DynamicData(nameof(All))]
    public void Value_OfEveryLength_IsTheLibrarysFunction(Activation activation)
    {
        for (int length = 0; length <= 65; length++)
        {
            Parameter<double> x = GradientCheck.Draw($"x{length}", new Shape(length), activation == Activation.Log ? 0.01 : -30, 30);
            Parameter<float> single = new("x", x.Shape);
            for (int i = 0; i < length; i++)
                single.Values[i] = (float)x.Values[i];
            double[] expected = [.. x.Values.Select(z => Reference(activation, z))];
            double[] rounded = [.. single.Values.Select(z => Reference(activation, z))];
            // 8 and 4 units in the last place of results that the arguments' size does not magnify.
            AssertClose(expected, Value(x, activation), 2e-15, $"{activation}, double, length {length}");
            AssertClose(rounded, [.. Value(single, activation).Select(y => (double)y)], 5e-7, $"{activation}, float, length {length}");
        }
    }

    [TestMethod]
    [DataRow(Activation.Sigmoid, 0, 1)]
    [DataRow(Activation.Tanh, -1, 1)]
    [DataRow(Activation.Softplus, 0, double.PositiveInfinity)]
    [DataRow(Activation.Exp, 0, double.PositiveInfinity)]
    public void Value_AtTheEnds_IsTheLimit(Activation activation, double low, double high)
    {
        Parameter<float> x = new("x", new Shape(2));
        (x.Values[0], x.Values[1]) = (float.NegativeInfinity, float.PositiveInfinity);
        float[] y = Value(x, activation);
        Assert.AreEqual(low, y[0], 1e-30);
        Assert.AreEqual(high, (double)y[1]);
    }

    [TestMethod]
    [DataRow(Activation.Sigmoid)]
    [DataRow(Activation.Tanh)]
    [DataRow(Activation.Softplus)]
    [DataRow(Activation.Silu)]
    [DataRow(Activation.Exp)]
    [DataRow(Activation.Relu)]
    public void Value_OfNaN_IsNaN(Activation activation)
    {
        Parameter<float> x = new("x", new Shape(17));
        x.Values[3] = float.NaN;
        float[] y = Value(x, activation);
        Assert.IsTrue(float.IsNaN(y[3]), $"got {y[3]}: a NaN that disappears hides a broken training");
        Assert.IsFalse(float.IsNaN(y[4]));
    }

    private static T[] Value<T>(Parameter<T> x, Activation activation) where T : unmanaged, System.Numerics.IFloatingPointIeee754<T>
    {
        using Tape<T> tape = new ManagedEngine(1).CreateTape([x]);
        var y = new T[x.Values.Length];
        tape.Activate(tape.Use(x), activation).CopyTo(y);
        return y;
    }

    private static void AssertClose(double[] expected, double[] actual, double tolerance, string what)
    {
        for (int i = 0; i < expected.Length; i++)
        {
            double error = Math.Abs(expected[i] - actual[i]) / Math.Max(1, Math.Abs(expected[i]));
            Assert.IsTrue(error <= tolerance, $"{what}, entry {i}: expected {expected[i]:R}, got {actual[i]:R} (error {error:E1}).");
        }
    }

    private static double Reference(Activation activation, double z) => activation switch
    {
        Activation.Identity => z,
        Activation.Relu => Math.Max(z, 0),
        Activation.Sigmoid => 1 / (1 + Math.Exp(-z)),
        Activation.Tanh => Math.Tanh(z),
        Activation.Softplus => Math.Max(z, 0) + double.LogP1(Math.Exp(-Math.Abs(z))),
        Activation.Silu => z / (1 + Math.Exp(-z)),
        Activation.Exp => Math.Exp(z),
        Activation.Log => Math.Log(z),
        Activation.Square => z * z,
        Activation.Absolute => Math.Abs(z),
        Activation.Sine => Math.Sin(z),
        Activation.Cosine => Math.Cos(z),
        _ => throw new ArgumentOutOfRangeException(nameof(activation)),
    };
}
