// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.ML.Data;

namespace Microsoft.ML.Causal.Samples;

/// <summary>Criteo's log as journeys, and the pipeline that learns from them.</summary>
internal static class CriteoJourneys
{
    public const string User = "user_id", Sequence = "seq_id", Label = "converted", Proxy = "cost", Campaign = "campaign";

    private const string Time = "t_sec", Worth = "cpo";

    // The one with most levels is what a touch showed; the others describe it.
    private static readonly string[] Channels = ["cat7", "cat1", "cat2", "cat3", "cat4", "cat5", "cat6", "cat8", "cat9"];

    /// <summary>Whether the log has all fields; one with basic fields has no costs, nor anything else that a touch could be told by but its campaign.</summary>
    /// <exception cref="InputException">The file cannot be read, or the header lacks a column.</exception>
    public static bool HasAllFields(string path)
    {
        string[] columns;
        try
        {
            using StreamReader reader = CsvFile.OpenText(path);
            columns = (reader.ReadLine() ?? "").Split('\t');
        }
        catch (InvalidDataException)
        {
            throw new InputException(path, "the name ends in .gz, but the content is not gzip, or is damaged.");
        }

        string[] basic = [Sequence, User, TouchLog.Position, Time, Label, Campaign], more = [Proxy, Worth, .. Channels];
        bool all = more.Any(columns.Contains);
        string[] needed = all ? [.. basic, .. more] : basic;
        if (needed.FirstOrDefault(column => !columns.Contains(column)) is { } missing)
        {
            throw new InputException(path, 1, missing,
                $"the tab-separated header lacks this column; the log with {(all ? "all" : "basic")} fields has {string.Join(", ", needed)}.");
        }

        return all;
    }

    /// <summary>The sequences of the log.</summary>
    public static JourneyDataView Open(MLContext mlContext, string path, bool allFields, int maxLength) => mlContext.Causal().Data.Journeys(path, new JourneyOptions
    {
        UserColumnName = User,
        SequenceColumnName = Sequence,
        TimeColumnName = Time,
        KeyColumnNames = allFields ? Channels : [Campaign],
        NumericColumnNames = allFields ? [Proxy, Worth] : [],
        ContextColumnNames = allFields ? [Campaign] : [],
        LabelColumnName = Label,
        MaxTouchpoints = maxLength,
    });

    /// <summary>The pipeline for such a log.</summary>
    public static EstimatorChain<AlmMtaTransformer> Pipeline(MLContext mlContext, bool allFields, int maxLength, int seed) =>
        allFields ? Full(mlContext, maxLength, seed) : Basic(mlContext, maxLength, seed);

    /// <summary>What a model of a log with all fields reads.</summary>
    public static AlmMtaOptions Columns(int maxLength, int seed) => new()
    {
        TouchKeyColumnNames = Channels,
        TouchNumericColumnNames = [nameof(CriteoLogarithms.LogSincePrevious), nameof(CriteoLogarithms.LogToEnd), nameof(CriteoLogarithms.LogWorth)],
        ProxyBuckets = 10,
        ProxyColumnName = Proxy,
        LabelColumnName = Label,
        UserColumnName = "UserKey",
        MaxTouchpoints = maxLength,
        Seed = seed,
    };

    /// <summary>
    /// Channels become keys. Campaign and mean worth say what kind of sequence it is, so they are the context. When a sequence ended and how
    /// long it took would, as context, foretell more, but by how the log was cut into sequences. The cost of a touch is its proxy and
    /// nothing else: as an input of the mediator it would foretell itself.
    /// </summary>
    private static EstimatorChain<AlmMtaTransformer> Full(MLContext mlContext, int maxLength, int seed) => mlContext.Transforms.Conversion
        .MapValueToKey([.. Channels.Select(column => new InputOutputColumnPair(column)), new InputOutputColumnPair("UserKey", User), new InputOutputColumnPair("CampaignKey", Campaign)])
        .Append(mlContext.Transforms.Conversion.MapKeyToVector("CampaignFlags", "CampaignKey"))
        .Append(mlContext.Transforms.CustomMapping<CriteoTimes, CriteoLogarithms>(CriteoLogarithms.Map, null))
        .Append(mlContext.Transforms.Concatenate("Context", "CampaignFlags", nameof(CriteoLogarithms.MeanLogWorth)))
        .Append(mlContext.Causal().AlmMta(Columns(maxLength, seed)));

    /// <summary>Without a proxy nothing identifies effects: what is left is the printed method, whose effects are predictions.</summary>
    private static EstimatorChain<AlmMtaTransformer> Basic(MLContext mlContext, int maxLength, int seed) => mlContext.Transforms
        .CustomMapping<CriteoBasicTouches, CriteoBasicFeatures>(CriteoBasicFeatures.Map, null)
        .Append(mlContext.Transforms.Conversion.MapValueToKey(
            [new InputOutputColumnPair(Campaign), new InputOutputColumnPair("UserKey", User), new InputOutputColumnPair("CampaignKey", nameof(CriteoBasicFeatures.LastCampaign))]))
        .Append(mlContext.Transforms.Conversion.MapKeyToVector("Context", "CampaignKey"))
        .Append(mlContext.Causal().AlmMta(new AlmMtaOptions
        {
            Identification = AlmMtaIdentification.Paper,
            TouchKeyColumnNames = [Campaign],
            TouchNumericColumnNames = [nameof(CriteoBasicFeatures.LogSincePrevious), nameof(CriteoBasicFeatures.LogToEnd)],
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
