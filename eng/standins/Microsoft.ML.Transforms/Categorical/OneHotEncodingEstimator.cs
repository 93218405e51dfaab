// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Transforms;

/// <summary>Numbers the values of columns and turns the numbers into vectors.</summary>
public sealed class OneHotEncodingEstimator : IEstimator<OneHotEncodingTransformer>
{
    private readonly IHost _host;
    private readonly ValueToKeyMappingEstimator _toKeys;
    private readonly IEstimator<ITransformer> _toVectors;

    internal OneHotEncodingEstimator(
        IHostEnvironment env,
        (string outputColumnName, string inputColumnName)[] columns,
        OutputKind outputKind,
        int maximumNumberOfKeys,
        ValueToKeyMappingEstimator.KeyOrdinality keyOrdinality,
        IDataView keyData)
    {
        _host = env.Register(nameof(OneHotEncodingEstimator));
        _toKeys = new(_host, columns, maximumNumberOfKeys, keyOrdinality, addKeyValueAnnotationsAsText: true, keyData);
        (string, string)[] outputs = [.. columns.Select(c => (c.outputColumnName, c.outputColumnName))];
        _toVectors = outputKind switch
        {
            OutputKind.Key => null,
            OutputKind.Binary => new KeyToBinaryVectorMappingEstimator(_host, outputs),
            OutputKind.Bag or OutputKind.Indicator => new KeyToVectorMappingEstimator(_host, outputKind == OutputKind.Bag, outputs),
            _ => throw _host.ExceptParam(nameof(outputKind), $"Unknown output kind {outputKind}."),
        };
    }

    /// <summary>What a value becomes.</summary>
    public enum OutputKind : byte
    {
        /// <summary>The sum of the indicators of a vector's values.</summary>
        Bag = 1,

        /// <summary>A vector with a one in the place of the value.</summary>
        Indicator = 2,

        /// <summary>A key.</summary>
        Key = 3,

        /// <summary>The bits of the key.</summary>
        Binary = 4,
    }

    public OneHotEncodingTransformer Fit(IDataView input)
    {
        _host.CheckValue(input, nameof(input));
        ITransformer toKeys = _toKeys.Fit(input);
        return new(_toVectors is null ? new(toKeys) : new(toKeys, _toVectors.Fit(toKeys.Transform(input))));
    }

    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        SchemaShape keys = _toKeys.GetOutputSchema(inputSchema);
        return _toVectors is null ? keys : _toVectors.GetOutputSchema(keys);
    }
}
