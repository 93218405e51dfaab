// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Numerics;
using System.Runtime.CompilerServices;

namespace Microsoft.ML.Causal;

/// <summary>The innermost loops of a matrix product: tiles of C, eight rows by one, two or three vectors, stay in registers while k runs.</summary>
/// <remarks>
/// Element (i,l) of A lies at a + i·aRow + l·aStep, row l of B's panel at b + l·bStep. Where a last tile has fewer rows than eight, its
/// last one is computed again in place of the missing. <c>lastWidth</c> is how many elements of a row's last vector are C's. A tile
/// starts from C (accumulate), from a bias in every row, or from 0, and may end with max(·, 0).
/// </remarks>
internal static unsafe partial class MatrixTile<T, V, S>
    where T : unmanaged, IFloatingPointIeee754<T>
    where V : struct
    where S : struct, ISimd<T, V>
{
    /// <summary>Rows of a tile.</summary>
    public const int Rows = 8;

    /// <summary>Vectors in the next panel, of those that remain: two, or three where one would be left alone and registers are many.</summary>
    public static int PanelVectors(int remaining) => remaining == 3 && S.Count * sizeof(T) == 64 ? 3 : Math.Min(2, remaining);

    /// <summary>One panel's columns of C.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Panel(
        int m, int width, int k, T* a, nint aRow, nint aStep, T* b, nint bStep, T* c, nint cRow, T* bias, bool accumulate, bool relu)
    {
        int vectors = (width + S.Count - 1) / S.Count, lastWidth = width - (vectors - 1) * S.Count;
        int inside = lastWidth == S.Count ? m / Rows * Rows : 0;
        if (inside > 0)
            Panel<Inside>(vectors, inside, k, a, aRow, aStep, b, bStep, c, cRow, lastWidth, bias, accumulate, relu);
        if (inside < m)
        {
            Panel<Outside>(
                vectors, m - inside, k, a + inside * aRow, aRow, aStep, b, bStep, c + inside * cRow, cRow, lastWidth, bias, accumulate, relu);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Panel<E>(
        int vectors, int m, int k, T* a, nint aRow, nint aStep, T* b, nint bStep, T* c, nint cRow, int lastWidth, T* bias, bool accumulate, bool relu)
        where E : struct, IEdge
    {
        switch (vectors)
        {
            case 1:
                One<E>(m, k, a, aRow, aStep, b, bStep, c, cRow, lastWidth, bias, accumulate, relu);
                break;
            case 2:
                Two<E>(m, k, a, aRow, aStep, b, bStep, c, cRow, lastWidth, bias, accumulate, relu);
                break;
            default:
                Three<E>(m, k, a, aRow, aStep, b, bStep, c, cRow, lastWidth, bias, accumulate, relu);
                break;
        }
    }

    /// <summary>Eight rows by one vector.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void One<E>(
        int m, int k, T* a, nint aRow, nint aStep, T* b, nint bStep, T* c, nint cRow, int lastWidth, T* bias, bool accumulate, bool relu)
        where E : struct, IEdge
    {
        bool whole = !E.Possible || lastWidth == S.Count;
        for (int i = 0; i < m; i += Rows, a += Rows * aRow, c += Rows * cRow)
        {
            int rows = m - i;
            T* a0 = a;
            T* a1 = E.Possible && rows <= 1 ? a0 : a0 + aRow;
            T* a2 = E.Possible && rows <= 2 ? a1 : a1 + aRow;
            T* a3 = E.Possible && rows <= 3 ? a2 : a2 + aRow;
            T* a4 = E.Possible && rows <= 4 ? a3 : a3 + aRow;
            T* a5 = E.Possible && rows <= 5 ? a4 : a4 + aRow;
            T* a6 = E.Possible && rows <= 6 ? a5 : a5 + aRow;
            T* a7 = E.Possible && rows <= 7 ? a6 : a6 + aRow;
            T* c0 = c;
            T* c1 = E.Possible && rows <= 1 ? c0 : c0 + cRow;
            T* c2 = E.Possible && rows <= 2 ? c1 : c1 + cRow;
            T* c3 = E.Possible && rows <= 3 ? c2 : c2 + cRow;
            T* c4 = E.Possible && rows <= 4 ? c3 : c3 + cRow;
            T* c5 = E.Possible && rows <= 5 ? c4 : c4 + cRow;
            T* c6 = E.Possible && rows <= 6 ? c5 : c5 + cRow;
            T* c7 = E.Possible && rows <= 7 ? c6 : c6 + cRow;
            V s00, s10, s20, s30, s40, s50, s60, s70;
            if (accumulate)
            {
                s00 = whole ? S.Load(c0) : S.LoadPartial(c0, lastWidth);
                s10 = whole ? S.Load(c1) : S.LoadPartial(c1, lastWidth);
                s20 = whole ? S.Load(c2) : S.LoadPartial(c2, lastWidth);
                s30 = whole ? S.Load(c3) : S.LoadPartial(c3, lastWidth);
                s40 = whole ? S.Load(c4) : S.LoadPartial(c4, lastWidth);
                s50 = whole ? S.Load(c5) : S.LoadPartial(c5, lastWidth);
                s60 = whole ? S.Load(c6) : S.LoadPartial(c6, lastWidth);
                s70 = whole ? S.Load(c7) : S.LoadPartial(c7, lastWidth);
            }
            else if (bias != null)
            {
                s00 = s10 = s20 = s30 = s40 = s50 = s60 = s70 = whole ? S.Load(bias) : S.LoadPartial(bias, lastWidth);
            }
            else
            {
                s00 = s10 = s20 = s30 = s40 = s50 = s60 = s70 = S.Zero;
            }

            T* right = b;
            nint at = 0;
            int l = k;
            V t0 = S.Zero, t1 = S.Zero, t2 = S.Zero, t3 = S.Zero, t4 = S.Zero, t5 = S.Zero, t6 = S.Zero, t7 = S.Zero;    // every other step, so that sums wait less for each other
            for (; l > 1; l -= 2)
            {
                V y = S.Load(right), z = S.Load(right + bStep);
                s00 = S.MultiplyAdd(S.Create(a0[at]), y, s00);
                s10 = S.MultiplyAdd(S.Create(a1[at]), y, s10);
                s20 = S.MultiplyAdd(S.Create(a2[at]), y, s20);
                s30 = S.MultiplyAdd(S.Create(a3[at]), y, s30);
                s40 = S.MultiplyAdd(S.Create(a4[at]), y, s40);
                s50 = S.MultiplyAdd(S.Create(a5[at]), y, s50);
                s60 = S.MultiplyAdd(S.Create(a6[at]), y, s60);
                s70 = S.MultiplyAdd(S.Create(a7[at]), y, s70);
                at += aStep;
                t0 = S.MultiplyAdd(S.Create(a0[at]), z, t0);
                t1 = S.MultiplyAdd(S.Create(a1[at]), z, t1);
                t2 = S.MultiplyAdd(S.Create(a2[at]), z, t2);
                t3 = S.MultiplyAdd(S.Create(a3[at]), z, t3);
                t4 = S.MultiplyAdd(S.Create(a4[at]), z, t4);
                t5 = S.MultiplyAdd(S.Create(a5[at]), z, t5);
                t6 = S.MultiplyAdd(S.Create(a6[at]), z, t6);
                t7 = S.MultiplyAdd(S.Create(a7[at]), z, t7);
                at += aStep;
                right += 2 * bStep;
            }

            for (; l > 0; l--)
            {
                V b0 = S.Load(right), x = S.Create(a0[at]);
                s00 = S.MultiplyAdd(x, b0, s00);
                x = S.Create(a1[at]);
                s10 = S.MultiplyAdd(x, b0, s10);
                x = S.Create(a2[at]);
                s20 = S.MultiplyAdd(x, b0, s20);
                x = S.Create(a3[at]);
                s30 = S.MultiplyAdd(x, b0, s30);
                x = S.Create(a4[at]);
                s40 = S.MultiplyAdd(x, b0, s40);
                x = S.Create(a5[at]);
                s50 = S.MultiplyAdd(x, b0, s50);
                x = S.Create(a6[at]);
                s60 = S.MultiplyAdd(x, b0, s60);
                x = S.Create(a7[at]);
                s70 = S.MultiplyAdd(x, b0, s70);
                at += aStep;
                right += bStep;
            }

            s00 = S.Add(s00, t0);
            s10 = S.Add(s10, t1);
            s20 = S.Add(s20, t2);
            s30 = S.Add(s30, t3);
            s40 = S.Add(s40, t4);
            s50 = S.Add(s50, t5);
            s60 = S.Add(s60, t6);
            s70 = S.Add(s70, t7);
            if (relu)
            {
                V zero = S.Zero;
                s00 = S.Max(zero, s00);
                s10 = S.Max(zero, s10);
                s20 = S.Max(zero, s20);
                s30 = S.Max(zero, s30);
                s40 = S.Max(zero, s40);
                s50 = S.Max(zero, s50);
                s60 = S.Max(zero, s60);
                s70 = S.Max(zero, s70);
            }

            Store(s00, c0, whole, lastWidth);
            Store(s10, c1, whole, lastWidth);
            Store(s20, c2, whole, lastWidth);
            Store(s30, c3, whole, lastWidth);
            Store(s40, c4, whole, lastWidth);
            Store(s50, c5, whole, lastWidth);
            Store(s60, c6, whole, lastWidth);
            Store(s70, c7, whole, lastWidth);
        }
    }

    /// <summary>Eight rows by two vectors: 16 sums hide the latency of the multiply-add.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Two<E>(
        int m, int k, T* a, nint aRow, nint aStep, T* b, nint bStep, T* c, nint cRow, int lastWidth, T* bias, bool accumulate, bool relu)
        where E : struct, IEdge
    {
        bool whole = !E.Possible || lastWidth == S.Count;
        for (int i = 0; i < m; i += Rows, a += Rows * aRow, c += Rows * cRow)
        {
            int rows = m - i;
            T* a0 = a;
            T* a1 = E.Possible && rows <= 1 ? a0 : a0 + aRow;
            T* a2 = E.Possible && rows <= 2 ? a1 : a1 + aRow;
            T* a3 = E.Possible && rows <= 3 ? a2 : a2 + aRow;
            T* a4 = E.Possible && rows <= 4 ? a3 : a3 + aRow;
            T* a5 = E.Possible && rows <= 5 ? a4 : a4 + aRow;
            T* a6 = E.Possible && rows <= 6 ? a5 : a5 + aRow;
            T* a7 = E.Possible && rows <= 7 ? a6 : a6 + aRow;
            T* c0 = c;
            T* c1 = E.Possible && rows <= 1 ? c0 : c0 + cRow;
            T* c2 = E.Possible && rows <= 2 ? c1 : c1 + cRow;
            T* c3 = E.Possible && rows <= 3 ? c2 : c2 + cRow;
            T* c4 = E.Possible && rows <= 4 ? c3 : c3 + cRow;
            T* c5 = E.Possible && rows <= 5 ? c4 : c4 + cRow;
            T* c6 = E.Possible && rows <= 6 ? c5 : c5 + cRow;
            T* c7 = E.Possible && rows <= 7 ? c6 : c6 + cRow;
            V s00, s01, s10, s11, s20, s21, s30, s31, s40, s41, s50, s51, s60, s61, s70, s71;
            if (accumulate)
            {
                s00 = S.Load(c0);
                s01 = whole ? S.Load(c0 + S.Count) : S.LoadPartial(c0 + S.Count, lastWidth);
                s10 = S.Load(c1);
                s11 = whole ? S.Load(c1 + S.Count) : S.LoadPartial(c1 + S.Count, lastWidth);
                s20 = S.Load(c2);
                s21 = whole ? S.Load(c2 + S.Count) : S.LoadPartial(c2 + S.Count, lastWidth);
                s30 = S.Load(c3);
                s31 = whole ? S.Load(c3 + S.Count) : S.LoadPartial(c3 + S.Count, lastWidth);
                s40 = S.Load(c4);
                s41 = whole ? S.Load(c4 + S.Count) : S.LoadPartial(c4 + S.Count, lastWidth);
                s50 = S.Load(c5);
                s51 = whole ? S.Load(c5 + S.Count) : S.LoadPartial(c5 + S.Count, lastWidth);
                s60 = S.Load(c6);
                s61 = whole ? S.Load(c6 + S.Count) : S.LoadPartial(c6 + S.Count, lastWidth);
                s70 = S.Load(c7);
                s71 = whole ? S.Load(c7 + S.Count) : S.LoadPartial(c7 + S.Count, lastWidth);
            }
            else if (bias != null)
            {
                s00 = s10 = s20 = s30 = s40 = s50 = s60 = s70 = S.Load(bias);
                s01 = s11 = s21 = s31 = s41 = s51 = s61 = s71 = whole ? S.Load(bias + S.Count) : S.LoadPartial(bias + S.Count, lastWidth);
            }
            else
            {
                s00 = s10 = s20 = s30 = s40 = s50 = s60 = s70 = S.Zero;
                s01 = s11 = s21 = s31 = s41 = s51 = s61 = s71 = S.Zero;
            }

            T* right = b;
            nint at = 0;
            int l = k;
            for (; l > 0; l--)
            {
                V b0 = S.Load(right), b1 = S.Load(right + S.Count), x = S.Create(a0[at]);
                s00 = S.MultiplyAdd(x, b0, s00);
                s01 = S.MultiplyAdd(x, b1, s01);
                x = S.Create(a1[at]);
                s10 = S.MultiplyAdd(x, b0, s10);
                s11 = S.MultiplyAdd(x, b1, s11);
                x = S.Create(a2[at]);
                s20 = S.MultiplyAdd(x, b0, s20);
                s21 = S.MultiplyAdd(x, b1, s21);
                x = S.Create(a3[at]);
                s30 = S.MultiplyAdd(x, b0, s30);
                s31 = S.MultiplyAdd(x, b1, s31);
                x = S.Create(a4[at]);
                s40 = S.MultiplyAdd(x, b0, s40);
                s41 = S.MultiplyAdd(x, b1, s41);
                x = S.Create(a5[at]);
                s50 = S.MultiplyAdd(x, b0, s50);
                s51 = S.MultiplyAdd(x, b1, s51);
                x = S.Create(a6[at]);
                s60 = S.MultiplyAdd(x, b0, s60);
                s61 = S.MultiplyAdd(x, b1, s61);
                x = S.Create(a7[at]);
                s70 = S.MultiplyAdd(x, b0, s70);
                s71 = S.MultiplyAdd(x, b1, s71);
                at += aStep;
                right += bStep;
            }

            if (relu)
            {
                V zero = S.Zero;
                s00 = S.Max(zero, s00); s01 = S.Max(zero, s01);
                s10 = S.Max(zero, s10); s11 = S.Max(zero, s11);
                s20 = S.Max(zero, s20); s21 = S.Max(zero, s21);
                s30 = S.Max(zero, s30); s31 = S.Max(zero, s31);
                s40 = S.Max(zero, s40); s41 = S.Max(zero, s41);
                s50 = S.Max(zero, s50); s51 = S.Max(zero, s51);
                s60 = S.Max(zero, s60); s61 = S.Max(zero, s61);
                s70 = S.Max(zero, s70); s71 = S.Max(zero, s71);
            }

            S.Store(s00, c0); Store(s01, c0 + S.Count, whole, lastWidth);
            S.Store(s10, c1); Store(s11, c1 + S.Count, whole, lastWidth);
            S.Store(s20, c2); Store(s21, c2 + S.Count, whole, lastWidth);
            S.Store(s30, c3); Store(s31, c3 + S.Count, whole, lastWidth);
            S.Store(s40, c4); Store(s41, c4 + S.Count, whole, lastWidth);
            S.Store(s50, c5); Store(s51, c5 + S.Count, whole, lastWidth);
            S.Store(s60, c6); Store(s61, c6 + S.Count, whole, lastWidth);
            S.Store(s70, c7); Store(s71, c7 + S.Count, whole, lastWidth);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(V vector, T* row, bool whole, int lastWidth)
    {
        if (whole)
            S.Store(vector, row);
        else
            S.StorePartial(vector, row, lastWidth);
    }

    /// <summary>Whether tiles can stick out over C: said by a type, so that tiles that cannot are compiled without a thought of it.</summary>
    private interface IEdge
    {
        static abstract bool Possible { get; }
    }

    private readonly struct Inside : IEdge
    {
        public static bool Possible => false;
    }

    private readonly struct Outside : IEdge
    {
        public static bool Possible => true;
    }
}
