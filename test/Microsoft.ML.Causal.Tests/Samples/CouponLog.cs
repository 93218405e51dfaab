// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Globalization;

namespace Microsoft.ML.Causal.Tests.Samples;

/// <summary>Files of simulated coupon impressions.</summary>
internal static class CouponLog
{
    public static TemporaryFile Write(CouponSample sample)
    {
        var file = new TemporaryFile(".csv");
        using var writer = new StreamWriter(file.Path);
        writer.WriteLine("x1,x2,x3,x4,x5,x6,x7,x8,w,t,y,p0,eta,pt,unit");
        for (int row = 0; row < sample.Rows; row++)
        {
            float[] numbers =
            [
                .. sample.Features[(row * CouponWorld.Features)..((row + 1) * CouponWorld.Features)], sample.Treatment[row] ? 1 : 0,
                sample.Intensity[row], sample.Label[row] ? 1 : 0, sample.TrueBaseProbability[row], sample.TrueUplift[row],
                sample.TrueProbability[row], sample.TrueUnitUplift[row],
            ];
            writer.WriteLine(string.Join(',', numbers.Select(number => number.ToString("R", CultureInfo.InvariantCulture))));
        }

        return file;
    }
}
