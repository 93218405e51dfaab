// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Text.Json;
using System.Text.Json.Serialization;

namespace Microsoft.ML.Causal.Samples;

/// <summary>Writes a report as JSON.</summary>
internal static class JsonFile
{
    private static readonly JsonSerializerOptions Format = new()
    {
        WriteIndented = true,
        // A metric without a value is NaN; JSON has no number for it.
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        Converters = { new JsonStringEnumConverter() },
    };

    public static void Write<T>(string path, T report) => AtomicFile.Write(path, stream => JsonSerializer.Serialize(stream, report, Format));
}
