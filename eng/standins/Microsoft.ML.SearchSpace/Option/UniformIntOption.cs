// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.SearchSpace.Option;

/// <summary>A whole number between two bounds; rounded down, so that the upper bound has hardly a chance.</summary>
public sealed class UniformIntOption : UniformNumericOption
{
    public UniformIntOption(int min, int max, bool logBase = false, int? defaultValue = null)
        : base(min, max, logBase)
    {
        if (defaultValue is int value)
            Default = MappingToFeatureSpace(Parameter.FromInt(value));
    }

    public override Parameter SampleFromFeatureSpace(double[] values) =>
        Parameter.FromInt((int)Math.Floor(base.SampleFromFeatureSpace(values).AsType<double>() + 1e-6));

    public override double[] MappingToFeatureSpace(Parameter param) => base.MappingToFeatureSpace(param);
}
