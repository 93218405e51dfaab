// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Runtime;

/// <summary>What all hosts of one context share: the catalog and where messages go.</summary>
internal sealed class HostRoot
{
    public ComponentCatalog Catalog { get; } = new();

    /// <summary>Receives the source and the message.</summary>
    public Action<string, ChannelMessage> Sink { get; set; }
}
