// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Numerics;
using System.Runtime.CompilerServices;

namespace Microsoft.ML.Causal;

/// <summary>Exponential, logistic and circular functions over whole vectors, to nearly the accuracy of the element type.</summary>
/// <remarks>
/// Each reduces its argument to a short interval and evaluates a polynomial there. The coefficients interpolate the function at
/// Chebyshev nodes (computed with 60 digits); the error of each is written beside it, relative to the function.
/// </remarks>
internal static class VectorMath
{
    /// <summary>e^x for x ≤ 0. Below the logarithm of the smallest normal number it stays at about that number.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V ExpOfNegative<T, V, S>(V x)
        where T : unmanaged, IFloatingPointIeee754<T> where V : struct where S : struct, ISimd<T, V> =>
        ExpWithin<T, V, S>(S.Max(Constant<T, V, S>(Lowest<T>()), x));    // in this order a NaN stays one

    /// <summary>The least argument whose exponential, and all that is computed on the way, is a normal number.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Lowest<T>() => typeof(T) == typeof(float) ? -86.5 : -707;

    /// <summary>e^x where both e^x and e^−x are normal numbers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V ExpWithin<T, V, S>(V x)
        where T : unmanaged, IFloatingPointIeee754<T> where V : struct where S : struct, ISimd<T, V>
    {
        bool single = typeof(T) == typeof(float);

        // x = n ln 2 + r, |r| ≤ ½ ln 2. Adding 1.5·2^23 (2^52) leaves the whole number n in the lowest bits of the sum.
        V magic = Constant<T, V, S>(single ? 12582912.0 : 6755399441055744.0);
        V shifted = S.MultiplyAdd(x, Constant<T, V, S>(1.4426950408889634), magic);
        V n = S.Subtract(shifted, magic);
        V r = S.MultiplyAdd(n, Constant<T, V, S>(single ? -0.693145751953125 : -0.693147180369123816490), x);
        r = S.MultiplyAdd(n, Constant<T, V, S>(single ? -1.42860682030941723212e-6 : -1.90821492927058770002e-10), r);
        V p = single ? ExpSingle<T, V, S>(r) : ExpDouble<T, V, S>(r);

        return S.MultiplyByPower(p, n, shifted);
    }

    /// <summary>σ(x) = 1/(1+e^−x), exact to the last few bits on both sides; below the range of e^x it stays at its smallest value there.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Sigmoid<T, V, S>(V x)
        where T : unmanaged, IFloatingPointIeee754<T> where V : struct where S : struct, ISimd<T, V>
    {
        V low = Constant<T, V, S>(Lowest<T>()), high = Constant<T, V, S>(-Lowest<T>());
        V e = ExpWithin<T, V, S>(S.Min(high, S.Max(low, S.Subtract(S.Zero, x))));
        return S.Reciprocal(S.Add(Constant<T, V, S>(1), e));
    }

    /// <summary>σ(x), given e = e^−|x|.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V SigmoidFrom<T, V, S>(V x, V e)
        where T : unmanaged, IFloatingPointIeee754<T> where V : struct where S : struct, ISimd<T, V>
    {
        V one = Constant<T, V, S>(1);
        V upper = S.Reciprocal(S.Add(one, e));
        return S.Select(S.GreaterThan(S.Zero, x), S.Multiply(e, upper), upper);
    }

    /// <summary>log(1+e^x) = max(x,0) + log1p(e), given e = e^−|x|.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V SoftplusFrom<T, V, S>(V x, V e)
        where T : unmanaged, IFloatingPointIeee754<T> where V : struct where S : struct, ISimd<T, V>
    {
        // log(1+e) = 2 artanh(s), s = e/(2+e) ≤ 1/3: no cancellation for small e.
        V s = S.Divide(e, S.Add(e, Constant<T, V, S>(2))), t = S.Multiply(s, s);
        V p = typeof(T) == typeof(float) ? ArtanhSingle<T, V, S>(t) : ArtanhDouble<T, V, S>(t);
        return S.MultiplyAdd(S.Add(s, s), p, S.Max(S.Zero, x));
    }

    /// <summary>sin(πu) and cos(πu), |u| below 2^22 (2^51); beyond, whole numbers are all that a number can hold.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void SinCosPi<T, V, S>(V u, out V sin, out V cos)
        where T : unmanaged, IFloatingPointIeee754<T> where V : struct where S : struct, ISimd<T, V>
    {
        bool single = typeof(T) == typeof(float);

        // u = n + r, |r| ≤ ½, exactly; sin(πu) = (−1)ⁿ sin(πr), and so for the cosine. n's lowest bit, moved up, is that sign.
        V magic = Constant<T, V, S>(single ? 12582912.0 : 6755399441055744.0);
        V shifted = S.Add(u, magic), r = S.Subtract(u, S.Subtract(shifted, magic)), t = S.Multiply(r, r);
        V sign = S.ShiftLeft(shifted, single ? 31 : 63);
        V s = single ? SinPiSingle<T, V, S>(t) : SinPiDouble<T, V, S>(t), c = single ? CosPiSingle<T, V, S>(t) : CosPiDouble<T, V, S>(t);
        sin = S.Xor(S.Multiply(r, s), sign);
        cos = S.Xor(c, sign);
    }

    /// <summary>A number in every element; folded to a constant when compiled.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Constant<T, V, S>(double value)
        where T : unmanaged, IFloatingPointIeee754<T> where V : struct where S : struct, ISimd<T, V> =>
        S.Create(typeof(T) == typeof(float) ? Unsafe.BitCast<float, T>((float)value) : Unsafe.BitCast<double, T>(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Next<T, V, S>(V p, V x, double coefficient)
        where T : unmanaged, IFloatingPointIeee754<T> where V : struct where S : struct, ISimd<T, V> =>
        S.MultiplyAdd(p, x, Constant<T, V, S>(coefficient));

    /// <summary>e^r, |r| ≤ ½ ln 2, to 2.6e-9.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V ExpSingle<T, V, S>(V r)
        where T : unmanaged, IFloatingPointIeee754<T> where V : struct where S : struct, ISimd<T, V>
    {
        V p = Constant<T, V, S>(0.0013941108433972674435);
        p = Next<T, V, S>(p, r, 0.0083751263981533350528);
        p = Next<T, V, S>(p, r, 0.041666352896775157855);
        p = Next<T, V, S>(p, r, 0.16666415514653276642);
        p = Next<T, V, S>(p, r, 0.50000000471177574735);
        p = Next<T, V, S>(p, r, 1.0000000377162139298);
        return Next<T, V, S>(p, r, 1);
    }

    /// <summary>e^r, |r| ≤ ½ ln 2, to 4.3e-18.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V ExpDouble<T, V, S>(V r)
        where T : unmanaged, IFloatingPointIeee754<T> where V : struct where S : struct, ISimd<T, V>
    {
        V p = Constant<T, V, S>(2.5110037605963777712e-8);
        p = Next<T, V, S>(p, r, 2.7632639639041029749e-7);
        p = Next<T, V, S>(p, r, 2.7557240918578969823e-6);
        p = Next<T, V, S>(p, r, 2.4801485482328492419e-5);
        p = Next<T, V, S>(p, r, 1.9841269890047113707e-4);
        p = Next<T, V, S>(p, r, 1.3888888952314774652e-3);
        p = Next<T, V, S>(p, r, 8.3333333333196006109e-3);
        p = Next<T, V, S>(p, r, 4.1666666666488095495e-2);
        p = Next<T, V, S>(p, r, 1.6666666666666680806e-1);
        p = Next<T, V, S>(p, r, 5.0000000000000183855e-1);
        p = Next<T, V, S>(p, r, 1);
        return Next<T, V, S>(p, r, 1);
    }

    /// <summary>sin(πr)/r of t = r² ≤ ¼, to 6.7e-9.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V SinPiSingle<T, V, S>(V t)
        where T : unmanaged, IFloatingPointIeee754<T> where V : struct where S : struct, ISimd<T, V>
    {
        V p = Constant<T, V, S>(7.7655912276013869413e-2);
        p = Next<T, V, S>(p, t, -5.9829041128342753490e-1);
        p = Next<T, V, S>(p, t, 2.5500773865289118653);
        p = Next<T, V, S>(p, t, -5.1677100766683144093);
        return Next<T, V, S>(p, t, 3.1415926400772032517);
    }

    /// <summary>sin(πr)/r of t = r² ≤ ¼, to 3.3e-19.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V SinPiDouble<T, V, S>(V t)
        where T : unmanaged, IFloatingPointIeee754<T> where V : struct where S : struct, ISimd<T, V>
    {
        V p = Constant<T, V, S>(7.6978267682241906454e-7);
        p = Next<T, V, S>(p, t, -2.1903497074626017191e-5);
        p = Next<T, V, S>(p, t, 4.6629981618983938014e-4);
        p = Next<T, V, S>(p, t, -7.3704305059169434047e-3);
        p = Next<T, V, S>(p, t, 8.2145886573102895020e-2);
        p = Next<T, V, S>(p, t, -5.9926452931894468132e-1);
        p = Next<T, V, S>(p, t, 2.5501640398773004745);
        p = Next<T, V, S>(p, t, -5.1677127800499696077);
        return Next<T, V, S>(p, t, 3.1415926535897932378);
    }

    /// <summary>cos(πr) of t = r² ≤ ¼, to 4e-8.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V CosPiSingle<T, V, S>(V t)
        where T : unmanaged, IFloatingPointIeee754<T> where V : struct where S : struct, ISimd<T, V>
    {
        V p = Constant<T, V, S>(-2.4395932097550444473e-2);
        p = Next<T, V, S>(p, t, 2.3493706859508651002e-1);
        p = Next<T, V, S>(p, t, -1.3352119493905503384);
        p = Next<T, V, S>(p, t, 4.0587091547631342538);
        p = Next<T, V, S>(p, t, -4.9348021369289456371);
        return Next<T, V, S>(p, t, 1);
    }

    /// <summary>cos(πr) of t = r² ≤ ¼, to 4.2e-19.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V CosPiDouble<T, V, S>(V t)
        where T : unmanaged, IFloatingPointIeee754<T> where V : struct where S : struct, ISimd<T, V>
    {
        V p = Constant<T, V, S>(-1.3435212950953200672e-7);
        p = Next<T, V, S>(p, t, 4.3007241727348469251e-6);
        p = Next<T, V, S>(p, t, -1.0463741681752138305e-4);
        p = Next<T, V, S>(p, t, 1.9295741872812348340e-3);
        p = Next<T, V, S>(p, t, -2.5806891376592964032e-2);
        p = Next<T, V, S>(p, t, 2.3533063035799501991e-1);
        p = Next<T, V, S>(p, t, -1.3352627688545549643);
        p = Next<T, V, S>(p, t, 4.0587121264167675439);
        p = Next<T, V, S>(p, t, -4.9348022005446793043);
        return Next<T, V, S>(p, t, 1);
    }

    /// <summary>artanh(s)/s of t = s² ≤ 1/9, to 1.1e-10.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V ArtanhSingle<T, V, S>(V t)
        where T : unmanaged, IFloatingPointIeee754<T> where V : struct where S : struct, ISimd<T, V>
    {
        V p = Constant<T, V, S>(1.2196954042011512453e-1);
        p = Next<T, V, S>(p, t, 1.0699280253339271618e-1);
        p = Next<T, V, S>(p, t, 1.4310103704218619165e-1);
        p = Next<T, V, S>(p, t, 1.9999355623431165808e-1);
        p = Next<T, V, S>(p, t, 3.3333339513216984780e-1);
        return Next<T, V, S>(p, t, 1);
    }

    /// <summary>artanh(s)/s of t = s² ≤ 1/9, to 3.5e-20.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V ArtanhDouble<T, V, S>(V t)
        where T : unmanaged, IFloatingPointIeee754<T> where V : struct where S : struct, ISimd<T, V>
    {
        V p = Constant<T, V, S>(8.2441429656947843109e-2);
        p = Next<T, V, S>(p, t, 3.4901952491662160103e-2);
        p = Next<T, V, S>(p, t, 5.4883083189737470326e-2);
        p = Next<T, V, S>(p, t, 5.8576373340552126418e-2);
        p = Next<T, V, S>(p, t, 6.6684384078719176769e-2);
        p = Next<T, V, S>(p, t, 7.6922235302299837772e-2);
        p = Next<T, V, S>(p, t, 9.0909117112476262459e-2);
        p = Next<T, V, S>(p, t, 1.1111111059551837201e-1);
        p = Next<T, V, S>(p, t, 1.4285714286311463983e-1);
        p = Next<T, V, S>(p, t, 1.9999999999996433380e-1);
        p = Next<T, V, S>(p, t, 3.3333333333333341662e-1);
        return Next<T, V, S>(p, t, 1);
    }
}
