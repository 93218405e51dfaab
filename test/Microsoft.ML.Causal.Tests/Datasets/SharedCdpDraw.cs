// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Globalization;
using System.IO.Compression;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Microsoft.ML.Causal.Tests.Datasets;

/// <summary>The published draw of the consumption-drives-production world, column by column; a test that asks for an absent one is inconclusive.</summary>
internal sealed class SharedCdpDraw
{
    private static readonly Lazy<SharedCdpDraw?> _read = new(() => Folder() is { } folder ? new SharedCdpDraw(folder) : null);
    private readonly Dictionary<string, double[]> _columns = [];

    private SharedCdpDraw(string folder)
    {
        World = AttributionWorld.Load(Path.Combine(folder, "world.json.gz"));
        Rows = Read(Path.Combine(folder, "rows_strong.csv.gz"));
        Touches = Read(Path.Combine(folder, "touch_strong.csv.gz"));
        Offsets = new int[Rows + 1];
        foreach (double row in this["row"])
            Offsets[(int)row + 1]++;
        for (int i = 0; i < Rows; i++)
            Offsets[i + 1] += Offsets[i];
    }

    public AttributionWorld World { get; }

    public int Rows { get; }

    public int Touches { get; }

    public int[] Offsets { get; }

    public static SharedCdpDraw Get()
    {
        if (_read.Value is { } draw)
            return draw;
        Assert.Inconclusive("The published draw is not beside the repository, so there is nothing to compare with.");
        throw new InvalidOperationException("An inconclusive test goes no further.");
    }

    /// <summary>A column of rows or of touches, NaN where it is empty or no number; of touches where both have it.</summary>
    public double[] this[string column] => _columns[column];

    private static string? Folder()
    {
        DirectoryInfo? root = new(AppContext.BaseDirectory);
        while (root is not null && !File.Exists(Path.Combine(root.FullName, "Microsoft.ML.Causal.slnx")))
            root = root.Parent;
        string folder = Path.Combine(root?.Parent?.FullName ?? "", "shared", "data", "cdp-simulated");
        return File.Exists(Path.Combine(folder, "world.json.gz")) ? folder : null;
    }

    private int Read(string path)
    {
        using StreamReader reader = new(new GZipStream(File.OpenRead(path), CompressionMode.Decompress));
        string[] names = reader.ReadLine()!.Split(',');
        List<double>[] values = [.. names.Select(_ => new List<double>())];
        while (reader.ReadLine() is { } line)
        {
            int start = 0;
            foreach (List<double> column in values)
            {
                int end = line.IndexOf(',', start);
                end = end < 0 ? line.Length : end;
                column.Add(double.TryParse(line.AsSpan(start, end - start), NumberStyles.Float, CultureInfo.InvariantCulture, out double value) ? value : double.NaN);
                start = end + 1;
            }
        }

        for (int c = 0; c < names.Length; c++)
            _columns[names[c]] = [.. values[c]];
        return values[0].Count;
    }
}
