// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Security.Cryptography;
using Microsoft.ML.Data;

namespace Microsoft.ML.Causal.ScoringService;

/// <summary>A model that was loaded and has scored a row.</summary>
/// <param name="Fingerprint">Beginning of the SHA-256 of the model's file: tells in answers and logs which model it was.</param>
/// <param name="Columns">The columns that it reads.</param>
/// <param name="Model">The typed view on it.</param>
/// <param name="Scorer">What prediction engines are made of: takes rows of requests, gives the model's columns.</param>
/// <param name="Loaded">When it was loaded.</param>
internal sealed record ServedModel(
    string Fingerprint, IReadOnlyList<ModelColumn> Columns, CausalTransformer Model, ITransformer Scorer, DateTimeOffset Loaded)
{
    private string Marker => MarkerOf(Fingerprint);

    /// <summary>Loads a model and scores a row with it.</summary>
    /// <exception cref="InvalidDataException">It cannot be loaded, or is not of the kind that is expected; the message is one sentence.</exception>
    public static ServedModel Load(byte[] file, ModelKind kind)
    {
        try
        {
            var mlContext = new MLContext();
            ITransformer model = mlContext.Model.Load(new MemoryStream(file), out DataViewSchema? schema);
            CausalTransformer opened = kind.Open(mlContext, model);
            IReadOnlyList<ModelColumn> columns = ColumnsOf(model, schema, kind);
            string fingerprint = FingerprintOf(file);
            var scorer = new TransformerChain<ITransformer>(new RowColumns(columns, MarkerOf(fingerprint)), model);
            kind.Probe(mlContext, scorer, EmptyRow(columns));
            return new ServedModel(fingerprint, columns, opened, scorer, DateTimeOffset.UtcNow);
        }
        catch (Exception e)
        {
            // Whatever is wrong with a file, the service goes on with the model that it has, and says so.
            throw new InvalidDataException(e.Message.ReplaceLineEndings(" "), e);
        }
    }

    public static string FingerprintOf(byte[] file) => Convert.ToHexStringLower(SHA256.HashData(file))[..12];

    /// <summary>Whether an engine, told by its schema, was made of this model.</summary>
    public bool Made(DataViewSchema engine) => engine.GetColumnOrNull(Marker) != null;

    private static string MarkerOf(string fingerprint) => "__ScoringService." + fingerprint;

    /// <summary>What of the schema in the file is needed for the outputs: it may well be that of the training data, with labels and more.</summary>
    private static List<ModelColumn> ColumnsOf(ITransformer model, DataViewSchema? schema, ModelKind kind)
    {
        if (schema is null)
            throw new InvalidDataException("the file holds no input schema; save the model together with the schema of the rows that it scores.");
        if (!model.IsRowToRowMapper)
            throw new InvalidDataException("the model does not score row by row; save it without the steps that filter, shuffle or group rows.");
        IRowToRowMapper mapper = model.GetRowToRowMapper(schema);
        DataViewSchema.Column[] outputs =
        [
            .. kind.Outputs.Select(name => mapper.OutputSchema.GetColumnOrNull(name)
                ?? throw new InvalidDataException($"the model gives no column '{name}', which answers are made of; save it without the step that drops or renames it.")),
        ];
        HashSet<string> needed = [.. mapper.GetDependencies(outputs).Select(column => column.Name)];
        return [.. schema.Where(column => !column.IsHidden && needed.Contains(column.Name)).Select(ModelColumn.Of)];
    }

    /// <summary>A row of zeros and empty texts, without touches.</summary>
    private static ScoringRow EmptyRow(IReadOnlyList<ModelColumn> columns)
    {
        int[] lengths = [.. columns.Select(column => column.Length ?? 0)];
        return new ScoringRow
        {
            Numbers = new float[Sum(ColumnKind.Number)],
            Codes = new uint[Sum(ColumnKind.Key) + Sum(ColumnKind.Truth)],
            Texts = [.. Enumerable.Repeat("", Sum(ColumnKind.Text))],
            Lengths = lengths,
        };

        int Sum(ColumnKind kind) => columns.Index().Where(column => column.Item.Kind == kind).Sum(column => lengths[column.Index]);
    }
}
