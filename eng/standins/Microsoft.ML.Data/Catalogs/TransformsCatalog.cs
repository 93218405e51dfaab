// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.ML.Runtime;

namespace Microsoft.ML;

/// <summary>Where transforms hang as extension methods.</summary>
public sealed class TransformsCatalog
{
    internal TransformsCatalog(IHostEnvironment env)
    {
        Environment = env;
        Categorical = new(env);
        Conversion = new(env);
        Text = new(env);
        FeatureSelection = new(env);
    }

    internal IHostEnvironment Environment { get; }

    public CategoricalTransforms Categorical { get; }

    public ConversionTransforms Conversion { get; }

    public TextTransforms Text { get; }

    public FeatureSelectionTransforms FeatureSelection { get; }

    /// <summary>Transforms of categories.</summary>
    public sealed class CategoricalTransforms
    {
        internal CategoricalTransforms(IHostEnvironment env) => Environment = env;

        internal IHostEnvironment Environment { get; }
    }

    /// <summary>Transforms of types.</summary>
    public sealed class ConversionTransforms
    {
        internal ConversionTransforms(IHostEnvironment env) => Environment = env;

        internal IHostEnvironment Environment { get; }
    }

    /// <summary>Transforms of text.</summary>
    public sealed class TextTransforms
    {
        internal TextTransforms(IHostEnvironment env) => Environment = env;

        internal IHostEnvironment Environment { get; }
    }

    /// <summary>Transforms that select features.</summary>
    public sealed class FeatureSelectionTransforms
    {
        internal FeatureSelectionTransforms(IHostEnvironment env) => Environment = env;

        internal IHostEnvironment Environment { get; }
    }
}
