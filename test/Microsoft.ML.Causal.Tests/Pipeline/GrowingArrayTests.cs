// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Microsoft.ML.Causal.Tests.Pipeline;

[TestClass]
public class GrowingArrayTests
{
    [TestMethod]
    [DataRow(0)]
    [DataRow(1)]
    [DataRow(16)]
    [DataRow(1000)]
    public void ToArray_AfterAdding_HoldsAllInOrder(int count)
    {
        var array = new GrowingArray<int>(capacity: 16);
        for (int i = 0; i < count; i++)
            array.Add(i);

        CollectionAssert.AreEqual(Enumerable.Range(0, count).ToArray(), array.ToArray());
    }

    [TestMethod]
    public void ToArray_OfTheCapacityAsked_DoesNotCopy()
    {
        var array = new GrowingArray<int>(capacity: 20);
        array.Extend(20).Fill(7);

        Assert.AreSame(array.ToArray(), array.ToArray());
        Assert.HasCount(20, array.ToArray());
    }
}
