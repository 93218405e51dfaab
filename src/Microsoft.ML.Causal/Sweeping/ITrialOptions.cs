// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

/// <summary>What a sweep needs of an options record besides the options that it searches.</summary>
/// <typeparam name="TSelf">The record itself.</typeparam>
public interface ITrialOptions<TSelf> where TSelf : class
{
    /// <summary>Gets the name of the column whose rows stay together when rows are held out; null makes each row its own.</summary>
    string? GroupColumnName { get; }

    /// <summary>The same options for one trial.</summary>
    /// <param name="seed">Seed of the trial.</param>
    /// <param name="threads">Threads that the trial may use, at least 1.</param>
    /// <param name="cancellationToken">Ends the trial early; its model is then thrown away.</param>
    TSelf ForTrial(int seed, int threads, CancellationToken cancellationToken);
}
