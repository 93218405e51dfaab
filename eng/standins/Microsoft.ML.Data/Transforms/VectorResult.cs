// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Data;

/// <summary>Writes computed vectors: sparse where less than half of the items differ from zero, as ML.NET's transforms do.</summary>
internal static class VectorResult
{
    public static void Set<T>(ref VBuffer<T> result, ReadOnlySpan<T> items)
    {
        int count = 0;
        foreach (T item in items)
            count += EqualityComparer<T>.Default.Equals(item, default) ? 0 : 1;

        if (items.IsEmpty || count >= Math.Max(1, items.Length / 2))
        {
            VBufferEditor<T> dense = VBufferEditor.Create(ref result, items.Length);
            items.CopyTo(dense.Values);
            result = dense.Commit();
            return;
        }

        VBufferEditor<T> sparse = VBufferEditor.Create(ref result, items.Length, count);
        for (int i = 0, next = 0; next < count; i++)
        {
            if (EqualityComparer<T>.Default.Equals(items[i], default))
                continue;
            sparse.Values[next] = items[i];
            sparse.Indices[next++] = i;
        }

        result = sparse.Commit();
    }
}
