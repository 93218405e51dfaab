// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Runtime;

/// <summary>How urgent a message is.</summary>
public enum ChannelMessageKind
{
    Trace = 0,
    Info = 1,
    Warning = 2,
    Error = 3,
}
