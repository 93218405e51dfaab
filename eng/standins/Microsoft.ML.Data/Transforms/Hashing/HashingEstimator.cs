// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using Kinds = Microsoft.ML.Data.AnnotationUtils.Kinds;

namespace Microsoft.ML.Transforms;

/// <summary>Estimator of <see cref="HashingTransformer"/>.</summary>
public sealed class HashingEstimator : IEstimator<HashingTransformer>
{
    private readonly IHost _host;
    private readonly int _numberOfBits;
    private readonly (string outputColumnName, string inputColumnName)[] _columns;

    internal HashingEstimator(
        IHostEnvironment env,
        int numberOfBits,
        int maximumNumberOfInverts,
        params (string outputColumnName, string inputColumnName)[] columns)
    {
        _host = env.Register(nameof(HashingEstimator));
        _host.CheckParam(numberOfBits is >= 1 and <= 31, nameof(numberOfBits), "Must be from 1 to 31.");
        if (maximumNumberOfInverts != 0)
            throw new NotSupportedException(
                "Hash with maximumNumberOfInverts is not part of this stand-in for ML.NET; use the Microsoft.ML package.");
        _numberOfBits = numberOfBits;
        _columns = columns;
    }

    public HashingTransformer Fit(IDataView input)
    {
        _host.CheckValue(input, nameof(input));
        foreach ((_, string name) in _columns)
        {
            if (input.Schema.GetColumnOrNull(name) is null)
                throw _host.ExceptSchemaMismatch(nameof(input), "input", name);
        }

        var transformer = new HashingTransformer(_host, _numberOfBits, _columns);
        transformer.GetOutputSchema(input.Schema);
        return transformer;
    }

    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        _host.CheckValue(inputSchema, nameof(inputSchema));
        return inputSchema.With(_columns.Select(pair =>
        {
            if (!inputSchema.TryFindColumn(pair.inputColumnName, out SchemaShape.Column column))
                throw _host.ExceptSchemaMismatch(nameof(inputSchema), "input", pair.inputColumnName);
            _host.CheckParam(ValueHasher.Suits(column.ItemType), nameof(inputSchema), HashingTransformer.Expected);
            SchemaShape annotations = column.Annotations.Only(Kinds.SlotNames);
            return new SchemaShape.Column(pair.outputColumnName, column.Kind, NumberDataViewType.UInt32, true, annotations);
        }));
    }
}
