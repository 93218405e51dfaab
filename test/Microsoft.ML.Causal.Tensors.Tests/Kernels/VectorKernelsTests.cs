// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Microsoft.ML.Causal.Tests;

[TestClass]
public class VectorKernelsTests
{
    [TestMethod]
    public unsafe void Loops_OfEveryLength_AreTheFormulas()
    {
        for (int length = 0; length <= 65; length++)
        {
            double[] x = Draw("x", length), y = Draw("y", length), z = new double[length + 1], sum = [.. y];
            z[length] = 7;
            fixed (double* px = x, py = y, pz = z, pSum = sum)
            {
                VectorKernels.Affine(px, 1.5, -0.25, pz, length);
                for (int i = 0; i < length; i++)
                    Assert.AreEqual(1.5 * x[i] - 0.25, z[i], 1e-15);
                VectorKernels.AddScaled(px, 3, pSum, length);
                for (int i = 0; i < length; i++)
                    Assert.AreEqual(y[i] + 3 * x[i], sum[i], 1e-14);
                Assert.AreEqual(x.Sum(), VectorKernels.Sum(px, length), 1e-13);    // 65 terms up to 2
            }

            Assert.AreEqual(7, z[length], "wrote past the end");
        }
    }

    [TestMethod]
    public unsafe void SumRows_OfEveryWidth_AddsTheColumns()
    {
        for (int columns = 0; columns <= 65; columns++)
        {
            double[] x = Draw("x", 5 * columns), target = Draw("t", columns), before = [.. target];
            fixed (double* px = x, pt = target)
                VectorKernels.SumRows(px, 5, columns, pt);
            for (int c = 0; c < columns; c++)
                Assert.AreEqual(before[c] + Enumerable.Range(0, 5).Sum(r => x[r * columns + c]), target[c], 1e-14);
        }
    }

    [TestMethod]
    public unsafe void Blocks_OfEveryWidth_AreCopiedAndAdded()
    {
        for (int columns = 0; columns <= 65; columns++)
        {
            int from = columns + 3, to = columns + 1;
            double[] x = Draw("x", 3 * from), copied = new double[3 * to], added = Draw("y", 3 * to), before = [.. added];
            fixed (double* px = x, pc = copied, pa = added)
            {
                VectorKernels.CopyBlock(px, from, pc, to, 3, columns);
                VectorKernels.AddBlock(px, from, pa, to, 3, columns);
            }

            for (int i = 0; i < copied.Length; i++)
            {
                double value = i % to < columns ? x[i / to * from + i % to] : 0;
                Assert.AreEqual(value, copied[i]);
                Assert.AreEqual(before[i] + value, added[i]);
            }
        }
    }

    private static double[] Draw(string name, int length)
    {
        var values = new double[length];
        new RandomStream(length, name).FillUniform(values.AsSpan(), -2, 2);
        return values;
    }
}
