// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Diagnostics;
using System.Globalization;

namespace Microsoft.ML.Runtime;

/// <summary>Sends the messages of one computation to the context's sink.</summary>
internal sealed class Channel : IChannel
{
    private readonly HostRoot _root;
    private readonly Host _host;
    private readonly long _started = Stopwatch.GetTimestamp();
    private bool _disposed;

    public Channel(HostRoot root, Host host, string source)
    {
        _root = root;
        _host = host;
        ContextDescription = source;
        Trace(MessageSensitivity.None, "Channel started");
    }

    public string ContextDescription { get; }

    public TException Process<TException>(TException ex)
        where TException : Exception => _host.Process(ex);

    public void Send(ChannelMessage msg) => _root.Sink?.Invoke(ContextDescription, msg);

    public void Trace(MessageSensitivity sensitivity, string fmt) => Send(new(ChannelMessageKind.Trace, sensitivity, fmt));

    public void Trace(MessageSensitivity sensitivity, string fmt, params object[] args) => Trace(sensitivity, Format(fmt, args));

    public void Info(MessageSensitivity sensitivity, string fmt) => Send(new(ChannelMessageKind.Info, sensitivity, fmt));

    public void Info(MessageSensitivity sensitivity, string fmt, params object[] args) => Info(sensitivity, Format(fmt, args));

    public void Warning(MessageSensitivity sensitivity, string fmt) => Send(new(ChannelMessageKind.Warning, sensitivity, fmt));

    public void Warning(MessageSensitivity sensitivity, string fmt, params object[] args) => Warning(sensitivity, Format(fmt, args));

    public void Error(MessageSensitivity sensitivity, string fmt) => Send(new(ChannelMessageKind.Error, sensitivity, fmt));

    public void Error(MessageSensitivity sensitivity, string fmt, params object[] args) => Error(sensitivity, Format(fmt, args));

    public void Dispose()
    {
        if (_disposed)
            return;
        _disposed = true;
        Trace(MessageSensitivity.None, $"Channel finished. Elapsed {Stopwatch.GetElapsedTime(_started):c}.");
        Trace(MessageSensitivity.None, "Channel disposed");
    }

    private static string Format(string fmt, object[] args) =>
        args is { Length: > 0 } ? string.Format(CultureInfo.InvariantCulture, fmt, args) : fmt;
}
