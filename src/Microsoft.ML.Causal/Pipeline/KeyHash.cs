// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using Microsoft.ML.Data;

namespace Microsoft.ML.Causal;

/// <summary>Tells whether the keys of two columns stand for the same values, without keeping the values.</summary>
internal static class KeyHash
{
    // 64 bits: two dictionaries that differ agree by chance once in 10¹⁹ times.
    private const int Digits = 16;

    /// <summary>A hash of the values of the first keys of a column of keys or of vectors of them; null where the column does not name its values.</summary>
    public static string? Of(DataViewSchema.Column column, int keys)
    {
        if (column.HasKeyValues(TextDataViewType.Instance))
            return Hash<ReadOnlyMemory<char>>(column, keys, text => Encoding.UTF8.GetBytes($"{text.Length}:{text}"));
        return OfNumbers<int>(NumberDataViewType.Int32) ?? OfNumbers<long>(NumberDataViewType.Int64) ?? OfNumbers<uint>(NumberDataViewType.UInt32)
            ?? OfNumbers<ulong>(NumberDataViewType.UInt64) ?? OfNumbers<float>(NumberDataViewType.Single) ?? OfNumbers<double>(NumberDataViewType.Double)
            ?? OfNumbers<bool>(BooleanDataViewType.Instance);

        string? OfNumbers<T>(PrimitiveDataViewType type) where T : unmanaged =>
            column.HasKeyValues(type) ? Hash<T>(column, keys, value => MemoryMarshal.AsBytes(new ReadOnlySpan<T>(in value)).ToArray()) : null;
    }

    /// <summary>Checks that the first keys of a column stand for what they stood for when a model was trained.</summary>
    /// <param name="role">What the column is, for the message.</param>
    /// <param name="column">The column.</param>
    /// <param name="keys">Number of keys that the model knows.</param>
    /// <param name="hash">Their hash then; null where it is not known.</param>
    /// <param name="found">Number of keys that the column has.</param>
    /// <exception cref="ArgumentException">The column has fewer keys, or other values behind them.</exception>
    public static void Check(string role, DataViewSchema.Column column, int keys, string? hash, int found)
    {
        const string Remedy =
            "Map values to keys the same way every time, such as by one fitted MapValueToKey or by its keyData; new values are welcome behind those that the model knows.";
        if (found < keys)
            throw new ArgumentException($"{role} column '{column.Name}' has {found} keys, and the model to continue from knows {keys}. {Remedy}");
        if (hash is not null && Of(column, keys) is { } now && now != hash)
            throw new ArgumentException($"The keys of {role.ToLowerInvariant()} column '{column.Name}' stand for other values than when the model to continue from was trained. {Remedy}");
    }

    private static string Hash<T>(DataViewSchema.Column column, int keys, Func<T, byte[]> bytes)
    {
        VBuffer<T> values = default;
        column.GetKeyValues(ref values);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (T value in values.DenseValues().Take(keys))
            hash.AppendData(bytes(value));
        return Convert.ToHexStringLower(hash.GetHashAndReset())[..Digits];
    }
}
