// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Numerics;
using Microsoft.ML.Causal.Tests.Engines;

namespace Microsoft.ML.Causal.Tests;

[TestClass]
public class OperationTests(TestContext context)
{
    // Sums of up to 65 terms near 1, in another order: some tens of roundings of 1.1e-16.
    [TestMethod]
    public void EveryOperation_InDouble_HasTheManagedEnginesValueAndGradients() => Check<double>(1e-14);

    // The same roundings, of 6e-8.
    [TestMethod]
    public void EveryOperation_InFloat_HasTheManagedEnginesValueAndGradients() => Check<float>(4e-6);

    private void Check<T>(double tolerance) where T : unmanaged, IFloatingPointIeee754<T>
    {
        TorchSharpEngine engine = Torch.Engine;
        var managed = new ManagedEngine(threads: 1);
        EngineDifferences values = new(), gradients = new();
        foreach (int n in new[] { 1, 2, 7, 65 })
        {
            foreach (OperationCase<T> operation in OperationCases<T>.Of(n))
            {
                (double value, double gradient) = operation.Compare(managed, engine);
                values.Add(operation.Name, value);
                gradients.Add(operation.Name, gradient);
            }
        }

        var far = new List<string>();
        foreach ((string name, double value) in values.Largest)
        {
            string line = FormattableString.Invariant($"{name}: values {value:E1}, gradients {gradients.Of(name):E1}");
            context.WriteLine(line);
            if (!(value <= tolerance && gradients.Of(name) <= tolerance))
                far.Add(line);
        }

        Assert.IsEmpty(far, $"More than {tolerance:E1} apart:\n{string.Join('\n', far)}\n");
    }
}
