// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Microsoft.ML.Causal;

/// <summary>Decodes a model's text once and finds the result again by the text's reference, for every row after.</summary>
/// <typeparam name="TModel">What the text decodes to; used by several threads at once.</typeparam>
internal static class DecodedModels<TModel> where TModel : class
{
    // Weak in the text's owner: a model that is no longer held by any chain goes away, and its scorer with it.
    private static readonly ConditionalWeakTable<object, OwnedModels> _models = [];

    // A cursor asks on one thread for the same text over and over: comparing references is enough then.
    [ThreadStatic]
    private static WeakReference<Decoded>? _last;

    /// <summary>The model that <paramref name="text"/> encodes.</summary>
    /// <param name="text">A text of the model column; it is told from others by reference, not by content.</param>
    /// <param name="decode">Makes the model; called once per text.</param>
    /// <exception cref="InvalidOperationException">The text is empty: the model column did not reach the scoring step.</exception>
    /// <exception cref="InvalidDataException">The text is damaged or was written by a newer version.</exception>
    public static TModel Get(ReadOnlyMemory<char> text, Func<ModelArchive, TModel> decode)
    {
        (object owner, int start) = Owner(text);
        if (_last is { } last && last.TryGetTarget(out Decoded? decoded) && decoded.Is(owner, start, text.Length))
            return decoded.Model;

        OwnedModels models = _models.GetOrCreateValue(owner);
        lock (models)
        {
            foreach (Decoded known in models)
            {
                if (known.Is(owner, start, text.Length))
                {
                    _last = known.Self;
                    return known.Model;
                }
            }

            decoded = new Decoded(owner, start, text.Length, decode(ModelArchive.Decode(text.Span)));
            models.Add(decoded);
        }

        _last = decoded.Self;
        return decoded.Model;
    }

    private static (object Owner, int Start) Owner(ReadOnlyMemory<char> text)
    {
        if (!text.IsEmpty && MemoryMarshal.TryGetString(text, out string? owner, out int start, out _))
            return (owner, start);
        if (!text.IsEmpty && MemoryMarshal.TryGetArray(text, out ArraySegment<char> segment))
            return (segment.Array!, segment.Offset);
        throw new InvalidOperationException(
            $"Column '{EmbeddedModel.ColumnName}' is empty where the model's weights are expected. "
            + "Apply the whole model, not a part of its chain.");
    }

    private sealed class OwnedModels : List<Decoded>;

    /// <summary>A decoded model, and the piece of text it came from.</summary>
    private sealed class Decoded
    {
        private readonly WeakReference<object> _owner;
        private readonly int _start, _length;

        public Decoded(object owner, int start, int length, TModel model)
        {
            _owner = new(owner);
            (_start, _length, Model) = (start, length, model);
            Self = new(this);
        }

        public TModel Model { get; }

        public WeakReference<Decoded> Self { get; }

        public bool Is(object owner, int start, int length) =>
            _start == start && _length == length && _owner.TryGetTarget(out object? own) && ReferenceEquals(own, owner);
    }
}
