// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.Extensions.Primitives;
using Microsoft.ML;

namespace Microsoft.Extensions.ML;

/// <summary>Gives a pool its model, and tells it when there is another one.</summary>
public abstract class ModelLoader
{
    protected ModelLoader()
    {
    }

    public abstract ITransformer GetModel();

    public abstract IChangeToken GetReloadToken();
}
