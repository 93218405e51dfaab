// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.ML.Data;

namespace Microsoft.ML.Causal;

/// <summary>The rows that trials learn from and those that judge them.</summary>
/// <param name="All">All rows.</param>
/// <param name="Folds">Pairs of disjoint parts; rows of one user are in one of them.</param>
/// <param name="Shape">What a journal tells the data and its split by.</param>
internal sealed record SweepSplit(IDataView All, IReadOnlyList<(IDataView Train, IDataView Validation)> Folds, string Shape)
{
    /// <summary>Splits users at random.</summary>
    /// <param name="mlContext">Keeps the rows.</param>
    /// <param name="data">The rows; kept in memory, because every trial reads them.</param>
    /// <param name="folds">Number of folds of equally many users; 1 holds out a share of users once.</param>
    /// <param name="fraction">That share.</param>
    /// <param name="column">Column that tells users, or null to make each row its own.</param>
    /// <param name="seed">Seed of the split.</param>
    /// <exception cref="ArgumentException">There is no such column.</exception>
    /// <exception cref="InvalidOperationException">There are too few users.</exception>
    public static SweepSplit Of(MLContext mlContext, IDataView data, int folds, double fraction, string? column, int seed)
    {
        IDataView rows = mlContext.Data.Cache(data);
        int[] users = Users(mlContext, rows, column);
        int count = users.Length == 0 ? 0 : users.Max() + 1;
        int held = folds > 1 ? folds : (int)Math.Ceiling(fraction * count);
        if (count < 2 || held > count || (folds == 1 && held == count))
        {
            throw new InvalidOperationException(
                $"{(column is null ? $"The data has {count} rows" : $"Column '{column}' tells {count} users apart")}; too few to hold out {(folds > 1 ? $"{folds} folds" : $"{held}")} and learn from others.");
        }

        int[] order = [.. Enumerable.Range(0, count)];
        new RandomStream(seed, "split").Shuffle(order.AsSpan());
        IEnumerable<(IDataView, IDataView)> parts = folds > 1
            ? Enumerable.Range(0, folds).Select(fold => Part(user => (long)order[user] * folds / count == fold))
            : [Part(user => order[user] < held)];
        string split = FormattableString.Invariant($"{(folds == 1 ? $"{fraction} held out" : $"{folds} folds")} by {column ?? "row"}");
        return new(rows, [.. parts], $"{ShapeOf(rows, users.Length)}; {split}");

        (IDataView, IDataView) Part(Func<int, bool> isHeld)
        {
            bool[] validation = Array.ConvertAll(users, user => isHeld(user));
            return (new RowSubset(rows, Array.ConvertAll(validation, held => !held)), new RowSubset(rows, validation));
        }
    }

    /// <summary>Takes parts that are there already.</summary>
    public static SweepSplit Of(MLContext mlContext, IDataView train, IDataView validation)
    {
        IDataView learn = mlContext.Data.Cache(train), judge = mlContext.Data.Cache(validation);
        return new(learn, [(learn, judge)], $"{ShapeOf(learn, Users(mlContext, learn, null).Length)}; validated on {Users(mlContext, judge, null).Length} rows");
    }

    /// <summary>Number of the user of each row, from 0 in the order of appearance; a row whose user is missing is its own.</summary>
    private static int[] Users(MLContext mlContext, IDataView rows, string? column)
    {
        if (column is null)
        {
            var count = 0;
            using DataViewRowCursor cursor = rows.GetRowCursor(rows.Schema.Take(1));
            while (cursor.MoveNext())
                count++;
            return [.. Enumerable.Range(0, count)];
        }

        ColumnCheck.Find(rows.Schema, "split", column);
        // A hash makes a number of whatever tells users: keys, texts, numbers. Two users of one hash merely stay together. ML.NET's own splits
        // are no way: of a key column they hold out its first keys, and of rows without a key none.
        const string Hashed = "Microsoft.ML.Causal/SplitHash";
        IDataView hashed = mlContext.Transforms.Conversion.Hash(Hashed, column).Fit(rows).Transform(rows);
        var numbers = new Dictionary<uint, int>();
        var users = new List<int>();
        int next = 0;
        foreach (uint key in hashed.GetColumn<uint>(Hashed))
        {
            if (key == 0)
                users.Add(next++);
            else if (numbers.TryGetValue(key, out int number))
                users.Add(number);
            else
                users.Add(numbers[key] = next++);
        }

        return [.. users];
    }

    private static string ShapeOf(IDataView rows, int count) =>
        $"{count} rows of {string.Join(", ", rows.Schema.Where(column => !column.IsHidden).Select(column => $"{column.Name} {column.Type}"))}";
}
