// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Numerics;
using System.Runtime.InteropServices;

namespace Microsoft.ML.Causal;

/// <summary>Parameters of an empirical-Bayes model: groups with Gaussian priors, trained by Adam, whose precisions follow the data.</summary>
/// <remarks>
/// Minimises <c>mean ℓ + (1/N) Σ_g ½ τ_g ‖θ_g‖²</c>, and where it continues from former rows <c>(1/N) Σ_i (½ F_i θ_i² − s_i θ_i)</c>
/// with them. Gradients are added up unscaled by the model's backward passes, and with them the diagonal of the information,
/// <c>Σ (∂ℓ/∂η)²·feature²</c>.
/// </remarks>
internal sealed class CoreParameters
{
    private const double Beta1 = 0.9, Beta2 = 0.999, Epsilon = 1e-8;

    // Outside of these a prior is as good as flat, or as good as a constraint.
    private const double LeastPrecision = 0.05, LargestPrecision = 1e5;

    // Their information is a square: groups of more parameters, such as products of a wide context, keep a diagonal.
    private const int LargestCoupledGroup = 64;

    private readonly List<CoreGroup> _groups = [];
    private double[] _first = [], _second = [], _coupling = [], _coupledGradient = [], _coupledRow = [], _pull = [];
    private int[] _coupled = [];
    private CoreMemory? _former;
    private int _length, _steps;

    /// <summary>The groups, in the order in which they were added.</summary>
    public IReadOnlyList<CoreGroup> Groups => _groups;

    /// <summary>θ.</summary>
    public double[] Values { get; private set; } = [];

    /// <summary>Σ ∂ℓ/∂θ since the last step.</summary>
    public double[] Gradient { get; private set; } = [];

    /// <summary>Diagonal of the information since <see cref="ClearInformation"/>.</summary>
    public double[] Information { get; private set; } = [];

    /// <summary>Adds a group; all are added before <see cref="Allocate"/>.</summary>
    public CoreGroup Add(string name, int length, double precision = 0, double learningRateScale = 1, bool isCoupled = false)
    {
        var group = new CoreGroup(name, _length, length, precision, learningRateScale, isCoupled && length <= LargestCoupledGroup);
        _groups.Add(group);
        _length += length;
        return group;
    }

    /// <summary>Indices of the coupled parameters.</summary>
    public ReadOnlySpan<int> Coupled => _coupled;

    /// <summary>Makes room: all parameters 0. Only training needs more than the values.</summary>
    public void Allocate(bool training)
    {
        Values = new double[_length];
        _coupled = [.. _groups.Where(group => group.IsCoupled).SelectMany(group => Enumerable.Range(group.Offset, group.Length))];
        if (!training)
            return;
        (Gradient, Information, _first, _second) = (new double[_length], new double[_length], new double[_length], new double[_length]);
    }

    /// <summary>Begins where a former fit ended, and counts what its rows told.</summary>
    public void Continue(CoreMemory former)
    {
        (_former, _pull) = (former, new double[_length]);
        former.Values.CopyTo(Values, 0);
        for (int g = 0; g < _groups.Count; g++)
            _groups[g].Precision = former.Precisions[g];
    }

    /// <summary>Begins to measure what rows tell; each ends with <see cref="EndRow"/>.</summary>
    public void BeginMeasure()
    {
        ClearInformation();
        Array.Clear(Gradient);
        int k = _coupled.Length;
        (_coupling, _coupledGradient, _coupledRow) = (new double[k * k], new double[k], new double[k]);
    }

    /// <summary>Takes the coupled part of a row's gradient g into Σ g gᵀ/w.</summary>
    /// <param name="weight">w, which the row's gradient has been multiplied by.</param>
    public void EndRow(double weight)
    {
        int k = _coupled.Length;
        if (k == 0 || weight == 0)
            return;
        for (int a = 0; a < k; a++)
        {
            _coupledRow[a] = Gradient[_coupled[a]];
            Gradient[_coupled[a]] = 0;
        }

        DoubleSpan.Add(_coupledRow, _coupledGradient);
        for (int a = 0; a < k; a++)
            DoubleSpan.AddScaled(_coupledRow[a] / weight, _coupledRow, _coupling.AsSpan(a * k, k));
    }

    /// <summary>What all rows have told by now, those measured since <see cref="BeginMeasure"/> at the values as they are.</summary>
    /// <param name="loss">Sum of the held-out losses of the new rows.</param>
    /// <param name="weight">What that sum is divided by for a mean.</param>
    public CoreMemory Remember(double loss, double weight)
    {
        int k = _coupled.Length;
        for (int a = 0; a < k; a++)
        {
            Gradient[_coupled[a]] = _coupledGradient[a];
            Information[_coupled[a]] = _coupling[a * k + a];
        }

        var told = new CoreMemory([.. Values], [.. Information], [], [.. _coupling], [.. _groups.Select(group => group.Precision)], loss, weight);
        var score = new double[_length];
        told.Pull(_coupled, Values, score);
        for (int i = 0; i < _length; i++)
            score[i] -= Gradient[i];
        Array.Clear(Gradient);
        ClearInformation();
        told = told with { Score = score };
        return _former is null ? told : told.Add(_former);
    }

    /// <summary>One step of Adam on the mean loss of a batch, the prior and former rows.</summary>
    /// <param name="learningRate">Step size.</param>
    /// <param name="batch">What the gradients are divided by.</param>
    /// <param name="total">N.</param>
    public void Step(double learningRate, double batch, double total)
    {
        _steps++;
        double scale1 = 1 / (1 - Math.Pow(Beta1, _steps)), scale2 = 1 / (1 - Math.Pow(Beta2, _steps));
        if (_former is not null)
        {
            _former.Pull(_coupled, Values, _pull);
            DoubleSpan.AddScaled(batch / total, _pull, Gradient);
            DoubleSpan.AddScaled(-batch / total, _former.Score, Gradient);
        }

        foreach (CoreGroup group in _groups)
        {
            Update(
                group.Of(Values), group.Of(Gradient), group.Of(_first), group.Of(_second), 1 / batch, group.Precision / total,
                learningRate * group.LearningRateScale * scale1, scale2);
        }
    }

    /// <summary>Forgets the information of earlier rows.</summary>
    public void ClearInformation() => Array.Clear(Information);

    /// <summary>τ = clip(γ/‖θ‖², .05, 1e5), γ = Σ F/(F+τ): MacKay's update, group by group.</summary>
    public void UpdatePrecisions() => UpdatePrecisions((group, determined, square) => determined / square);

    /// <summary>1/τ = (‖θ‖² + Σ 1/(F+τ))/dim: the update of expectation maximisation, slower and safer than MacKay's.</summary>
    public void UpdatePrecisionsByExpectation() => UpdatePrecisions(
        // Σ 1/(F+τ) = (dim − γ)/τ.
        (group, determined, square) => group.Length / (square + (group.Length - determined) / group.Precision));

    /// <summary>Posterior variances 1/(F+τ), parameter by parameter, F over all rows; 0 for a parameter without information or prior.</summary>
    public double[] Variances()
    {
        var variances = new double[_length];
        foreach (CoreGroup group in _groups)
        {
            for (int i = group.Offset; i < group.Offset + group.Length; i++)
            {
                double precision = Known(i) + group.Precision;
                variances[i] = precision > 0 ? 1 / precision : 0;
            }
        }

        return variances;
    }

    /// <summary>Saves or restores what training goes on from.</summary>
    public void Exchange(TrainingState state)
    {
        state.Exchange("core.values", Values.AsSpan());
        state.Exchange("core.first", _first.AsSpan());
        state.Exchange("core.second", _second.AsSpan());
        _steps = state.Exchange("core.steps", _steps);
        foreach (CoreGroup group in _groups)
            group.Precision = state.Exchange($"core.precision.{group.Name}", group.Precision);
    }

    private void UpdatePrecisions(Func<CoreGroup, double, double, double> precision)
    {
        foreach (CoreGroup group in _groups)
        {
            if (!group.Adapts || group.Length == 0)
                continue;
            double determined = 0, square = 0;
            for (int i = group.Offset; i < group.Offset + group.Length; i++)
            {
                determined += Known(i) / (Known(i) + group.Precision);
                square += Values[i] * Values[i];
            }

            double next = precision(group, determined, square);
            group.Precision = double.IsNaN(next) ? group.Precision : Math.Clamp(next, LeastPrecision, LargestPrecision);
        }
    }

    /// <summary>The information of new and former rows.</summary>
    private double Known(int i) => Information[i] + (_former?.Information[i] ?? 0);

    private static void Update(
        Span<double> values, Span<double> gradient, Span<double> first, Span<double> second, double scale, double decay, double rate, double scale2)
    {
        Span<Vector<double>> theta = MemoryMarshal.Cast<double, Vector<double>>(values), g = MemoryMarshal.Cast<double, Vector<double>>(gradient);
        Span<Vector<double>> m = MemoryMarshal.Cast<double, Vector<double>>(first), v = MemoryMarshal.Cast<double, Vector<double>>(second);
        for (int i = 0; i < theta.Length; i++)
        {
            Vector<double> slope = g[i] * scale + theta[i] * decay;
            m[i] = m[i] * Beta1 + slope * (1 - Beta1);
            v[i] = v[i] * Beta2 + slope * slope * (1 - Beta2);
            theta[i] -= m[i] * rate / (Vector.SquareRoot(v[i] * scale2) + new Vector<double>(Epsilon));
        }

        for (int i = theta.Length * Vector<double>.Count; i < values.Length; i++)
        {
            double slope = gradient[i] * scale + values[i] * decay;
            first[i] = first[i] * Beta1 + slope * (1 - Beta1);
            second[i] = second[i] * Beta2 + slope * slope * (1 - Beta2);
            values[i] -= first[i] * rate / (Math.Sqrt(second[i] * scale2) + Epsilon);
        }

        gradient.Clear();
    }
}
