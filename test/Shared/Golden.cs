// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Text.Json;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Microsoft.ML.Causal.Tests;

/// <summary>Reads a golden file: arrays are {"shape": …, "data": …}, everything else is a number, a name or an object.</summary>
internal sealed class Golden(JsonElement element)
{
    public static Golden Open(string file)
    {
        using FileStream stream = File.OpenRead(Path.Combine(AppContext.BaseDirectory, "Golden", file));
        using JsonDocument document = JsonDocument.Parse(stream);
        return new Golden(document.RootElement.Clone());
    }

    public Golden this[string name] => new(element.GetProperty(name));

    public IEnumerable<string> Names => element.EnumerateObject().Select(property => property.Name);

    public bool Has(string name) => element.TryGetProperty(name, out _);

    public double Number => element.GetDouble();

    public IEnumerable<Golden> Items => element.EnumerateArray().Select(item => new Golden(item));

    /// <summary>Gets the entries of an array; those of a number are the number.</summary>
    public double[] Data => element.ValueKind == JsonValueKind.Number
        ? [element.GetDouble()]
        : [.. element.GetProperty("data").EnumerateArray().Select(item => item.GetDouble())];

    public int[] Integers => [.. Data.Select(value => (int)value)];

    public Shape Shape
    {
        get
        {
            if (element.ValueKind == JsonValueKind.Number)
                return new Shape(1);
            int[] extents = [.. element.GetProperty("shape").EnumerateArray().Select(item => item.GetInt32())];
            return extents.Length switch
            {
                1 => new Shape(extents[0]),
                2 => new Shape(extents[0], extents[1]),
                _ => new Shape(extents[0], extents[1], extents[2]),
            };
        }
    }

    public Parameter<double> Parameter(string name)
    {
        var parameter = new Parameter<double>(name, Shape);
        Data.CopyTo(parameter.Values, 0);
        return parameter;
    }

    /// <summary>Compares with this array, entry by entry, relative to the larger of 1 and the entry.</summary>
    public void AssertClose(ReadOnlySpan<double> actual, double tolerance, string what)
    {
        double[] expected = Data;
        Assert.AreEqual(expected.Length, actual.Length, $"{what}: number of entries");
        for (int i = 0; i < expected.Length; i++)
        {
            double error = Math.Abs(expected[i] - actual[i]) / Math.Max(1, Math.Abs(expected[i]));
            Assert.IsTrue(error <= tolerance, $"{what}[{i}]: expected {expected[i]:R}, got {actual[i]:R} (error {error:E1} > {tolerance:E1}).");
        }
    }
}
