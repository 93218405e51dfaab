// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.SearchSpace.Option;

/// <summary>Something to search: a way from numbers in [0, 1], its features, to values and back.</summary>
public abstract class OptionBase
{
    public abstract int FeatureSpaceDim { get; }

    public virtual double[] Default { get; protected set; }

    public abstract Parameter SampleFromFeatureSpace(double[] values);

    public abstract double[] MappingToFeatureSpace(Parameter value);
}
