// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

/// <summary>Journeys as ragged arrays: what the numeric core is trained on.</summary>
/// <remarks>
/// Shapes: n rows, m touches in all. Touches of row i are <c>Offsets[i]</c> to <c>Offsets[i+1] − 1</c>, in time order; a row may have none.
/// <see cref="AlmMtaTrainingDataChecks"/> says whether the arrays can be learned from.
/// </remarks>
internal sealed class AlmMtaTrainingData
{
    /// <summary>First touch of each row, then m; [n+1].</summary>
    public required int[] Offsets { get; init; }

    /// <summary>Codes by key column, then touch: 0 missing or never seen, 1 to cardinality otherwise. Column 0 is the item.</summary>
    public required int[][] Keys { get; init; }

    /// <summary>Number of codes of each key column.</summary>
    public required int[] KeyCardinalities { get; init; }

    /// <summary>Cluster of each touch, 0 missing, 1 to <see cref="ClusterCount"/>; null where there are none.</summary>
    public int[]? Cluster { get; init; }

    /// <summary>Number of clusters.</summary>
    public int ClusterCount { get; init; }

    /// <summary>Cluster of each item, [items+1], where clusters are a property of items that the model is to remember; otherwise null.</summary>
    public int[]? ClusterOfItem { get; init; }

    /// <summary>Centres of the clusters that <see cref="ClusterOfItem"/> names, [clusters,dv], where touches bring content that a new item can be placed by; otherwise null.</summary>
    public float[]? ClusterCentres { get; init; }

    /// <summary>Content vectors v, row-major: [items+1,dv], row 0 for the missing item, or [m,dv] if <see cref="ContentByTouch"/>; null where there are none.</summary>
    public float[]? Content { get; init; }

    /// <summary>dv; 0 without content.</summary>
    public int ContentWidth { get; init; }

    /// <summary>Whether <see cref="Content"/> has a row per touch rather than per item.</summary>
    public bool ContentByTouch { get; init; }

    /// <summary>Numbers by numeric column, then touch.</summary>
    public float[][] TouchNumeric { get; init; } = [];

    /// <summary>Distance from the end, (L − 1 − j)/8, of each touch.</summary>
    public required float[] Recency { get; init; }

    /// <summary>x, row-major, [n,dx].</summary>
    public required float[] Context { get; init; }

    /// <summary>dx.</summary>
    public required int ContextWidth { get; init; }

    /// <summary>y, [n].</summary>
    public required bool[] Label { get; init; }

    /// <summary>User of each row, any numbers; null makes each row its own.</summary>
    public int[]? User { get; init; }

    /// <summary>Weights, [n], or null where all are 1.</summary>
    public float[]? Weight { get; init; }

    /// <summary>Proxy code of each touch, 0 to <see cref="ProxyCodes"/> − 1, recorded before the outcome; null where there is no proxy.</summary>
    public int[]? ProxyCode { get; init; }

    /// <summary>Number of proxy codes.</summary>
    public int ProxyCodes { get; init; }

    /// <summary>Limits between the codes of a proxy that was bucketed, rising; empty for a proxy of codes.</summary>
    public float[] ProxyLimits { get; init; } = [];

    /// <summary>Match of each touch and the produced work, a cosine or a flag; NaN where there is none. Null without a match column.</summary>
    public float[]? Match { get; init; }

    /// <summary>Content vectors of the produced works, in the space of <see cref="Content"/>, [n,dv]; zeros where there is none. Null without such a column.</summary>
    public float[]? WorkContent { get; init; }

    /// <summary>log P(cluster|x) of each touch, from an exposure model that has not seen the row; null where there is none.</summary>
    public float[]? LogPropensity { get; set; }

    /// <summary>Whether each touch shares an exact element with the produced work; null without such a column.</summary>
    public bool[]? ExactMatch { get; init; }

    /// <summary>n.</summary>
    public int Rows => Label.Length;

    /// <summary>m.</summary>
    public int Touches => Offsets[^1];

    /// <summary>Length of row <paramref name="row"/>.</summary>
    public int Length(int row) => Offsets[row + 1] - Offsets[row];

    /// <summary>Largest length of a row.</summary>
    public int MaxLength
    {
        get
        {
            int longest = 0;
            for (int i = 0; i < Rows; i++)
                longest = Math.Max(longest, Length(i));
            return longest;
        }
    }

    /// <summary>Some of the rows, in the order given.</summary>
    public AlmMtaTrainingData Take(int[] rows)
    {
        int[] touches = [.. rows.SelectMany(i => Enumerable.Range(Offsets[i], Length(i)))];
        int[] offsets = new int[rows.Length + 1];
        for (int k = 0; k < rows.Length; k++)
            offsets[k + 1] = offsets[k] + Length(rows[k]);
        return new()
        {
            Offsets = offsets,
            Keys = [.. Keys.Select(column => Pick(column, touches, 1)!)],
            KeyCardinalities = KeyCardinalities,
            Cluster = Pick(Cluster, touches, 1),
            ClusterCount = ClusterCount,
            ClusterOfItem = ClusterOfItem,
            ClusterCentres = ClusterCentres,
            Content = ContentByTouch ? Pick(Content, touches, ContentWidth) : Content,
            ContentWidth = ContentWidth,
            ContentByTouch = ContentByTouch,
            TouchNumeric = [.. TouchNumeric.Select(column => Pick(column, touches, 1)!)],
            Recency = Pick(Recency, touches, 1)!,
            Context = Pick(Context, rows, ContextWidth)!,
            ContextWidth = ContextWidth,
            Label = Pick(Label, rows, 1)!,
            User = Pick(User, rows, 1),
            Weight = Pick(Weight, rows, 1),
            ProxyCode = Pick(ProxyCode, touches, 1),
            ProxyCodes = ProxyCodes,
            ProxyLimits = ProxyLimits,
            Match = Pick(Match, touches, 1),
            WorkContent = Pick(WorkContent, rows, ContentWidth),
            LogPropensity = Pick(LogPropensity, touches, 1),
            ExactMatch = Pick(ExactMatch, touches, 1),
        };

        static TValue[]? Pick<TValue>(TValue[]? source, int[] rows, int width) =>
            source is null ? null : [.. rows.SelectMany(i => new ArraySegment<TValue>(source, i * width, width))];
    }

    /// <summary>Adds all that a fit reads to the fingerprint of the fit.</summary>
    public void AddTo(Fingerprint hash)
    {
        hash.Add(Offsets).Add(KeyCardinalities).Add(Cluster).Add(ClusterOfItem).Add(Content).Add(Recency).Add(Context).Add(Label).Add(User).Add(Weight)
            .Add(ProxyCode).Add(Match).Add(WorkContent).Add(LogPropensity).Add(ExactMatch)
            .Add([Keys.Length, TouchNumeric.Length, ClusterCount, ContentWidth, ContentByTouch ? 1 : 0, ContextWidth, ProxyCodes]);
        foreach (int[] column in Keys)
            hash.Add(column);
        foreach (float[] column in TouchNumeric)
            hash.Add(column);
    }

    /// <summary>Distances from the end of the touches of rows that begin at <paramref name="offsets"/>.</summary>
    public static float[] RecencyOf(ReadOnlySpan<int> offsets)
    {
        var recency = new float[offsets[^1]];
        for (int i = 0; i + 1 < offsets.Length; i++)
        for (int j = offsets[i]; j < offsets[i + 1]; j++)
            recency[j] = (offsets[i + 1] - 1 - j) / 8f;
        return recency;
    }
}
