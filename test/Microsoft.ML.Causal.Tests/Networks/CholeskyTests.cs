// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Microsoft.ML.Causal.Tests.Networks;

[TestClass]
public class CholeskyTests
{
    [TestMethod]
    public void Factor_OfAWorkedMatrix_IsItsRoot()
    {
        // LLᵀ of L = [2 0 0; 1 3 0; -1 2 1]; what stands above the diagonal is not read.
        double[] matrix = [4, 99, 99, 2, 10, 99, -2, 5, 6], right = [4, 12, 3];

        Assert.IsTrue(Cholesky.Factor(matrix, 3));
        Cholesky.Solve(matrix, right);

        CollectionAssert.AreEqual(new double[] { 2, 99, 99, 1, 3, 99, -1, 2, 1 }, matrix);
        // A [1, 1, 0]ᵀ = [6, 12, 3]ᵀ and A [-0.5, ...]: solved by hand, L⁻¹b = [2, 10/3, -5/3].
        double[] product = [4 * right[0] + 2 * right[1] - 2 * right[2], 2 * right[0] + 10 * right[1] + 5 * right[2], -2 * right[0] + 5 * right[1] + 6 * right[2]];
        foreach ((double expected, double actual) in ((double[])[4, 12, 3]).Zip(product))
            Assert.AreEqual(expected, actual, 1e-13, "a handful of roundings");
    }

    [TestMethod]
    public void Factor_OfAMatrixThatIsNotPositiveDefinite_SaysSo() => Assert.IsFalse(Cholesky.Factor([1, 0, 2, 1], 2));
}
