// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.SearchSpace.Option;

/// <summary>One of some texts.</summary>
public sealed class ChoiceOption : OptionBase
{
    private readonly string[] _choices;

    public ChoiceOption(params object[] choices)
        : this(choices, choices[0])
    {
    }

    public ChoiceOption(object[] choices, object defaultChoice)
    {
        if (choices.Distinct().Count() != choices.Length)
            throw new InvalidOperationException("choices must not contain repeated values");
        _choices = Array.ConvertAll(choices, choice => choice as string ?? throw new NotSupportedException(
            "Choices of other things than texts are not part of this stand-in; use the Microsoft.ML.AutoML package."));
        Default = MappingToFeatureSpace(Parameter.FromString((string)defaultChoice));
    }

    public Parameter[] Choices => Array.ConvertAll(_choices, Parameter.FromString);

    public override int FeatureSpaceDim => _choices.Length == 1 ? 0 : 1;

    public override Parameter SampleFromFeatureSpace(double[] values) =>
        Parameter.FromString(_choices[values.Length == 0 ? 0 : Math.Min((int)(values[0] * _choices.Length), _choices.Length - 1)]);

    public override double[] MappingToFeatureSpace(Parameter param) =>
        FeatureSpaceDim == 0 ? [] : [(double)Array.IndexOf(_choices, param.AsType<string>()) / _choices.Length];
}
