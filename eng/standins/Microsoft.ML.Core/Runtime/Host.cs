// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Runtime;

/// <summary>The environment of one component; its random stream is seeded from its parent's.</summary>
internal sealed class Host : IHost
{
    private readonly HostRoot _root;
    private readonly string _name;
    private readonly Lock _lock = new();

    public Host(HostRoot root, string name, int randomSeed, int? givenSeed)
    {
        _root = root;
        _name = name;
        Rand = new Random(randomSeed);
        Seed = givenSeed;
    }

    /// <summary>The seed that the user gave this environment, if any.</summary>
    public int? Seed { get; }

    public Random Rand { get; }

    public ComponentCatalog ComponentCatalog => _root.Catalog;

    public string ContextDescription => "HostEnvironment";

    public IHost Register(string name, int? seed = null, bool? verbose = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        // The draw advances the parent's stream, so a child depends on how many were registered before it.
        lock (_lock)
            return new Host(_root, name, seed ?? Rand.Next(), seed);
    }

    public IChannel Start(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        return new Channel(_root, this, string.IsNullOrEmpty(_name) ? name : $"{_name}; {name}");
    }

    public IPipe<TMessage> StartPipe<TMessage>(string name)
    {
        if (typeof(TMessage) == typeof(ChannelMessage))
            return (IPipe<TMessage>)Start(name);
        return new SilentPipe<TMessage>(this);
    }

    public IProgressChannel StartProgressChannel(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        return new SilentProgress();
    }

    public TException Process<TException>(TException ex)
        where TException : Exception => ex;

    private sealed class SilentPipe<TMessage>(Host host) : IPipe<TMessage>
    {
        public string ContextDescription => host.ContextDescription;

        public TException Process<TException>(TException ex)
            where TException : Exception => ex;

        public void Send(TMessage msg)
        {
        }

        public void Dispose()
        {
        }
    }

    // MLContext shows no progress: readings go nowhere, in the real library as well.
    private sealed class SilentProgress : IProgressChannel
    {
        public void SetHeader(ProgressHeader header, Action<IProgressEntry> fillAction)
        {
        }

        public void Checkpoint(params double?[] values)
        {
        }

        public IProgressChannel StartProgressChannel(string name) => new SilentProgress();

        public void Dispose()
        {
        }
    }
}
