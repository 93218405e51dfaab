// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

/// <summary>For every touch of a producer the chance that it caused the work: stage B0.</summary>
internal sealed class SoftLabels
{
    private const string ExposedName = "labels.exposed", PlaceboName = "labels.placebo";

    private readonly double[] _exposed, _placebo;

    private SoftLabels(SoftLabelTable table, double[] exposed, double[] placebo, double[] raw, double[] capped, bool fromPlacebos)
    {
        (Table, Raw, Capped, FromPlacebos) = (table, raw, capped, fromPlacebos);
        (_exposed, _placebo) = (exposed, placebo);
    }

    /// <summary>The table behind the labels.</summary>
    public SoftLabelTable Table { get; }

    /// <summary>r of each touch by its own match, [m]; 0 in rows without a match.</summary>
    public double[] Raw { get; }

    /// <summary>As <see cref="Raw"/>, no row with a sum above 1.</summary>
    public double[] Capped { get; }

    /// <summary>Whether placebo items were drawn; otherwise the row's other touches stood in for them.</summary>
    public bool FromPlacebos { get; }

    /// <summary>Measures the table on training rows and labels the touches of all producers.</summary>
    /// <param name="data">Journeys with matches.</param>
    /// <param name="training">Training rows.</param>
    /// <param name="seed">Seed of the placebos.</param>
    /// <param name="monitor">Hears what was done.</param>
    /// <param name="former">A model whose counts of matches are added, or null.</param>
    public static SoftLabels Of(AlmMtaTrainingData data, ReadOnlySpan<int> training, int seed, ITrainingMonitor monitor, AlmMtaFormer? former = null)
    {
        float[] match = data.Match!;
        bool isFlag = true;
        for (int j = 0; j < match.Length && isFlag; j++)
            isFlag = float.IsNaN(match[j]) || match[j] is 0 or 1;

        // Matches of a part may happen to be whole numbers: how they are counted is the former model's affair.
        isFlag = former?.LengthOf(ExposedName) is { } bins ? bins == 2 : isFlag;

        var exposed = new double[isFlag ? 2 : SoftLabelTable.CosineBins];
        var producers = new List<int>();
        foreach (int i in training)
        {
            if (!data.Label[i] || !IsMatched(data, i))
                continue;
            producers.Add(i);
            for (int j = data.Offsets[i]; j < data.Offsets[i + 1]; j++)
                exposed[SoftLabelTable.Bin(match[j], isFlag)]++;
        }

        bool draws = PlaceboMatches.CanDraw(data);
        double[] placebo = draws
            ? PlaceboMatches.Draw(data, producers, isFlag, new RandomStream(seed, "placebos"))
            : PlaceboMatches.OtherTouches(data, producers, isFlag);
        if (former is not null)
        {
            DoubleSpan.AddScaled(1, former.Counts(ExposedName, exposed.Length), exposed);
            DoubleSpan.AddScaled(1, former.Counts(PlaceboName, placebo.Length), placebo);
        }

        SoftLabelTable table = SoftLabelTable.Of(exposed, placebo);
        if (!draws)
        {
            monitor.Warning(
                "Without the content of the produced works no placebo items can be matched with them; the other touches of each row stand in, "
                + "and matches by chance count as causes a little too often.");
        }

        var raw = new double[data.Touches];
        var capped = new double[data.Touches];
        for (int i = 0; i < data.Rows; i++)
        {
            if (!data.Label[i] || !IsMatched(data, i))
                continue;
            int start = data.Offsets[i], length = data.Length(i);
            for (int j = start; j < start + length; j++)
                raw[j] = table.Labels[SoftLabelTable.Bin(match[j], isFlag)];
            raw.AsSpan(start, length).CopyTo(capped.AsSpan(start));
            SoftLabelTable.Cap(capped.AsSpan(start, length));
        }

        return new(table, exposed, placebo, raw, capped, draws);
    }

    /// <summary>The counts behind the table as arrays of a model.</summary>
    public IEnumerable<(string Name, int[] Shape, float[] Values)> Arrays() =>
        [AlmMtaFormer.Counts(ExposedName, _exposed), AlmMtaFormer.Counts(PlaceboName, _placebo)];

    /// <summary>Whether row <paramref name="i"/> has touches, and all of them a match.</summary>
    private static bool IsMatched(AlmMtaTrainingData data, int i)
    {
        for (int j = data.Offsets[i]; j < data.Offsets[i + 1]; j++)
        {
            if (float.IsNaN(data.Match![j]))
                return false;
        }

        return data.Length(i) > 0;
    }
}
