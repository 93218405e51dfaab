// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Microsoft.ML.Causal.Tests;

[TestClass]
public class ArithmeticNodeTests
{
    public static IEnumerable<object[]> Cases =>
        from operation in new[] { "Add", "Subtract", "Multiply", "Divide" }
        from shape in new[] { "same", "row", "vector", "column", "one" }
        select new object[] { operation, shape };

    [TestMethod]
    [DynamicData(nameof(Cases))]
    public void Gradient_OfEveryBroadcast_MatchesCentralDifferences(string operation, string shape)
    {
        Parameter<double> a = GradientCheck.Draw("a", new Shape(5, 7)), b = GradientCheck.Draw("b", ShapeOf(shape), 0.5, 2);
        GradientCheck.Run([a, b], tape => Apply(tape, operation, tape.Use(a), tape.Use(b)));
    }

    [TestMethod]
    [DynamicData(nameof(Cases))]
    public void Value_OfEveryBroadcast_IsTheFormula(string operation, string shape)
    {
        Parameter<double> a = GradientCheck.Draw("a", new Shape(5, 7)), b = GradientCheck.Draw("b", ShapeOf(shape), 0.5, 2);
        using Tape<double> tape = new ManagedEngine(1).CreateTape([a, b]);
        var y = new double[35];
        Apply(tape, operation, tape.Use(a), tape.Use(b)).CopyTo(y);
        for (int r = 0; r < 5; r++)
        {
            for (int c = 0; c < 7; c++)
            {
                double left = a.Values[r * 7 + c];
                double right = b.Values[shape switch { "same" => r * 7 + c, "column" => r, "one" => 0, _ => c }];
                double expected = operation switch { "Add" => left + right, "Subtract" => left - right, "Multiply" => left * right, _ => left / right };
                Assert.AreEqual(expected, y[r * 7 + c], 1e-15, $"{r},{c}");
            }
        }
    }

    [TestMethod]
    public void Gradient_OfATensorWithItself_CountsBothSides()
    {
        Parameter<double> a = GradientCheck.Draw("a", new Shape(2, 3));
        GradientCheck.Run([a], tape => tape.Multiply(tape.Use(a), tape.Use(a)));
    }

    [TestMethod]
    public void Add_OfShapesThatDoNotFit_NamesBoth()
    {
        Parameter<double> a = new("a", new Shape(5, 7)), b = new("b", new Shape(5));
        using Tape<double> tape = new ManagedEngine(1).CreateTape([a, b]);
        ArgumentException error = Assert.ThrowsExactly<ArgumentException>(() => tape.Add(tape.Use(a), tape.Use(b)));
        Assert.AreEqual("Add expects a second tensor of shape [5,7], one of its rows, one of its columns or [1], got [5].", error.Message);
    }

    private static Shape ShapeOf(string shape) => shape switch
    {
        "same" => new Shape(5, 7),
        "row" => new Shape(1, 7),
        "vector" => new Shape(7),
        "column" => new Shape(5, 1),
        _ => new Shape(1),
    };

    private static Tensor<double> Apply(Tape<double> tape, string operation, Tensor<double> a, Tensor<double> b) => operation switch
    {
        "Add" => tape.Add(a, b),
        "Subtract" => tape.Subtract(a, b),
        "Multiply" => tape.Multiply(a, b),
        _ => tape.Divide(a, b),
    };
}
