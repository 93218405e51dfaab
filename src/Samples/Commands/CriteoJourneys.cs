// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.ML.Data;

namespace Microsoft.ML.Causal.Samples;

/// <summary>Criteo's log as journeys, and the pipeline that learns from them.</summary>
internal static class CriteoJourneys
{
    public const string User = "user_id", Sequence = "seq_id", Label = "converted", Proxy = "cost";

    private const string Time = "t_sec", Campaign = "campaign", Worth = "cpo";

    // The one with most levels is what a touch showed; the others describe it.
    private static readonly string[] Channels = ["cat7", "cat1", "cat2", "cat3", "cat4", "cat5", "cat6", "cat8", "cat9"];

    /// <summary>Checks the header of the log.</summary>
    /// <exception cref="InputException">The file cannot be read, or the header lacks a column.</exception>
    public static void Check(string path)
    {
        using StreamReader reader = CsvFile.OpenText(path);
        string[] columns = (reader.ReadLine() ?? "").Split('\t');
        string[] needed = [Sequence, User, Time, Label, Campaign, Proxy, Worth, .. Channels];
        if (needed.FirstOrDefault(column => !columns.Contains(column)) is { } missing)
        {
            throw new InputException(path, 1, missing,
                $"the tab-separated header lacks this column; the log with all fields has {string.Join(", ", needed)}.");
        }
    }

    /// <summary>The sequences of the log.</summary>
    public static JourneyDataView Open(MLContext mlContext, string path, int maxLength) => mlContext.Causal().Data.Journeys(path, new JourneyOptions
    {
        UserColumnName = User,
        SequenceColumnName = Sequence,
        TimeColumnName = Time,
        KeyColumnNames = Channels,
        NumericColumnNames = [Proxy, Worth],
        ContextColumnNames = [Campaign],
        LabelColumnName = Label,
        MaxTouchpoints = maxLength,
    });

    /// <summary>
    /// Channels become keys. Campaign and mean worth say what kind of sequence it is, so they are the context. When a sequence ended and how
    /// long it took would, as context, foretell more, but by how the log was cut into sequences. The cost of a touch is its proxy and
    /// nothing else: as an input of the mediator it would foretell itself.
    /// </summary>
    public static EstimatorChain<AlmMtaTransformer> Pipeline(MLContext mlContext, int maxLength, int seed) => mlContext.Transforms.Conversion
        .MapValueToKey([.. Channels.Select(column => new InputOutputColumnPair(column)), new InputOutputColumnPair("UserKey", User), new InputOutputColumnPair("CampaignKey", Campaign)])
        .Append(mlContext.Transforms.Conversion.MapKeyToVector("CampaignFlags", "CampaignKey"))
        .Append(mlContext.Transforms.CustomMapping<CriteoTimes, CriteoLogarithms>(CriteoLogarithms.Map, null))
        .Append(mlContext.Transforms.Concatenate("Context", "CampaignFlags", nameof(CriteoLogarithms.MeanLogWorth)))
        .Append(mlContext.Causal().AlmMta(new AlmMtaOptions
        {
            TouchKeyColumnNames = Channels,
            TouchNumericColumnNames = [nameof(CriteoLogarithms.LogSincePrevious), nameof(CriteoLogarithms.LogToEnd), nameof(CriteoLogarithms.LogWorth)],
            ProxyBuckets = 10,
            ProxyColumnName = Proxy,
            LabelColumnName = Label,
            UserColumnName = "UserKey",
            MaxTouchpoints = maxLength,
            Seed = seed,
        }));

    /// <summary>The names of scored sequences, and the first touch of each, then the number of touches.</summary>
    public static (string[] Sequences, int[] Offsets) Lengths(IDataView journeys)
    {
        string[] sequences = [.. journeys.GetColumn<string>(Sequence)];
        var offsets = new int[sequences.Length + 1];
        foreach ((int i, int length) in journeys.GetColumn<int>(JourneyColumns.Length).Index())
            offsets[i + 1] = offsets[i] + length;
        return (sequences, offsets);
    }
}
