// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Numerics;
using System.Runtime.CompilerServices;

namespace Microsoft.ML.Causal;

internal static unsafe partial class MatrixTile<T, V, S>
{
    /// <summary>Eight rows by three vectors, for a last panel of three.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Three<E>(
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
            V s00, s01, s02, s10, s11, s12, s20, s21, s22, s30, s31, s32, s40, s41, s42, s50, s51, s52, s60, s61, s62, s70, s71, s72;
            if (accumulate)
            {
                s00 = S.Load(c0);
                s01 = S.Load(c0 + S.Count);
                s02 = whole ? S.Load(c0 + 2 * S.Count) : S.LoadPartial(c0 + 2 * S.Count, lastWidth);
                s10 = S.Load(c1);
                s11 = S.Load(c1 + S.Count);
                s12 = whole ? S.Load(c1 + 2 * S.Count) : S.LoadPartial(c1 + 2 * S.Count, lastWidth);
                s20 = S.Load(c2);
                s21 = S.Load(c2 + S.Count);
                s22 = whole ? S.Load(c2 + 2 * S.Count) : S.LoadPartial(c2 + 2 * S.Count, lastWidth);
                s30 = S.Load(c3);
                s31 = S.Load(c3 + S.Count);
                s32 = whole ? S.Load(c3 + 2 * S.Count) : S.LoadPartial(c3 + 2 * S.Count, lastWidth);
                s40 = S.Load(c4);
                s41 = S.Load(c4 + S.Count);
                s42 = whole ? S.Load(c4 + 2 * S.Count) : S.LoadPartial(c4 + 2 * S.Count, lastWidth);
                s50 = S.Load(c5);
                s51 = S.Load(c5 + S.Count);
                s52 = whole ? S.Load(c5 + 2 * S.Count) : S.LoadPartial(c5 + 2 * S.Count, lastWidth);
                s60 = S.Load(c6);
                s61 = S.Load(c6 + S.Count);
                s62 = whole ? S.Load(c6 + 2 * S.Count) : S.LoadPartial(c6 + 2 * S.Count, lastWidth);
                s70 = S.Load(c7);
                s71 = S.Load(c7 + S.Count);
                s72 = whole ? S.Load(c7 + 2 * S.Count) : S.LoadPartial(c7 + 2 * S.Count, lastWidth);
            }
            else if (bias != null)
            {
                s00 = s10 = s20 = s30 = s40 = s50 = s60 = s70 = S.Load(bias);
                s01 = s11 = s21 = s31 = s41 = s51 = s61 = s71 = S.Load(bias + S.Count);
                s02 = s12 = s22 = s32 = s42 = s52 = s62 = s72 = whole ? S.Load(bias + 2 * S.Count) : S.LoadPartial(bias + 2 * S.Count, lastWidth);
            }
            else
            {
                s00 = s10 = s20 = s30 = s40 = s50 = s60 = s70 = S.Zero;
                s01 = s11 = s21 = s31 = s41 = s51 = s61 = s71 = S.Zero;
                s02 = s12 = s22 = s32 = s42 = s52 = s62 = s72 = S.Zero;
            }

            T* right = b;
            nint at = 0;
            int l = k;
            for (; l > 0; l--)
            {
                V b0 = S.Load(right), b1 = S.Load(right + S.Count), b2 = S.Load(right + 2 * S.Count), x = S.Create(a0[at]);
                s00 = S.MultiplyAdd(x, b0, s00);
                s01 = S.MultiplyAdd(x, b1, s01);
                s02 = S.MultiplyAdd(x, b2, s02);
                x = S.Create(a1[at]);
                s10 = S.MultiplyAdd(x, b0, s10);
                s11 = S.MultiplyAdd(x, b1, s11);
                s12 = S.MultiplyAdd(x, b2, s12);
                x = S.Create(a2[at]);
                s20 = S.MultiplyAdd(x, b0, s20);
                s21 = S.MultiplyAdd(x, b1, s21);
                s22 = S.MultiplyAdd(x, b2, s22);
                x = S.Create(a3[at]);
                s30 = S.MultiplyAdd(x, b0, s30);
                s31 = S.MultiplyAdd(x, b1, s31);
                s32 = S.MultiplyAdd(x, b2, s32);
                x = S.Create(a4[at]);
                s40 = S.MultiplyAdd(x, b0, s40);
                s41 = S.MultiplyAdd(x, b1, s41);
                s42 = S.MultiplyAdd(x, b2, s42);
                x = S.Create(a5[at]);
                s50 = S.MultiplyAdd(x, b0, s50);
                s51 = S.MultiplyAdd(x, b1, s51);
                s52 = S.MultiplyAdd(x, b2, s52);
                x = S.Create(a6[at]);
                s60 = S.MultiplyAdd(x, b0, s60);
                s61 = S.MultiplyAdd(x, b1, s61);
                s62 = S.MultiplyAdd(x, b2, s62);
                x = S.Create(a7[at]);
                s70 = S.MultiplyAdd(x, b0, s70);
                s71 = S.MultiplyAdd(x, b1, s71);
                s72 = S.MultiplyAdd(x, b2, s72);
                at += aStep;
                right += bStep;
            }

            if (relu)
            {
                V zero = S.Zero;
                s00 = S.Max(zero, s00); s01 = S.Max(zero, s01); s02 = S.Max(zero, s02);
                s10 = S.Max(zero, s10); s11 = S.Max(zero, s11); s12 = S.Max(zero, s12);
                s20 = S.Max(zero, s20); s21 = S.Max(zero, s21); s22 = S.Max(zero, s22);
                s30 = S.Max(zero, s30); s31 = S.Max(zero, s31); s32 = S.Max(zero, s32);
                s40 = S.Max(zero, s40); s41 = S.Max(zero, s41); s42 = S.Max(zero, s42);
                s50 = S.Max(zero, s50); s51 = S.Max(zero, s51); s52 = S.Max(zero, s52);
                s60 = S.Max(zero, s60); s61 = S.Max(zero, s61); s62 = S.Max(zero, s62);
                s70 = S.Max(zero, s70); s71 = S.Max(zero, s71); s72 = S.Max(zero, s72);
            }

            S.Store(s00, c0); S.Store(s01, c0 + S.Count); Store(s02, c0 + 2 * S.Count, whole, lastWidth);
            S.Store(s10, c1); S.Store(s11, c1 + S.Count); Store(s12, c1 + 2 * S.Count, whole, lastWidth);
            S.Store(s20, c2); S.Store(s21, c2 + S.Count); Store(s22, c2 + 2 * S.Count, whole, lastWidth);
            S.Store(s30, c3); S.Store(s31, c3 + S.Count); Store(s32, c3 + 2 * S.Count, whole, lastWidth);
            S.Store(s40, c4); S.Store(s41, c4 + S.Count); Store(s42, c4 + 2 * S.Count, whole, lastWidth);
            S.Store(s50, c5); S.Store(s51, c5 + S.Count); Store(s52, c5 + 2 * S.Count, whole, lastWidth);
            S.Store(s60, c6); S.Store(s61, c6 + S.Count); Store(s62, c6 + 2 * S.Count, whole, lastWidth);
            S.Store(s70, c7); S.Store(s71, c7 + S.Count); Store(s72, c7 + 2 * S.Count, whole, lastWidth);
        }
    }
}
