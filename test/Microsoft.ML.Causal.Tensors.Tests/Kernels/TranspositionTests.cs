// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Microsoft.ML.Causal.Tests;

[TestClass]
public class TranspositionTests
{
    [TestMethod]
    public unsafe void Transpose_OfEverySize_ExchangesRowsAndColumns()
    {
        for (int rows = 0; rows <= 33; rows++)
        for (int columns = 0; columns <= 33; columns += rows % 3 + 1)
        {
            float[] source = [.. Enumerable.Range(0, rows * (columns + 2)).Select(i => (float)i)], target = new float[columns * (rows + 3) + 1];
            target.AsSpan().Fill(-1);
            fixed (float* from = source, to = target)
                Transposition.Transpose(from, columns + 2, to, rows + 3, rows, columns);
            for (int i = 0; i < target.Length; i++)
            {
                int r = i % (rows + 3), c = i / (rows + 3);
                Assert.AreEqual(c < columns && r < rows ? source[r * (columns + 2) + c] : -1, target[i], $"{rows}x{columns}, place {i}");
            }
        }
    }
}
