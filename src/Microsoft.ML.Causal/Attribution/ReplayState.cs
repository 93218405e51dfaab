// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

/// <summary>The replay under one budget, of the log and of its bootstrap samples side by side.</summary>
internal sealed class ReplayState
{
    // Credits are float: what differs by less than their rounding is equal.
    private const double Equal = 1e-6;

    private readonly double _needed;
    private readonly int _samples, _channels;
    private readonly byte[] _alive;
    private readonly double[] _left, _cost, _conversions, _users;

    /// <param name="copies">Copies of the users in each sample.</param>
    /// <param name="budgets">Budget of each channel in each sample, [samples, channels].</param>
    /// <param name="channels">Number of channels.</param>
    /// <param name="strict">Whether a budget must exceed a cost.</param>
    public ReplayState(BootstrapUsers copies, double[] budgets, int channels, bool strict)
    {
        (_samples, _channels, _left) = (copies.Samples, channels, budgets);
        _needed = strict ? 1 + Equal : 1 - Equal;
        _alive = (byte[])copies.All().Clone();
        (_cost, _conversions, _users) = (new double[_samples], new double[_samples], new double[_samples]);
        Count(_users);
    }

    /// <summary>Offers a touch to the budgets of its channel.</summary>
    public void Play(int user, int channel, double cost, bool conversion)
    {
        Span<byte> alive = _alive.AsSpan(user * _samples, _samples);
        for (int s = 0; s < alive.Length; s++)
        {
            ref double left = ref _left[s * _channels + channel];
            for (int copy = alive[s]; copy > 0; copy--)
            {
                if (left >= cost * _needed)
                {
                    left -= cost;
                    _cost[s] += cost;
                    _conversions[s] += conversion ? 1 : 0;
                }
                else
                {
                    alive[s]--;
                }
            }
        }
    }

    /// <summary>What was reached.</summary>
    public ReplayBudget Result(double share, double budget, double level)
    {
        var kept = new double[_samples];
        Count(kept);
        double[] costPer = Ratio(_cost, _conversions), ofKept = Ratio(_conversions, kept), ofAll = Ratio(_conversions, _users);
        return new()
        {
            Share = share,
            Budget = budget,
            Conversions = _conversions[0],
            Cost = _cost[0],
            KeptUsers = kept[0],
            CostPerConversion = costPer[0],
            ConversionRateOfKept = ofKept[0],
            ConversionRateOfAll = ofAll[0],
            ConversionDraws = _conversions[1..],
            ConversionsInterval = Bounds(_conversions, level),
            CostPerConversionInterval = Bounds(costPer, level),
            ConversionRateOfKeptInterval = Bounds(ofKept, level),
            ConversionRateOfAllInterval = Bounds(ofAll, level),
        };
    }

    private static Interval? Bounds(double[] samples, double level) =>
        samples.Skip(1).Any(double.IsFinite) ? Interval.Percentile(samples.AsSpan(1), level) : null;

    private static double[] Ratio(double[] above, double[] below) =>
        [.. above.Zip(below, (a, b) => b > 0 ? a / b : double.NaN)];

    private void Count(double[] users)
    {
        for (int i = 0; i < _alive.Length; i++)
            users[i % _samples] += _alive[i];
    }
}
