// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

/// <summary>Raw areas of one pass over the ranked rows; <see cref="GlobalSlope"/> is NaN when no slope exists.</summary>
internal readonly record struct CumulativeSlopeAreas(double Auuc, double Qini, double GlobalSlope, double Rows);

/// <summary>One pass over ranked rows with running sums of t, y, t² and t·y.</summary>
internal sealed class CumulativeSlopeScan
{
    private readonly double[] _t, _y, _w;
    private readonly int _minRows;
    private readonly UndefinedSlope _undefined;
    private readonly CurveArea _area;

    public CumulativeSlopeScan(double[] t, double[] y, double[] w, int minRows, UndefinedSlope undefined, CurveArea area)
    {
        _t = Centred(t, w);
        _y = Centred(y, w);
        _w = w;
        _minRows = minRows;
        _undefined = undefined;
        _area = area;
    }

    /// <param name="order">Row numbers by falling score.</param>
    /// <param name="ends">For each position, whether a point of the curve lies after it.</param>
    /// <param name="counts">How often each row counts, as a bootstrap draws it; empty means once.</param>
    /// <param name="curve">Receives the points, where not null.</param>
    public CumulativeSlopeAreas Run(int[] order, bool[] ends, ReadOnlySpan<int> counts, List<CumulativeSlopePoint>? curve)
    {
        Sums all = default;
        for (int i = 0; i < _t.Length; i++)
            all.Add(_t[i], _y[i], _w[i], counts.IsEmpty ? 1 : counts[i]);
        double global = all.Slope(minRows: 0);
        if (double.IsNaN(global))
            return new(double.NaN, double.NaN, double.NaN, all.Weight);

        double standIn = _undefined == UndefinedSlope.Global ? global : 0;
        double auuc = 0, qini = 0, previousWeight = 0, previousGain = 0, previousExcess = 0;
        Sums top = default;
        for (int k = 0; k < order.Length; k++)
        {
            int row = order[k];
            top.Add(_t[row], _y[row], _w[row], counts.IsEmpty ? 1 : counts[row]);
            if (!ends[k])
                continue;

            double slope = top.Slope(_minRows);
            bool defined = !double.IsNaN(slope);
            if (!defined)
                slope = standIn;
            curve?.Add(new CumulativeSlopePoint(top.Weight / all.Weight, slope, defined));

            double gain = slope * top.Weight, excess = (slope - global) * top.Weight, step = top.Weight - previousWeight;
            auuc += step * (_area == CurveArea.Trapezoid ? (gain + previousGain) / 2 : gain);
            qini += step * (_area == CurveArea.Trapezoid ? (excess + previousExcess) / 2 : excess);
            (previousWeight, previousGain, previousExcess) = (top.Weight, gain, excess);
        }

        return new(auuc / all.Weight, qini / all.Weight, global, all.Weight);
    }

    /// <summary>Slopes do not change with the origin; taking the mean away first keeps digits in the running sums.</summary>
    private static double[] Centred(double[] values, double[] w)
    {
        double sum = 0, weights = 0;
        for (int i = 0; i < values.Length; i++)
        {
            sum += w[i] * values[i];
            weights += w[i];
        }

        double mean = sum / weights;
        return Array.ConvertAll(values, value => value - mean);
    }

    private struct Sums
    {
        private double _st, _sy, _stt, _sty;
        private int _rows;

        public double Weight;

        public void Add(double t, double y, double w, int count)
        {
            if (w == 0 || count == 0)
                return;
            double weight = w * count;
            Weight += weight;
            _st += weight * t;
            _sy += weight * y;
            _stt += weight * t * t;
            _sty += weight * t * y;
            _rows += count;
        }

        /// <summary>cov(t, y) / var(t), or NaN where undefined.</summary>
        public readonly double Slope(int minRows)
        {
            double spread = _stt - _st * _st / Weight;
            // Below this share of the raw second moment the spread is rounding noise of equal intensities.
            return _rows >= Math.Max(minRows, 2) && spread > 1e-12 * _stt ? (_sty - _st * _sy / Weight) / spread : double.NaN;
        }
    }
}
