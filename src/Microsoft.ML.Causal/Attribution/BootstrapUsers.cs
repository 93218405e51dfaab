// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

/// <summary>How often each user is in each of some bootstrap samples; sample 0 is the log itself.</summary>
/// <remarks>
/// Counts are Poisson with mean 1, which needs no knowledge of how many users will come (Chamandy et al. 2012). They depend on the seed and
/// on the order in which users first appear.
/// </remarks>
internal sealed class BootstrapUsers(int draws, int seed)
{
    private readonly RandomStream _random = new(seed, "replay/bootstrap");
    private readonly GrowingArray<byte> _counts = new(1 << 12);
    private byte[] _all = [];

    /// <summary>Number of samples, the log itself included.</summary>
    public int Samples => draws + 1;

    /// <summary>Number of users.</summary>
    public int Users { get; private set; }

    /// <summary>Adds the next user.</summary>
    public void Add()
    {
        Span<byte> counts = _counts.Extend(Samples);
        counts[0] = 1;
        for (int s = 1; s < counts.Length; s++)
            counts[s] = Poisson();
        Users++;
    }

    /// <summary>Copies of a user in each sample.</summary>
    public ReadOnlySpan<byte> Of(int user) => _counts.Written.Slice(user * Samples, Samples);

    /// <summary>Copies of all users, [users, samples].</summary>
    public byte[] All() => _all.Length == Users * Samples ? _all : _all = _counts.Written.ToArray();

    private byte Poisson()
    {
        double left = _random.NextDouble(), term = Math.Exp(-1);
        byte count = 0;
        while (left >= term && count < byte.MaxValue)
        {
            left -= term;
            term /= ++count;
        }

        return count;
    }
}
