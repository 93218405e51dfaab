// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using Kinds = Microsoft.ML.Data.AnnotationUtils.Kinds;

namespace Microsoft.ML.Transforms;

/// <summary>Collects the distinct values of columns and numbers them.</summary>
public sealed class ValueToKeyMappingEstimator : IEstimator<ValueToKeyMappingTransformer>
{
    private readonly IHost _host;
    private readonly (string outputColumnName, string inputColumnName)[] _columns;
    private readonly int _maximumNumberOfKeys;
    private readonly KeyOrdinality _ordinality;
    private readonly bool _textAnnotations;
    private readonly IDataView _keyData;

    internal ValueToKeyMappingEstimator(
        IHostEnvironment env,
        (string outputColumnName, string inputColumnName)[] columns,
        int maximumNumberOfKeys,
        KeyOrdinality keyOrdinality,
        bool addKeyValueAnnotationsAsText,
        IDataView keyData)
    {
        _host = env.Register(nameof(ValueToKeyMappingEstimator));
        _host.CheckParam(maximumNumberOfKeys > 0, nameof(maximumNumberOfKeys), "Must be positive.");
        _host.CheckParam(
            keyData is null || keyData.Schema.Count(c => !c.IsHidden) == 1,
            nameof(keyData),
            "If specified, this data view should contain only a single column containing the terms to map, "
            + $"but this had {keyData?.Schema.Count} columns.");
        _columns = columns;
        _maximumNumberOfKeys = maximumNumberOfKeys;
        _ordinality = keyOrdinality;
        _textAnnotations = addKeyValueAnnotationsAsText;
        _keyData = keyData;
    }

    /// <summary>How values are numbered.</summary>
    public enum KeyOrdinality : byte
    {
        ByOccurrence = 0,
        ByValue = 1,
    }

    public ValueToKeyMappingTransformer Fit(IDataView input)
    {
        _host.CheckValue(input, nameof(input));
        DataViewSchema.Column[] sources = [.. _columns.Select(pair => input.Schema.GetColumnOrNull(pair.inputColumnName)
            ?? throw _host.ExceptSchemaMismatch("inputSchema", "input", pair.inputColumnName))];
        KeyDictionary[] dictionaries = _keyData is null ? Collect(input, sources) : [.. sources.Select(CollectKeyData)];
        if (_ordinality == KeyOrdinality.ByValue)
        {
            foreach (KeyDictionary dictionary in dictionaries)
                dictionary.Sort();
        }

        return new(_host, _columns, dictionaries, _textAnnotations);
    }

    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        _host.CheckValue(inputSchema, nameof(inputSchema));
        return inputSchema.With(_columns.Select(pair =>
        {
            if (!inputSchema.TryFindColumn(pair.inputColumnName, out SchemaShape.Column column))
                throw _host.ExceptSchemaMismatch(nameof(inputSchema), "input", pair.inputColumnName);
            DataViewType values = _textAnnotations ? TextDataViewType.Instance
                : column.IsKey && column.Annotations.TryFindColumn(Kinds.KeyValues, out SchemaShape.Column known) ? known.ItemType
                : column.ItemType;
            SchemaShape.Column keyValues = new(Kinds.KeyValues, SchemaShape.Column.VectorKind.Vector, values, false);
            SchemaShape annotations = new([keyValues, .. column.Annotations.Only(Kinds.SlotNames)]);
            return new SchemaShape.Column(pair.outputColumnName, column.Kind, NumberDataViewType.UInt32, true, annotations);
        }));
    }

    private KeyDictionary[] Collect(IDataView data, DataViewSchema.Column[] sources)
    {
        using DataViewRowCursor cursor = data.GetRowCursor(sources);
        var dictionaries = new KeyDictionary[sources.Length];
        var adders = new Action[sources.Length];
        for (int i = 0; i < sources.Length; i++)
            dictionaries[i] = KeyDictionary.Collect(cursor, sources[i], _maximumNumberOfKeys, out adders[i]);
        while (cursor.MoveNext())
        {
            foreach (Action add in adders)
                add();
        }

        return dictionaries;
    }

    private KeyDictionary CollectKeyData(DataViewSchema.Column source)
    {
        DataViewSchema.Column terms = _keyData.Schema.First(c => !c.IsHidden);
        DataViewType expected = source.Type.GetItemType();
        _host.CheckParam(
            terms.Type.GetItemType().Equals(expected),
            "keyData",
            $"Input data's column must be of type '{expected}' but was '{terms.Type}'");
        return Collect(_keyData, [terms])[0];
    }
}
