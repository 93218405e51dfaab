// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

/// <summary>Rows to learn from and rows to choose by, with no user in both.</summary>
/// <param name="Training">Rows to learn from.</param>
/// <param name="Validation">Rows to choose by.</param>
internal sealed record RowSplit(int[] Training, int[] Validation)
{
    /// <summary>Holds out about <paramref name="fraction"/> of the users; each side gets at least one row.</summary>
    public static RowSplit Of(AlmMtaTrainingData data, double fraction, int seed)
    {
        int[] users = [.. (data.User ?? [.. Enumerable.Range(0, data.Rows)]).Distinct().Order()];
        new RandomStream(seed, "validation").Shuffle(users.AsSpan());
        int held = Math.Clamp((int)Math.Round(fraction * users.Length), 1, Math.Max(1, users.Length - 1));
        var heldOut = new HashSet<int>(users.Take(held));
        int[] validation = [.. Enumerable.Range(0, data.Rows).Where(i => heldOut.Contains(data.User?[i] ?? i))];
        int[] training = [.. Enumerable.Range(0, data.Rows).Where(i => !heldOut.Contains(data.User?[i] ?? i))];

        // A single user cannot be held out: what is learned is then judged by itself.
        return training.Length == 0 ? new(validation, validation) : new(training, validation);
    }
}
