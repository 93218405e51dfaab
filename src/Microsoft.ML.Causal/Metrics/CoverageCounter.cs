// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

/// <summary>Counts touches and journeys by the highest threshold that they reach: one pass, whatever the number of thresholds.</summary>
internal sealed class CoverageCounter
{
    private const int DefaultSteps = 100;

    private readonly double[] _thresholds;

    // [k]: how many reach k thresholds and no more.
    private readonly long[] _touches, _journeys;
    private long _all, _scored;

    /// <param name="thresholds">Thresholds; null means 0, 0.01, ..., 1.</param>
    /// <exception cref="ArgumentException">There is none, or one is NaN.</exception>
    public CoverageCounter(IEnumerable<double>? thresholds)
    {
        _thresholds = [.. (thresholds ?? Enumerable.Range(0, DefaultSteps + 1).Select(k => (double)k / DefaultSteps)).Distinct().Order()];
        MetricInput.NotEmpty(_thresholds.Length, nameof(thresholds));
        if (_thresholds.Any(double.IsNaN))
            throw new ArgumentException("Thresholds must be numbers, but one is NaN.", nameof(thresholds));
        (_touches, _journeys) = (new long[_thresholds.Length + 1], new long[_thresholds.Length + 1]);
    }

    /// <summary>Counts a journey.</summary>
    public void Add(ReadOnlySpan<float> scores)
    {
        int best = 0;
        foreach (float score in scores)
        {
            if (float.IsNaN(score))
                continue;
            _scored++;
            int reached = Reached(score);
            _touches[reached]++;
            best = Math.Max(best, reached);
        }

        _all++;
        _journeys[best]++;
    }

    /// <summary>The curve over all that was counted.</summary>
    /// <exception cref="ArgumentException">There was no journey.</exception>
    public CoverageCurve Curve()
    {
        if (_all == 0)
            throw new ArgumentException("Coverage is a share of journeys, and there are none.");
        var points = new CoveragePoint[_thresholds.Length];
        long touches = 0, journeys = 0;
        for (int k = _thresholds.Length; k > 0; k--)
        {
            touches += _touches[k];
            journeys += _journeys[k];
            points[k - 1] = new(_thresholds[k - 1], journeys / (double)_all, journeys > 0 ? touches / (double)journeys : double.NaN);
        }

        return new(points, _all, _scored);
    }

    /// <summary>How many thresholds are at most <paramref name="score"/>.</summary>
    private int Reached(float score)
    {
        int low = 0, high = _thresholds.Length;
        while (low < high)
        {
            int middle = (low + high) >>> 1;
            if (_thresholds[middle] <= score)
                low = middle + 1;
            else
                high = middle;
        }

        return low;
    }
}
