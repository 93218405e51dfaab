// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.ML;

namespace Microsoft.Extensions.ML;

/// <summary>The context that engines are made with.</summary>
public class MLOptions
{
    private MLContext _mlContext;

    public MLOptions()
    {
    }

    public MLContext MLContext
    {
        get => _mlContext ??= new MLContext();
        set => _mlContext = value;
    }
}
