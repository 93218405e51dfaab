// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.ML;

namespace Microsoft.Extensions.ML;

/// <summary>Hands the context's messages on to the application's log, as traces.</summary>
internal sealed class MLContextLogging(ILogger<MLContext> logger) : IPostConfigureOptions<MLOptions>
{
    public void PostConfigure(string name, MLOptions options) =>
        options.MLContext.Log += (_, message) => logger.LogTrace("{Message}", message.Message);
}
