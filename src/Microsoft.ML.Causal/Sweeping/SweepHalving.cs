// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Linq.Expressions;

namespace Microsoft.ML.Causal;

/// <summary>Successive halving on epochs: many options get a few epochs, the best of them more, the best of those all (Hyperband, Li et al. 2018).</summary>
/// <remarks>
/// <code>
/// brackets s = S, S−1, .., 0 in turn, S = ⌊log_η(1/smallest share)⌋;   bracket s begins with ⌈(S+1)/(s+1) · ηˢ⌉ options at share η⁻ˢ
/// of the epochs; of each rung the best 1/η go on with η times the share, until the share is 1
/// </code>
/// An option that goes on is fitted anew with more epochs, as a trial of its own. Bracket 0 trusts no short fit. The best trial is
/// chosen among those with the largest share.
/// </remarks>
/// <typeparam name="TOptions">The options record.</typeparam>
public sealed record SweepHalving<TOptions> where TOptions : class
{
    private readonly Func<TOptions, double, TOptions> _scale;
    private readonly Func<TOptions, int> _count;

    private SweepHalving(string name, Func<TOptions, double, TOptions> scale, Func<TOptions, int> count) => (Name, _scale, _count) = (name, scale, count);

    /// <summary>Gets the names of the options that are the budget.</summary>
    public string Name { get; }

    /// <summary>Gets η: one in so many goes on, with so many times the epochs. Range [2, ∞). Default 3.</summary>
    public int Factor { get; init; } = 3;

    /// <summary>Gets the smallest share of the epochs. Range (0, 1]. Default 1/9.</summary>
    public double SmallestShare { get; init; } = 1.0 / 9;

    /// <summary>Gets the number of brackets that are run in turn, beginning with the smallest share; null (default) means all S + 1 of them. Range [1, ∞).</summary>
    public int? Brackets { get; init; }

    /// <summary>Halves numbers of epochs; each stays at least 1.</summary>
    /// <param name="epochs">The options, such as <c>o => o.CoreEpochs, o => o.OutcomeEpochs</c>; their values are the whole budget.</param>
    /// <exception cref="ArgumentException">There is none, or one is not a property of the record.</exception>
    public static SweepHalving<TOptions> On(params Expression<Func<TOptions, int>>[] epochs)
    {
        ArgumentNullException.ThrowIfNull(epochs);
        if (epochs.Length == 0)
            throw new ArgumentException("Halving needs an option that counts epochs, such as o => o.Epochs.", nameof(epochs));
        OptionPath<TOptions, int>[] paths = [.. epochs.Select(OptionPath<TOptions, int>.Of)];
        return new(
            string.Join(", ", paths.Select(path => path.Name)),
            (options, share) => paths.Aggregate(options, (changed, path) => path.Set(changed, Scaled(path.Get(options), share))),
            options => paths.Sum(path => path.Get(options)));
    }

    /// <summary>Halves a list of numbers of epochs, one per stage; each stays at least 1.</summary>
    /// <param name="epochs">The option, such as <c>o => o.StageEpochs</c>; its value is the whole budget.</param>
    /// <exception cref="ArgumentException">It is not a property of the record.</exception>
    public static SweepHalving<TOptions> On(Expression<Func<TOptions, IReadOnlyList<int>>> epochs)
    {
        var path = OptionPath<TOptions, IReadOnlyList<int>>.Of(epochs);
        return new(
            path.Name,
            (options, share) => path.Set(options, [.. path.Get(options).Select(count => Scaled(count, share))]),
            options => path.Get(options).Sum());
    }

    /// <summary>The options with a share of their epochs.</summary>
    internal TOptions Scale(TOptions options, double share) => _scale(options, share);

    /// <summary>Number of epochs of the options.</summary>
    internal int Count(TOptions options) => _count(options);

    internal void Validate()
    {
        Require(Factor >= 2, nameof(Factor), Factor, "at least 2");
        Require(SmallestShare is > 0 and <= 1, nameof(SmallestShare), SmallestShare, "greater than 0 and at most 1");
        Require(Brackets is null or >= 1, nameof(Brackets), Brackets ?? 0, "at least 1, or null");
    }

    /// <summary>What a journal tells this halving by.</summary>
    internal string Describe() => FormattableString.Invariant($"{Name}, factor {Factor}, smallest share {SmallestShare}, brackets {Brackets}");

    private static int Scaled(int epochs, double share) => Math.Max(1, (int)Math.Round(epochs * share));

    private static void Require(bool good, string option, object actual, string expected)
    {
        if (!good)
            throw new ArgumentOutOfRangeException(option, actual, $"SweepHalving.{option} must be {expected}.");
    }
}
