// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.ML.Runtime;

namespace Microsoft.ML;

/// <summary>Saving and loading of models, and single predictions.</summary>
public sealed partial class ModelOperationsCatalog
{
    internal ModelOperationsCatalog(IHostEnvironment env) => Environment = env;

    internal IHostEnvironment Environment { get; }
}
