// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.SearchSpace.Option;

/// <summary>A number between two bounds.</summary>
public abstract class UniformNumericOption : OptionBase
{
    public UniformNumericOption(double min, double max, bool logBase = false)
    {
        if (!(max > min))
            throw new InvalidOperationException("max must be larger than min.");
        if (logBase && !(min > 0))
            throw new InvalidOperationException("min must be larger than 0 if logBase is true.");
        (Min, Max, LogBase, Default) = (min, max, logBase, [0]);
    }

    public double Min { get; }

    public double Max { get; }

    public bool LogBase { get; }

    public override int FeatureSpaceDim => 1;

    public override Parameter SampleFromFeatureSpace(double[] values) =>
        Parameter.FromDouble(LogBase ? Min * Math.Pow(Max / Min, values[0]) : Min + (Max - Min) * values[0]);

    public override double[] MappingToFeatureSpace(Parameter param)
    {
        double value = param.AsType<double>();
        if (value < Min || value > Max)
            throw new InvalidOperationException($"{value} is not within [{Min}, {Max}]");
        return [LogBase ? Math.Log(value / Min) / Math.Log(Max / Min) : (value - Min) / (Max - Min)];
    }
}
