// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

/// <summary>Folds of rows in which the rows of a user stay together.</summary>
internal static class UserFolds
{
    /// <summary>The fold of each row, [n], from 0; users are drawn in the order of their first rows.</summary>
    public static int[] Draw(AlmMtaTrainingData data, int folds, RandomStream random)
    {
        var foldOfUser = new Dictionary<int, int>();
        var foldOf = new int[data.Rows];
        for (int i = 0; i < data.Rows; i++)
        {
            int user = data.User?[i] ?? i;
            if (!foldOfUser.TryGetValue(user, out foldOf[i]))
                foldOfUser[user] = foldOf[i] = random.NextInteger(folds);
        }

        return foldOf;
    }
}
