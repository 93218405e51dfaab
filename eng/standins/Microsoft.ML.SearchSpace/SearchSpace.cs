// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.ML.SearchSpace.Option;

namespace Microsoft.ML.SearchSpace;

/// <summary>Options by name, whose features lie side by side in the order of names.</summary>
public class SearchSpace : OptionBase
{
    private readonly SortedDictionary<string, OptionBase> _options = new(StringComparer.Ordinal);

    public ICollection<string> Keys => _options.Keys;

    public int Count => _options.Count;

    public override int FeatureSpaceDim => _options.Values.Sum(option => option.FeatureSpaceDim);

    public override double[] Default => [.. _options.Values.SelectMany(option => option.Default)];

    public OptionBase this[string key]
    {
        get => _options[key];
        set => _options[key] = value;
    }

    public void Add(string key, OptionBase value) => _options.Add(key, value);

    public override Parameter SampleFromFeatureSpace(double[] feature)
    {
        var parameter = Parameter.CreateNestedParameter();
        int at = 0;
        foreach ((string key, OptionBase option) in _options)
        {
            parameter[key] = option.SampleFromFeatureSpace(feature[at..(at + option.FeatureSpaceDim)]);
            at += option.FeatureSpaceDim;
        }

        return parameter;
    }

    public override double[] MappingToFeatureSpace(Parameter parameter) =>
        [.. _options.SelectMany(option => option.Value.MappingToFeatureSpace(parameter[option.Key]))];
}
