// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.ML.Data;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Microsoft.ML.Causal.Tests.Conformance;

[TestClass]
public class VBufferTests
{
    private static VBuffer<float> Sparse() => new(5, 2, [3f, 7f], [1, 4]);

    [TestMethod]
    public void Sparse_ReadsZerosBetweenItsValues()
    {
        VBuffer<float> vector = Sparse();

        Assert.IsFalse(vector.IsDense);
        CollectionAssert.AreEqual(new[] { 3f, 7f }, vector.GetValues().ToArray());
        CollectionAssert.AreEqual(new[] { 1, 4 }, vector.GetIndices().ToArray());
        CollectionAssert.AreEqual(new[] { 0f, 3f, 0f, 0f, 7f }, vector.DenseValues().ToArray());
        Assert.AreEqual((0f, 7f), (vector.GetItemOrDefault(3), vector.GetItemOrDefault(4)));
        Assert.AreEqual(2, vector.Items().Count());
        Assert.AreEqual(5, vector.Items(all: true).Count());
    }

    [TestMethod]
    public void Dense_HasNoIndices()
    {
        var vector = new VBuffer<float>(2, [1f, 0f]);

        Assert.IsTrue(vector.IsDense);
        Assert.AreEqual(0, vector.GetIndices().Length);
        CollectionAssert.AreEqual(new[] { 1f, 0f }, vector.GetValues().ToArray());
    }

    [TestMethod]
    public void Default_IsTheEmptyDenseVector()
    {
        VBuffer<float> vector = default;

        Assert.AreEqual(0, vector.Length);
        Assert.IsTrue(vector.IsDense);
        Assert.AreEqual(0, vector.DenseValues().Count());
    }

    [TestMethod]
    public void CopyTo_Span_WritesZerosToo()
    {
        var target = new float[] { 9, 9, 9, 9, 9 };

        Sparse().CopyTo(target.AsSpan());

        CollectionAssert.AreEqual(new[] { 0f, 3f, 0f, 0f, 7f }, target);
    }

    [TestMethod]
    public void CopyTo_AnotherVector_IsIndependentOfTheSource()
    {
        float[] values = [1f, 2f];
        var source = new VBuffer<float>(2, values);
        VBuffer<float> copy = default;

        source.CopyTo(ref copy);
        values[0] = 5;

        CollectionAssert.AreEqual(new[] { 1f, 2f }, copy.GetValues().ToArray());
    }

    [TestMethod]
    public void CopyToDense_OfSparse_IsDense()
    {
        VBuffer<float> copy = default;

        Sparse().CopyToDense(ref copy);

        Assert.IsTrue(copy.IsDense);
        CollectionAssert.AreEqual(new[] { 0f, 3f, 0f, 0f, 7f }, copy.GetValues().ToArray());
    }

    [TestMethod]
    public void Editor_BufferLargeEnough_IsReused()
    {
        var vector = new VBuffer<float>(4, [1f, 2f, 3f, 4f]);

        VBufferEditor<float> editor = VBufferEditor.Create(ref vector, 3);
        Assert.IsFalse(editor.CreatedNewValues);
        editor.Values[0] = 8;
        vector = editor.Commit();

        Assert.AreEqual(3, vector.Length);
        CollectionAssert.AreEqual(new[] { 8f, 2f, 3f }, vector.GetValues().ToArray());
    }

    [TestMethod]
    public void Editor_WithFewerValuesThanLength_MakesASparseVector()
    {
        VBuffer<float> vector = default;

        VBufferEditor<float> editor = VBufferEditor.Create(ref vector, 10, valuesCount: 1);
        editor.Values[0] = 2;
        editor.Indices[0] = 6;
        vector = editor.Commit();

        Assert.IsFalse(vector.IsDense);
        Assert.AreEqual(10, vector.Length);
        Assert.AreEqual(2f, vector.GetItemOrDefault(6));
    }
}
