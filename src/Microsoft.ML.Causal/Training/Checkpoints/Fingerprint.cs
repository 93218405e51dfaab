// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Microsoft.ML.Causal;

/// <summary>A SHA-256 of all that decides what a fit comes to: build, options, seed, data.</summary>
internal sealed class Fingerprint : IDisposable
{
    private static readonly JsonSerializerOptions Json = new() { NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals };

    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    /// <summary>Begins with the build of this library and of its tensors: another one may well take other steps.</summary>
    public Fingerprint() => Add(typeof(Fingerprint).Module.ModuleVersionId.ToString()).Add(typeof(RandomStream).Module.ModuleVersionId.ToString());

    /// <summary>Adds a text.</summary>
    public Fingerprint Add(string text) => Add(Encoding.UTF8.GetBytes(text));

    /// <summary>Adds options, property by property, but not those that change nothing.</summary>
    public Fingerprint Add<TOptions>(TOptions options, TrainingEngine? engine, int seed) where TOptions : class =>
        Add(JsonSerializer.Serialize(options, Json)).Add((engine?.GetType() ?? typeof(ManagedEngine)).FullName!).Add([seed]);

    /// <summary>Adds values; none is another thing than an array of length 0.</summary>
    public Fingerprint Add<T>(T[]? values) where T : unmanaged
    {
        Span<long> length = [values?.Length ?? -1];
        _hash.AppendData(MemoryMarshal.AsBytes(length));
        _hash.AppendData(MemoryMarshal.AsBytes(values.AsSpan()));
        return this;
    }

    /// <summary>The hash.</summary>
    public byte[] Finish() => _hash.GetHashAndReset();

    /// <inheritdoc/>
    public void Dispose() => _hash.Dispose();
}
