// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

/// <summary>A log on its two ways through a replay: touches are added one by one, budgets are set, touches are replayed in the same order.</summary>
/// <typeparam name="TUser">What a user is known by.</typeparam>
/// <typeparam name="TChannel">What a channel is known by.</typeparam>
internal sealed class ReplayLog<TUser, TChannel> where TUser : notnull where TChannel : notnull
{
    private readonly ReplayOptions _options;
    private readonly Func<TChannel, string> _name;
    private readonly Dictionary<TUser, int> _users = [];
    private readonly Dictionary<TChannel, int> _channels = [];
    private readonly List<double[]> _spend = [], _return = [];
    private readonly BootstrapUsers _copies;
    private readonly ReplayState[] _states;
    private long _touches;

    /// <param name="options">Budgets and intervals.</param>
    /// <param name="name">Name of a channel.</param>
    public ReplayLog(ReplayOptions options, Func<TChannel, string> name)
    {
        (_options, _name) = (options, name);
        _copies = new(options.BootstrapDraws, options.Seed);
        _states = new ReplayState[options.BudgetShares.Count];
    }

    /// <summary>Takes in what a touch cost and returned.</summary>
    /// <exception cref="ArgumentException">A number is out of range.</exception>
    public void Add(TUser user, TChannel channel, float cost, float credit)
    {
        if (!(cost >= 0 && float.IsFinite(cost)))
            throw new ArgumentException($"The cost of a touch must be finite and at least 0; that of touch {_touches} of the log is not.", nameof(cost));
        if (!float.IsFinite(credit))
            throw new ArgumentException($"The credit of a touch must be finite; that of touch {_touches} of the log is not.", nameof(credit));
        if (_users.TryAdd(user, _users.Count))
            _copies.Add();
        if (_channels.TryAdd(channel, _channels.Count))
        {
            _spend.Add(new double[_copies.Samples]);
            _return.Add(new double[_copies.Samples]);
        }

        ReadOnlySpan<byte> copies = _copies.Of(_users[user]);
        double[] spend = _spend[_channels[channel]], returned = _return[_channels[channel]];
        for (int s = 0; s < copies.Length; s++)
        {
            spend[s] += copies[s] * (double)cost;
            returned[s] += copies[s] * (double)credit;
        }

        _touches++;
    }

    /// <summary>Shares out the budgets, once all touches are in.</summary>
    public void SetBudgets()
    {
        double[][] shares = [.. Enumerable.Range(0, _copies.Samples).Select(Shares)];
        for (int b = 0; b < _states.Length; b++)
        {
            double share = _options.BudgetShares[b];
            _states[b] = new(_copies, [.. shares.SelectMany((sample, s) => sample.Select(part => part * share * Total(s)))], _channels.Count, _options.Strict);
        }
    }

    /// <summary>Replays a touch.</summary>
    public void Replay(TUser user, TChannel channel, float cost, bool conversion)
    {
        int who = _users[user], where = _channels[channel];
        foreach (ReplayState state in _states)
            state.Play(who, where, cost, conversion);
    }

    /// <summary>What was reached, once all touches are replayed.</summary>
    public BudgetReplay Result()
    {
        double[] shares = Shares(0);
        ReplayChannel[] channels = [.. _channels.Keys.Select((channel, c) => new ReplayChannel(_name(channel), _spend[c][0], _return[c][0], shares[c]))];
        return new(_touches, _users.Count, Total(0), channels, [.. _states.Select((state, b) => state.Result(_options.BudgetShares[b], _options.BudgetShares[b] * Total(0), _options.Level))]);
    }

    private double Total(int sample) => _spend.Sum(channel => channel[sample]);

    /// <summary>Each channel's share of a budget in a bootstrap sample; 0 for all where none returned anything.</summary>
    private double[] Shares(int sample)
    {
        double[] returns = [.. _spend.Select((spend, c) => spend[sample] > 0 ? Math.Max(0, _return[c][sample] / spend[sample]) : 0)];
        double sum = returns.Sum();
        return sum > 0 ? [.. returns.Select(value => value / sum)] : returns;
    }
}
