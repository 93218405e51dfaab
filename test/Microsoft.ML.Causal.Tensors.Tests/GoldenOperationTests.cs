// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Microsoft.ML.Causal.Tests;

[TestClass]
public class GoldenOperationTests
{
    public static IEnumerable<object[]> Names => GoldenOperation.Names.Select(name => new object[] { name });

    [TestMethod]
    [DynamicData(nameof(Names))]
    public void Operation_OfTheGoldenFile_HasItsValueAndGradients(string name) => GoldenOperation.Check(name, GoldenOperations.All[name], new ManagedEngine(threads: 1));

    [TestMethod]
    public void Table_OfOperations_NamesNoneThatTheFileLacks() =>
        CollectionAssert.AreEquivalent(GoldenOperation.Names.ToArray(), GoldenOperations.All.Keys.ToArray());
}
