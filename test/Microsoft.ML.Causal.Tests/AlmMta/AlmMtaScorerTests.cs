// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.ML.Causal.Tests.AlmMta.Matched;
using Microsoft.ML.Data;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Microsoft.ML.Causal.Tests.AlmMta;

/// <summary>What scoring promises whatever identified the effects.</summary>
[TestClass]
public class AlmMtaScorerTests
{
    private static readonly AlmMtaTrainingData _observed = AlmMtaExample.Draw(400, 3, plain: false), _matched = MatchedExample.Draw(400, 3, out _, plain: false);

    private static IEnumerable<object[]> Forms =>
    [
        ["observed, core", AlmMtaExample.Quick with { Stack = AlmMtaStack.Off }], ["observed, stacked", AlmMtaExample.Quick],
        ["observed, networks", AlmMtaExample.Quick with { Fit = AlmMtaFitKind.Networks }],
        ["observed, dropped", AlmMtaExample.Quick with { Deletion = AlmMtaDeletion.DropShift }], ["matched", MatchedExample.Quick],
        ["matched, networks", MatchedExample.Quick with { Fit = AlmMtaFitKind.Networks }],
        ["paper", MatchedExample.Quick with { Identification = AlmMtaIdentification.Paper, StageEpochs = [1, 1, 1], PaperBatchSize = 64 }],
    ];

    [TestMethod]
    [DynamicData(nameof(Forms))]
    public void Score_WithoutEffects_GivesTheSameProbabilities(string form, AlmMtaOptions options)
    {
        AlmMtaTrainingData data = Data(options);
        AlmMtaScorer scorer = AlmMtaScorer.Of(AlmMtaExample.Fit(options, data));
        AlmMtaScore whole = new(8), forward = new(8);
        var reader = new TrainingJourneyReader(data);
        for (int i = 0; i < 50; i++)
        {
            scorer.Score(reader.Read(i), whole);
            scorer.Score(reader.Read(i), forward, effects: false);

            Assert.AreEqual(
                (whole.Probability, whole.ObservedProbability, whole.BaseProbability), (forward.Probability, forward.ObservedProbability, forward.BaseProbability),
                $"{form}, row {i}");
        }
    }

    [TestMethod]
    [DynamicData(nameof(Forms))]
    public void Score_Warm_AllocatesNothing(string form, AlmMtaOptions options)
    {
        AlmMtaTrainingData data = Data(options);
        AlmMtaScorer scorer = AlmMtaScorer.Of(AlmMtaExample.Fit(options, data));
        var score = new AlmMtaScore(8);
        var reader = new TrainingJourneyReader(data);
        Assert.AreEqual(0, Allocated(() =>
        {
            for (int i = 0; i < data.Rows; i++)
                scorer.Score(reader.Read(i), score);
        }), form);
    }

    [TestMethod]
    [DynamicData(nameof(Forms))]
    public void Map_Warm_AllocatesNothing(string form, AlmMtaOptions options)
    {
        AlmMtaTrainingData data = Data(options);
        ReadOnlyMemory<char> model = AlmMtaArchive.Pack(AlmMtaExample.Fit(options, data)).Encode().AsMemory();
        AlmMtaScoringInput[] rows = [.. Enumerable.Range(0, data.Rows).Select(i => Input(data, i, model))];
        AlmMtaKey[] keys = [.. rows.Select(row => new AlmMtaKey { Key = row.Keys, Length = -1 })];
        AlmMtaNumber[] numbers = [.. rows.Select(row => new AlmMtaNumber { Number = row.Numbers, Length = row.Numbers.Length })];
        var output = new AlmMtaScoringOutput();
        var allKeys = new AlmMtaKeys();
        var allNumbers = new AlmMtaNumbers();

        // Rows are of different lengths: room that has been made once is used again.
        Assert.AreEqual(0, Allocated(() =>
        {
            for (int i = 0; i < rows.Length; i++)
            {
                AlmMtaKeyAppend.Map(keys[i], allKeys);
                AlmMtaNumberAppend.Map(numbers[i], allNumbers);
                AlmMtaScoringMapping.Map(rows[i], output);
            }
        }), form);
    }

    private static AlmMtaTrainingData Data(AlmMtaOptions options) => options.ProxyColumnName is null ? _matched : _observed;

    private static AlmMtaScoringInput Input(AlmMtaTrainingData data, int i, ReadOnlyMemory<char> model)
    {
        int start = data.Offsets[i], length = data.Length(i);
        uint[] keys = [.. data.Keys.SelectMany(column => column.Skip(start).Take(length)).Select(code => (uint)code)];
        uint[] cluster = [.. data.Cluster!.Skip(start).Take(length).Select(code => (uint)code)];
        float[] content = [.. data.Content!.Skip(start * data.ContentWidth).Take(length * data.ContentWidth)];
        float[] numbers = [.. data.TouchNumeric.SelectMany(column => column.Skip(start).Take(length))];
        return new()
        {
            Model = model, Context = new(data.ContextWidth, data.Context[(i * data.ContextWidth)..((i + 1) * data.ContextWidth)]), Length = length,
            Keys = new(keys.Length, keys), Cluster = new(length, cluster), Content = new(content.Length, content), Numbers = new(numbers.Length, numbers),
        };
    }

    /// <summary>Bytes that a warm run allocates: what it always does, not what the runtime does once in one of them while it compiles.</summary>
    private static long Allocated(Action run)
    {
        long least = long.MaxValue;
        run();
        for (int again = 0; again < 3; again++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            run();
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        return least;
    }
}
