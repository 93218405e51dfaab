// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Globalization;
using Microsoft.ML.Data;

namespace Microsoft.ML.Causal.Samples;

/// <summary>
/// Two files of a platform's journeys. Rows: row, user, x0, x1, ... (context), y (outcome), split where users are already split into
/// train, val and test, upload_vecN where the content of what was made is known, N numbers with blanks between. Touches: row, pos, item,
/// cluster where there is one, proxies and matches. Columns that begin with TRUTH_ are answers, never inputs.
/// </summary>
internal sealed class AttributionFiles
{
    public const string User = "user", Label = "y", Item = "item", Cluster = "cluster", ExactMatch = "U_strict";
    public const string TrueUplift = Truth + "delta", DefaultProxy = "R_medium", Cosine = "U_cos", DefaultMatch = Cosine;

    private const string WorkPrefix = "upload_vec", Split = "split", TestSplit = "test", Truth = "TRUTH_";
    private const double TestShare = 0.2;

    /// <param name="rowsPath">The file of rows.</param>
    /// <param name="touchesPath">The file of touches.</param>
    /// <param name="proxy">Proxy column, or null.</param>
    /// <param name="match">Match column, or null.</param>
    /// <param name="seed">Seed of the split by user, where the file has none.</param>
    /// <exception cref="InputException">A column is missing or is an answer, a line does not fit, or the files do not fit each other.</exception>
    public AttributionFiles(string rowsPath, string touchesPath, string? proxy, string? match, int seed)
    {
        bool hasSplit;
        using (var rows = new CsvReader(rowsPath))
        {
            hasSplit = rows.Columns.Contains(Split);
            Context = [.. rows.Columns.Where(column => NumberAfter("x", column) != null).OrderBy(column => NumberAfter("x", column))];
            if (Context.Count == 0)
                rows.Find("x0");
            Work = rows.Columns.FirstOrDefault(column => NumberAfter(WorkPrefix, column) is > 0);
        }

        using (var touches = new CsvReader(touchesPath))
        {
            foreach (string input in new[] { proxy, match }.OfType<string>().Where(name => name.StartsWith(Truth, StringComparison.Ordinal)))
                throw new InputException(touchesPath, 1, input, $"columns that begin with {Truth} are answers; name a column that was recorded.");
            HasCluster = touches.Columns.Contains(Cluster);
            HasExactMatch = touches.Columns.Contains(ExactMatch);
            HasTruth = touches.Columns.Contains(TrueUplift);
            HasCosine = touches.Columns.Contains(Cosine);
        }

        string[] numbers = [.. new[] { proxy, match, HasExactMatch ? ExactMatch : null, HasCosine ? Cosine : null, HasTruth ? TrueUplift : null }.OfType<string>().Distinct()];
        DataViewType text = new VectorDataViewType(TextDataViewType.Instance), number = new VectorDataViewType(NumberDataViewType.Single);
        JourneyTable table = JourneyFiles.Read(rowsPath, touchesPath,
        [
            .. Context.Select(column => (column, (DataViewType)NumberDataViewType.Single)), (User, TextDataViewType.Instance),
            (Label, BooleanDataViewType.Instance), .. hasSplit ? [(Split, TextDataViewType.Instance)] : Array.Empty<(string, DataViewType)>(),
            .. Work is null ? Array.Empty<(string, DataViewType)>() : [(Work, new VectorDataViewType(NumberDataViewType.Single, WorkWidth))],
            .. Keys.Select(column => (column, text)), .. numbers.Select(column => (column, number)),
        ]);

        TrainingColumns = [.. Inputs, User, Label, .. numbers.Where(name => name != TrueUplift), .. Work is null ? Array.Empty<string>() : [Work]];

        // Users are keys that no model needs to remember: codes in order of appearance.
        Dictionary<string, uint> codes = [];
        Users = [.. table.Scalar<ReadOnlyMemory<char>>(User).Select(name => codes.TryAdd(name.ToString(), (uint)codes.Count + 1) ? (uint)codes.Count : codes[name.ToString()])];
        var users = new ScalarColumn<uint>(User, new KeyDataViewType(typeof(uint), Math.Max(1, codes.Count)), Users);
        Table = table with { Columns = [.. table.Columns.Where(column => column.Name != User), users] };

        bool[] held = hasSplit
            ? [.. Table.Scalar<ReadOnlyMemory<char>>(Split).Select(part => part.Span is TestSplit)]
            : HeldOut(codes.Count, seed);
        TrainingRows = [.. Table.AllRows.Where(row => !held[row])];
        TestRows = [.. Table.AllRows.Where(row => held[row])];
        foreach ((int[] part, string what) in new[] { (TrainingRows, "to train on"), (TestRows, "to judge by") })
        {
            if (part.Length == 0)
                throw new InputException(rowsPath, $"no rows are left {what}; users are {(hasSplit ? $"split by column '{Split}'" : "split at random")}.");
        }
    }

    /// <summary>Gets everything that was read.</summary>
    public JourneyTable Table { get; }

    /// <summary>Gets the names of the context columns, by their numbers.</summary>
    public IReadOnlyList<string> Context { get; }

    /// <summary>Gets the user of each row, from 1.</summary>
    public uint[] Users { get; }

    public int[] TrainingRows { get; }

    /// <summary>Gets the rows of held-out users.</summary>
    public int[] TestRows { get; }

    public bool HasCluster { get; }

    /// <summary>Gets whether touches say how alike they are to what was made.</summary>
    public bool HasCosine { get; }

    /// <summary>Gets the name of the column with the content vector of what was made; null without.</summary>
    public string? Work { get; }

    /// <summary>Gets the number of numbers of such a vector.</summary>
    public int WorkWidth => Work is null ? 0 : NumberAfter(WorkPrefix, Work)!.Value;

    public bool HasExactMatch { get; }

    /// <summary>Gets whether the true effects are known.</summary>
    public bool HasTruth { get; }

    /// <summary>Gets the names of the key columns of touches.</summary>
    public IReadOnlyList<string> Keys => HasCluster ? [Item, Cluster] : [Item];

    /// <summary>ALM-MTA's options with the names of these files' columns.</summary>
    public AlmMtaOptions Options(string? proxy, string? match) => new()
    {
        TouchKeyColumnNames = [Item],
        ClusterColumnName = HasCluster ? Cluster : null,
        ProxyColumnName = proxy,
        MatchColumnName = match,
        ExactMatchColumnName = HasExactMatch ? ExactMatch : null,
        LabelColumnName = Label,
        UserColumnName = User,
    };

    /// <summary>Gets the names of the columns that a model reads when it scores.</summary>
    public IReadOnlyList<string> Inputs => [.. Context, .. Keys];

    /// <summary>Gets the names of the columns that training reads.</summary>
    public IReadOnlyList<string> TrainingColumns { get; }

    private bool[] HeldOut(int users, int seed)
    {
        var random = new Random(seed);
        bool[] held = [.. Enumerable.Range(0, users).Select(_ => random.NextDouble() < TestShare)];
        return [.. Users.Select(user => held[user - 1])];
    }

    private static int? NumberAfter(string prefix, string column) =>
        column.StartsWith(prefix, StringComparison.Ordinal)
        && int.TryParse(column.AsSpan(prefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out int number)
            ? number : null;
}
