// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Collections.Concurrent;
using System.Globalization;
using System.IO.Compression;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Microsoft.ML.Causal.Tests;

/// <summary>One published draw of a coupon world, column by column; a test that asks for an absent one is inconclusive.</summary>
internal sealed class SharedCouponDraw
{
    private static readonly ConcurrentDictionary<string, SharedCouponDraw> _read = new();
    private readonly Dictionary<string, float[]> _columns = [];

    private SharedCouponDraw(string path)
    {
        using StreamReader reader = new(new GZipStream(File.OpenRead(path), CompressionMode.Decompress));
        string[] names = reader.ReadLine()!.Split(',');
        List<float>[] values = [.. names.Select(_ => new List<float>(80_000))];
        while (reader.ReadLine() is { } line)
        {
            int start = 0;
            for (int c = 0; c < names.Length; c++)
            {
                int end = line.IndexOf(',', start);
                end = end < 0 ? line.Length : end;
                values[c].Add(float.Parse(line.AsSpan(start, end - start), NumberStyles.Float, CultureInfo.InvariantCulture));
                start = end + 1;
            }
        }

        for (int c = 0; c < names.Length; c++)
            _columns[names[c]] = [.. values[c]];
    }

    public float[] this[string column] => _columns[column];

    /// <param name="name">Such as <c>syn1-prob-truth60k</c>.</param>
    public static SharedCouponDraw Read(string name)
    {
        DirectoryInfo? root = new(AppContext.BaseDirectory);
        while (root is not null && !File.Exists(Path.Combine(root.FullName, "Microsoft.ML.Causal.slnx")))
            root = root.Parent;
        string path = Path.Combine(root?.Parent?.FullName ?? "", "shared", "data", "coupons-simulated", name + ".csv.gz");
        if (!File.Exists(path))
            Assert.Inconclusive($"The draw '{name}' is not beside the repository, so there is nothing to compare with.");
        return _read.GetOrAdd(path, found => new SharedCouponDraw(found));
    }
}
