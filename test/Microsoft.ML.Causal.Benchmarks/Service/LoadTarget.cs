// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Text.Json;

namespace Microsoft.ML.Causal.Benchmarks;

/// <summary>An address of the service with two models that take turns, requests, and the answers that each model must give.</summary>
internal abstract class LoadTarget
{
    protected static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web);

    /// <summary>Requests that differ; they are sent in turn.</summary>
    protected const int Requests = 512;

    private volatile int _announced, _confirmed;

    /// <summary>Name of the setting with the model's path.</summary>
    public abstract string Setting { get; }

    /// <summary>Path of the address.</summary>
    public abstract string Address { get; }

    /// <summary>The two model files.</summary>
    public required byte[][] Models { get; init; }

    /// <summary>How answers name the two models.</summary>
    public required string[] Fingerprints { get; init; }

    /// <summary>Bodies of the requests.</summary>
    public required byte[][] Bodies { get; init; }

    /// <summary>Which model the service has for certain: it said so.</summary>
    public int Confirmed => _confirmed;

    /// <summary>Which model the service has, or will soon have.</summary>
    public int Announced => _announced;

    public void Announce(int version) => _announced = version;

    public void Confirm(int version) => _confirmed = version;

    /// <summary>Name of the model that made an answer, and whether its scores are those of the given version.</summary>
    public abstract (string Model, Func<int, bool> Is) Read(byte[] answer, int request);
}
