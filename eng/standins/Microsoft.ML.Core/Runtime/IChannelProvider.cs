// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Runtime;

/// <summary>Opens channels.</summary>
public interface IChannelProvider : IExceptionContext
{
    IChannel Start(string name);

    IPipe<TMessage> StartPipe<TMessage>(string name);
}
