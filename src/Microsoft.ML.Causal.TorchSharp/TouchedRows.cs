// Licensed under the MIT licence; see LICENSE in the repository root.

using TorchSharp;

namespace Microsoft.ML.Causal;

/// <summary>The rows of a table that a pass gathered, each once, with their gradients.</summary>
/// <param name="Index">Row numbers, [u].</param>
/// <param name="Gradient">[u,d].</param>
internal sealed record TouchedRows(torch.Tensor Index, torch.Tensor Gradient) : IDisposable
{
    /// <summary>Sums the gradients of gathered rows by row number, in order of first touch.</summary>
    public static TouchedRows Sum(IReadOnlyList<(int[] Ids, torch.Tensor Rows)> gathers, Shape table, torch.Device device)
    {
        var place = new Dictionary<int, int>();
        var unique = new List<int>();
        using DisposeScope scope = torch.NewDisposeScope();
        torch.Tensor? sums = null;
        var places = new int[gathers.Count][];
        for (int g = 0; g < places.Length; g++)
        {
            places[g] = new int[gathers[g].Ids.Length];
            for (int i = 0; i < places[g].Length; i++)
            {
                int id = gathers[g].Ids[i];
                if (!place.TryGetValue(id, out places[g][i]))
                {
                    place.Add(id, places[g][i] = unique.Count);
                    unique.Add(id);
                }
            }
        }

        for (int g = 0; g < places.Length; g++)
        {
            torch.Tensor rows = gathers[g].Rows;
            sums ??= torch.zeros((long[])[unique.Count, table.Columns], rows.dtype, device);
            sums.index_add_(0, TensorTransfer.Create(places[g], device), rows, 1);
        }

        return new(TensorTransfer.Create(unique.ToArray(), device).DetachFromDisposeScope(), sums!.DetachFromDisposeScope());
    }

    public void Dispose()
    {
        Index.Dispose();
        Gradient.Dispose();
    }
}
