// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

/// <summary>Plays a log again under smaller budgets, which channels get by what a credit column says they returned.</summary>
/// <remarks>
/// <code>
/// Return_c = Σ credit,  ROI_c = Return_c / Spend_c,  Budget_c = ROI_c / Σ ROI · B        (ROI below 0 counts as 0)
/// touches in order of time: the user is lost already → skipped;  Budget_c ≥ cost → accepted, paid;  otherwise the user is lost
/// </code>
/// A conversion counts if its touch is accepted (the back-evaluation of Ren et al. 2018, with credits by user). Cheap channels get most of
/// the budget by construction, and nothing says that a lost user would not have converted: this is a check of plausibility, no evidence of
/// a causal effect. One pass of the log finds spend and return, a second replays; memory holds state by user and channel, none by touch.
/// The intervals are those of a bootstrap over users: whole users are drawn, budgets are set anew, and copies of a user pay each for itself.
/// </remarks>
/// <param name="Touches">Number of touches of the log.</param>
/// <param name="Users">Number of its users.</param>
/// <param name="Spend">Σ cost.</param>
/// <param name="Channels">What each channel got, in order of appearance.</param>
/// <param name="Budgets">What each budget reached, in the order of the options.</param>
public sealed record BudgetReplay(
    long Touches, int Users, double Spend, IReadOnlyList<ReplayChannel> Channels, IReadOnlyList<ReplayBudget> Budgets)
{
    /// <summary>Replays a log that is in memory.</summary>
    /// <param name="user">User of each touch, touches in order of time.</param>
    /// <param name="channel">Channel of each touch.</param>
    /// <param name="cost">What it cost, at least 0.</param>
    /// <param name="credit">Its credit; 0 on touches of journeys that did not convert.</param>
    /// <param name="conversion">Whether a conversion counts at it.</param>
    /// <param name="options">Budgets and intervals; null means the defaults. Column names are not used.</param>
    /// <exception cref="ArgumentException">Lengths differ, a cost or credit is out of range, or an option is.</exception>
    public static BudgetReplay Compute(
        ReadOnlySpan<int> user, ReadOnlySpan<int> channel, ReadOnlySpan<float> cost, ReadOnlySpan<float> credit, ReadOnlySpan<bool> conversion,
        ReplayOptions? options = null)
    {
        MetricInput.NotEmpty(user.Length, nameof(user));
        MetricInput.SameLength(channel.Length, user.Length, nameof(channel));
        MetricInput.SameLength(cost.Length, user.Length, nameof(cost));
        MetricInput.SameLength(credit.Length, user.Length, nameof(credit));
        MetricInput.SameLength(conversion.Length, user.Length, nameof(conversion));
        var log = new ReplayLog<int, int>((options ?? new()).Validated(), number => $"{number}");
        for (int i = 0; i < user.Length; i++)
            log.Add(user[i], channel[i], cost[i], credit[i]);
        log.SetBudgets();
        for (int i = 0; i < user.Length; i++)
            log.Replay(user[i], channel[i], cost[i], conversion[i]);
        return log.Result();
    }
}
