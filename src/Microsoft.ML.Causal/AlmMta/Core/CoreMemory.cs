// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

/// <summary>What rows have told a core: a quadratic in its parameters, which a later fit adds to the loss of further rows.</summary>
/// <remarks>
/// <code>−log P(rows | θ) ≈ ½ θᵀFθ − sᵀθ,   F = Σ_parts I_t,   s = Σ_parts (I_t θ_t − g_t)</code>
/// I_t is the information of part t, g_t the gradient of its loss, both at its own estimate θ_t. With the gradient in it the expansion is
/// right to first order wherever θ_t lies, so that a part whose training stopped early is not taken for the optimum. I_t is a diagonal, but
/// for the coupled parameters (<see cref="CoreGroup.IsCoupled"/>), where it is whole. The prior is no part of it: its precisions follow
/// all rows, part after part.
/// </remarks>
/// <param name="Values">θ̂, where the next fit begins.</param>
/// <param name="Information">The diagonal of F.</param>
/// <param name="Score">s.</param>
/// <param name="Coupling">F of the coupled parameters, [k,k].</param>
/// <param name="Precisions">τ, group by group.</param>
/// <param name="Loss">Sum of held-out losses over the parts.</param>
/// <param name="Weight">What that sum is divided by for a mean.</param>
internal sealed record CoreMemory(
    double[] Values, double[] Information, double[] Score, double[] Coupling, double[] Precisions, double Loss, double Weight)
{
    private const string ValuePart = "value.", InformationPart = "information.", ScorePart = "score.", CouplingName = "coupling", PrecisionsName = "precisions";
    private const string LossName = "loss";

    /// <summary>The same with less to tell: rows count <paramref name="share"/> of what they did.</summary>
    public CoreMemory Faded(double share) => this with
    {
        Information = Scaled(Information, share), Score = Scaled(Score, share), Coupling = Scaled(Coupling, share), Loss = share * Loss, Weight = share * Weight,
    };

    /// <summary>What these rows and others have told; values and precisions stay.</summary>
    public CoreMemory Add(CoreMemory other) => this with
    {
        Information = Sum(Information, other.Information), Score = Sum(Score, other.Score), Coupling = Sum(Coupling, other.Coupling),
        Loss = Loss + other.Loss, Weight = Weight + other.Weight,
    };

    /// <summary>Fθ.</summary>
    /// <param name="coupled">Indices of the coupled parameters.</param>
    /// <param name="theta">θ.</param>
    /// <param name="pull">Receives Fθ.</param>
    public void Pull(ReadOnlySpan<int> coupled, ReadOnlySpan<double> theta, Span<double> pull)
    {
        for (int i = 0; i < pull.Length; i++)
            pull[i] = Information[i] * theta[i];
        int k = coupled.Length;
        Span<double> own = stackalloc double[k];
        for (int a = 0; a < k; a++)
            own[a] = theta[coupled[a]];
        for (int a = 0; a < k; a++)
            pull[coupled[a]] = DoubleSpan.Dot(Coupling.AsSpan(a * k, k), own);
    }

    /// <summary>The same for a parameter that means another thing by now: what was θ_i is θ_i + <paramref name="shift"/>.</summary>
    public CoreMemory Shifted(int parameter, double shift)
    {
        double[] values = [.. Values], score = [.. Score];
        values[parameter] += shift;
        score[parameter] += Information[parameter] * shift;
        return this with { Values = values, Score = score };
    }

    /// <summary>The same with s as other rows of the same kind might have made it: s + F^½ z, z standard normal.</summary>
    public CoreMemory Redrawn(ReadOnlySpan<int> coupled, RandomStream random)
    {
        double[] score = [.. Score.Select((value, i) => value + Math.Sqrt(Math.Max(0, Information[i])) * random.NextGaussian())];
        int k = coupled.Length;
        double[] factor = [.. Coupling], z = [.. Enumerable.Range(0, k).Select(_ => random.NextGaussian())];

        // Fewer rows than parameters leave directions of which nothing is known.
        for (int a = 0; a < k; a++)
            factor[a * k + a] += 1e-6 * (factor[a * k + a] + 1);
        if (!Cholesky.Factor(factor, k))
            return this with { Score = score };
        for (int a = 0; a < k; a++)
            score[coupled[a]] = Score[coupled[a]] + DoubleSpan.Dot(factor.AsSpan(a * k, a + 1), z.AsSpan(0, a + 1));
        return this with { Score = score };
    }

    /// <summary>As arrays of a model.</summary>
    /// <param name="parameters">The layout.</param>
    /// <param name="prefix">Begins the names.</param>
    public IEnumerable<(string Name, int[] Shape, float[] Values)> Arrays(CoreParameters parameters, string prefix) =>
    [
        .. CoreArrays.Write(parameters, Values, prefix + ValuePart), .. CoreArrays.Write(parameters, Information, prefix + InformationPart),
        .. CoreArrays.Write(parameters, Score, prefix + ScorePart),
        .. new[] { (CouplingName, Coupling), (PrecisionsName, Precisions), (LossName, [Loss, Weight]) }
            .Select(array => (prefix + array.Item1, new[] { array.Item2.Length }, Array.ConvertAll(array.Item2, value => (float)value))),
    ];

    /// <summary>Reads one back, for a core that may have more keys or clusters by now: what they stand for has told nothing yet.</summary>
    /// <param name="parameters">The layout.</param>
    /// <param name="arrays">The arrays, without their prefix.</param>
    /// <exception cref="InvalidDataException">An array is missing, or of another length than it should be.</exception>
    public static CoreMemory Of(CoreParameters parameters, NamedArrays arrays)
    {
        double[] loss = Doubles(LossName);
        return new(Groups(ValuePart), Groups(InformationPart), Groups(ScorePart), Square(), Doubles(PrecisionsName), loss[0], loss[1]);

        double[] Doubles(string name) => Array.ConvertAll(arrays.Get(name).Values, value => (double)value);

        // A coupled group that has grown leaves its new parameters without a part in what former rows told.
        double[] Square()
        {
            double[] former = Doubles(CouplingName);
            int k = parameters.Coupled.Length, known = (int)Math.Round(Math.Sqrt(former.Length)), next = 0, old = 0;
            var places = new int[known];
            foreach (CoreGroup group in parameters.Groups.Where(group => group.IsCoupled))
            {
                int length = arrays.Get(InformationPart + group.Name).Values.Length;
                for (int i = 0; i < length && old < known; i++)
                    places[old++] = next + i;
                next += group.Length;
            }

            if (old != known || known * known != former.Length)
                throw new InvalidDataException($"Array '{CouplingName}' of the model does not fit the lengths of its groups; it is incomplete or was written by another version.");
            var square = new double[k * k];
            for (int a = 0; a < known; a++)
            for (int b = 0; b < known; b++)
                square[places[a] * k + places[b]] = former[a * known + b];
            return square;
        }

        double[] Groups(string part)
        {
            var values = new double[parameters.Values.Length];
            foreach (CoreGroup group in parameters.Groups)
            {
                double[] former = Doubles(part + group.Name);
                if (former.Length > group.Length)
                    throw new InvalidDataException($"Array '{part}{group.Name}' of the model should have up to {group.Length} values, but has {former.Length}.");
                former.CopyTo(values, group.Offset);
            }

            return values;
        }
    }

    private static double[] Scaled(double[] values, double share) => Array.ConvertAll(values, value => share * value);

    private static double[] Sum(double[] a, double[] b) => [.. a.Zip(b, (x, y) => x + y)];
}
