// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

/// <summary>Credits touches by what a trained recurrent network says with and without them.</summary>
internal sealed class SequenceScorer(SequenceNetwork<float> network, Tape<float> tape, AttributionBaselineOptions options, TowerInputs<float> inputs, int seed)
{
    private const int MostExactly = 5, BatchRows = 1024;

    /// <summary>P(Y = 1) and credits of all rows.</summary>
    public (float[] Probabilities, float[] Credits) Score()
    {
        AlmMtaTrainingData data = inputs.Journeys.Data;
        float[] probabilities = Probabilities([.. Enumerable.Range(0, data.Rows).Select(i => new Question(i, All(data.Length(i))))]);
        return (probabilities, network.HasAttention ? Attention(probabilities) : options.Credit == SequenceCredit.Shapley ? Shapley() : Deletions(probabilities));
    }

    private static ulong All(int length) => length == 64 ? ulong.MaxValue : (1UL << length) - 1;

    private float[] Deletions(float[] whole)
    {
        AlmMtaTrainingData data = inputs.Journeys.Data;
        List<Question> questions = [];
        for (int i = 0; i < data.Rows; i++)
        for (int j = 0; j < data.Length(i); j++)
            questions.Add(new(i, All(data.Length(i)) & ~(1UL << j)));
        float[] without = Probabilities(questions);
        return [.. questions.Select((question, k) => whole[question.Row] - without[k])];
    }

    private float[] Shapley()
    {
        AlmMtaTrainingData data = inputs.Journeys.Data;
        var credits = new float[data.Touches];
        Dictionary<Question, float> worth = [];
        List<Question> asked = [];

        // The first pass hears which coalitions are asked for, all rows together; the second has their worth. Both draw the same orders.
        for (int pass = 0; pass < 2; pass++)
        {
            for (int i = 0; i < data.Rows; i++)
            {
                int row = i, length = data.Length(i);
                double Value(ulong kept)
                {
                    if (pass == 1)
                        return worth[new(row, kept)];
                    asked.Add(new(row, kept));
                    return 0;
                }

                ShapleyValues values = length <= MostExactly ? ShapleyValues.Exact(length, Value) : ShapleyValues.Sample(length, Value, options.ShapleyOrders, seed);
                for (int j = 0; j < length; j++)
                    credits[data.Offsets[i] + j] = (float)values.Values[j];
            }

            if (pass == 1)
                break;
            Question[] distinct = [.. asked.Distinct()];
            float[] answers = Probabilities(distinct);
            for (int k = 0; k < distinct.Length; k++)
                worth[distinct[k]] = answers[k];
        }

        return credits;
    }

    private float[] Attention(float[] probabilities)
    {
        AlmMtaTrainingData data = inputs.Journeys.Data;
        var credits = new float[data.Touches];
        for (int start = 0; start < data.Rows; start += BatchRows)
        {
            int rows = Math.Min(BatchRows, data.Rows - start);
            tape.Reset();
            tape.Training = false;
            TowerBatch<float> batch = inputs.Batch([.. Enumerable.Range(start, rows)]);
            Tensor<float> attention = network.Attention(tape, batch, network.States(tape, batch));
            var shares = new float[attention.Shape.Length];
            attention.CopyTo(shares);
            for (int r = 0; r < rows; r++)
            for (int j = 0; j < data.Length(start + r); j++)
                credits[data.Offsets[start + r] + j] = probabilities[start + r] * shares[r * attention.Shape.Columns + 1 + j];
        }

        return credits;
    }

    private float[] Probabilities(IReadOnlyList<Question> questions)
    {
        var probabilities = new float[questions.Count];
        for (int start = 0; start < probabilities.Length; start += BatchRows)
        {
            int count = Math.Min(BatchRows, probabilities.Length - start);
            tape.Reset();
            tape.Training = false;
            TowerBatch<float> batch = inputs.Batch([.. Enumerable.Range(start, count).Select(k => questions[k].Row)]);
            for (int r = 0; r < count; r++)
            for (int j = 0; j < batch.Lengths[r]; j++)
                batch.Mask[r * batch.Longest + j] = (questions[start + r].Kept >> j & 1) == 1 ? 1 : 0;
            tape.Activate(network.Outcome(tape, batch, network.States(tape, batch)), Activation.Sigmoid).CopyTo(probabilities.AsSpan(start, count));
        }

        return probabilities;
    }

    /// <summary>A row with the touches whose bits are set.</summary>
    private readonly record struct Question(int Row, ulong Kept);
}
