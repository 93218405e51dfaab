// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Runtime;

/// <summary>The environment of one component, with its own random stream.</summary>
public interface IHost : IHostEnvironment
{
    Random Rand { get; }
}
