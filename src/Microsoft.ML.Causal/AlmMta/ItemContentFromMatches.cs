// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

/// <summary>Content vectors of items, worked out from how alike items are to produced works whose vectors are known.</summary>
/// <remarks>
/// <code>
/// match_j = cos(u, v_i) + noise   for a touch of item i in the row of a work u
/// v_i = argmin Σ_j (match_j − û_j·v)² + ridge ‖v‖²,   û = u/‖u‖, one regression per item
/// </code>
/// For logs that hold the match and the work but not the content of items. An item needs about twice as many matches as a vector has
/// numbers. Only journeys that a model is trained on belong in here: matches of others are their outcomes.
/// </remarks>
public static class ItemContentFromMatches
{
    /// <summary>Estimates the vectors.</summary>
    /// <param name="offsets">First touch of each row, then the number of touches; [n+1].</param>
    /// <param name="items">Item of each touch, from 1, 0 missing; [m].</param>
    /// <param name="match">Cosine of each touch's item and the row's work, NaN where there is none; [m].</param>
    /// <param name="work">Content vectors of works, row-major, zeros or NaN where there is none; [n,width].</param>
    /// <param name="width">Numbers of a vector, at least 1.</param>
    /// <param name="ridge">Penalty, in squared matches; at least 0. Default 0.01, a hair beside the 1/width that each match adds in every direction.</param>
    /// <returns>The vector of each item with at least <paramref name="width"/> matches, in the order of items.</returns>
    /// <exception cref="ArgumentException">Lengths do not fit each other.</exception>
    public static IReadOnlyDictionary<int, float[]> Estimate(
        ReadOnlySpan<int> offsets, ReadOnlySpan<int> items, ReadOnlySpan<float> match, ReadOnlySpan<float> work, int width, double ridge = 0.01)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        if (!(ridge >= 0 && double.IsFinite(ridge)))
            throw new ArgumentOutOfRangeException(nameof(ridge), ridge, "ridge must be finite and at least 0.");
        MetricInput.NotEmpty(offsets.Length, nameof(offsets));
        MetricInput.SameLength(items.Length, offsets[^1], nameof(items));
        MetricInput.SameLength(match.Length, offsets[^1], nameof(match));
        MetricInput.SameLength(work.Length, (offsets.Length - 1) * width, nameof(work));

        var matches = new SortedDictionary<int, List<(int Row, int Touch)>>();
        var direction = new double[work.Length];
        for (int i = 0; i + 1 < offsets.Length; i++)
        {
            if (!Normalise(work.Slice(i * width, width), direction.AsSpan(i * width, width)))
                continue;
            for (int j = offsets[i]; j < offsets[i + 1]; j++)
            {
                if (items[j] <= 0 || !float.IsFinite(match[j]))
                    continue;
                if (!matches.TryGetValue(items[j], out List<(int, int)>? own))
                    matches[items[j]] = own = [];
                own.Add((i, j));
            }
        }

        var vectors = new Dictionary<int, float[]>();
        var gram = new double[width * width];
        var right = new double[width];
        foreach ((int item, List<(int Row, int Touch)> own) in matches)
        {
            // With fewer equations than unknowns a vector would say where it is not known to lie.
            if (own.Count < width)
                continue;
            Array.Clear(gram);
            Array.Clear(right);
            foreach ((int row, int touch) in own)
            {
                ReadOnlySpan<double> u = direction.AsSpan(row * width, width);
                DoubleSpan.AddScaled(match[touch], u, right);
                for (int k = 0; k < width; k++)
                    DoubleSpan.AddScaled(u[k], u[..(k + 1)], gram.AsSpan(k * width, k + 1));
            }

            // A hair at least: works may all lie in one plane.
            for (int k = 0; k < width; k++)
                gram[k * width + k] += Math.Max(ridge, 1e-9 * own.Count);
            Cholesky.Factor(gram, width);
            Cholesky.Solve(gram, right);
            vectors[item] = Array.ConvertAll(right, v => (float)v);
        }

        return vectors;
    }

    /// <summary>Writes the work's direction; false where there is no work.</summary>
    private static bool Normalise(ReadOnlySpan<float> work, Span<double> direction)
    {
        double square = 0;
        foreach (float value in work)
            square += (double)value * value;
        if (!(square > 0) || !double.IsFinite(square))
            return false;
        double scale = 1 / Math.Sqrt(square);
        for (int k = 0; k < work.Length; k++)
            direction[k] = scale * work[k];
        return true;
    }
}
