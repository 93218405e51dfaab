// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Numerics;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Microsoft.ML.Causal.Tests;

[TestClass]
public class MatrixKernelsTests
{
    // Around the widths of vectors and tiles, and past the depth of a block (256).
    private static readonly int[] Sizes = [1, 2, 3, 5, 7, 8, 9, 15, 16, 17, 24, 31, 32, 33, 40, 48, 63, 64, 65];

    [TestMethod]
    [DataRow(false, false)]
    [DataRow(false, true)]
    [DataRow(true, false)]
    [DataRow(true, true)]
    public void Multiply_OfEverySize_IsThePlainProduct(bool transposeA, bool transposeB)
    {
        foreach (int m in Sizes)
        foreach (int n in Sizes)
        {
            // Every k meets many m and n; all three together would take minutes.
            foreach (int k in new[] { Sizes[(m * 7 + n * 3) % Sizes.Length], (m + n) % 5 })
            {
                Check<double>(m, n, k, transposeA, transposeB, 1e-13);    // rounding of up to 65 terms of size 4
                Check<float>(m, n, k, transposeA, transposeB, 1e-4);
            }
        }
    }

    [TestMethod]
    [DataRow(70, 40, 600)]
    [DataRow(130, 70, 257)]
    [DataRow(33, 8, 384)]
    [DataRow(9, 1, 1000)]
    [DataRow(64, 128, 100)]
    [DataRow(40, 72, 128)]
    public void Multiply_OfLongSums_IsThePlainProduct(int m, int n, int k)
    {
        foreach (bool transposeA in new[] { false, true })
        foreach (bool transposeB in new[] { false, true })
        {
            Check<double>(m, n, k, transposeA, transposeB, 1e-12);
            Check<float>(m, n, k, transposeA, transposeB, 1e-3);
        }
    }

    [TestMethod]
    public unsafe void MultiplyPacked_FromABiasToARelu_IsThePlainLayer()
    {
        foreach (int m in new[] { 1, 7, 8, 9, 65, 130 })
        foreach (int n in Sizes)
        {
            int k = Sizes[(m + n) % Sizes.Length];
            double[] a = Draw<double>("a", m * k), b = Draw<double>("b", k * n), bias = Draw<double>("bias", n);
            var c = new double[m * n];
            var packed = new double[MatrixKernels.PackedLength<double>(k, n)];
            fixed (double* pa = a, pb = b, pc = c, pBias = bias, pPacked = packed)
            {
                MatrixKernels.Pack(pb, n, 1, k, n, pPacked);
                MatrixKernels.MultiplyPacked(m, n, k, pa, k, 1, pPacked, pc, n, accumulate: false, pBias, relu: true);
            }

            for (int i = 0; i < c.Length; i++)
                Assert.AreEqual(Math.Max(0, bias[i % n] + Element(a, b, i / n, i % n, k, k, 1, n, 1)), c[i], 1e-13, $"{m}x{n}x{k}, element {i}");
        }
    }

    [TestMethod]
    public unsafe void MultiplyLong_OfEverySize_IsThePlainProduct()
    {
        for (int m = 1; m <= 9; m++)
        for (int n = 1; n <= 9; n++)
        {
            int k = (m * 11 + n * 7) % 66;
            double[] a = Draw<double>("a", m * k), b = Draw<double>("b", n * k), c = Draw<double>("c", m * n), before = [.. c];
            fixed (double* pa = a, pb = b, pc = c)
                MatrixKernels.MultiplyLong(m, n, k, pa, k, pb, k, pc, n, accumulate: true);
            for (int i = 0; i < c.Length; i++)
                Assert.AreEqual(before[i] + Element(a, b, i / n, i % n, k, k, 1, 1, k), c[i], 1e-13, $"{m}x{n}x{k}, element {i}");
        }
    }

    private static unsafe void Check<T>(int m, int n, int k, bool transposeA, bool transposeB, double tolerance)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        T[] a = Draw<T>("a", m * k), b = Draw<T>("b", k * n), c = Draw<T>("c", m * n + 1);
        (int aRow, int aColumn) = transposeA ? (1, m) : (k, 1);
        (int bRow, int bColumn) = transposeB ? (1, k) : (n, 1);
        foreach (bool accumulate in new[] { false, true })
        {
            T[] actual = [.. c];
            fixed (T* pa = a, pb = b, pc = actual)
                MatrixKernels.Multiply(m, n, k, pa, aRow, aColumn, pb, bRow, bColumn, pc, n, accumulate);
            for (int i = 0; i < m * n; i++)
            {
                double start = accumulate ? double.CreateChecked(c[i]) : 0, expected = start + Element(a, b, i / n, i % n, k, aRow, aColumn, bRow, bColumn);
                double found = double.CreateChecked(actual[i]);
                Assert.IsTrue(
                    Math.Abs(expected - found) <= tolerance,
                    $"{typeof(T).Name} {m}x{n}x{k}, {transposeA}, {transposeB}, accumulate {accumulate}, element {i}: expected {expected}, got {found}");
            }

            Assert.AreEqual(c[^1], actual[^1], $"{m}x{n}x{k} wrote past its end");
        }
    }

    private static double Element<T>(T[] a, T[] b, int row, int column, int k, int aRow, int aColumn, int bRow, int bColumn)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        double sum = 0;
        for (int l = 0; l < k; l++)
            sum += double.CreateChecked(a[row * aRow + l * aColumn]) * double.CreateChecked(b[l * bRow + column * bColumn]);
        return sum;
    }

    private static T[] Draw<T>(string name, int length) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var values = new T[length];
        new RandomStream(length, name).FillUniform(values.AsSpan(), -2, 2);
        return values;
    }
}
