// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Trainers;

/// <summary>Limited-memory BFGS, with an L1 term by orthants (OWL-QN; Andrew and Gao 2007) on all coordinates but the first.</summary>
internal sealed class OrthantLbfgs(float l1, float tolerance, int historySize, bool nonNegative, int mostIterations)
{
    private const int Window = 5;

    private readonly List<(double[] Step, double[] Change, double Rho)> _history = [];

    /// <param name="function">The smooth part of the objective.</param>
    /// <param name="start">Where to begin; the first coordinate, the bias, is neither penalised nor constrained.</param>
    /// <returns>The minimiser.</returns>
    public double[] Minimize(IDifferentiableFunction function, double[] start)
    {
        int n = function.Dimension;
        double[] point = [.. start], gradient = new double[n], next = new double[n], nextGradient = new double[n];
        double value = function.Evaluate(point, gradient) + Penalty(point);
        var recent = new Queue<double>([value]);
        for (int iteration = 0; iteration < mostIterations; iteration++)
        {
            double[] steepest = SteepestDescent(point, gradient);
            double[] direction = Direction(steepest);
            double slope = -Dot(steepest, direction);
            if (!(slope < 0))
            {
                if (_history.Count == 0)
                    return point;

                // Memory from other orthants can turn the direction uphill: start again from steepest descent.
                _history.Clear();
                continue;
            }

            double length = iteration == 0 ? 1 / Math.Sqrt(Dot(direction, direction)) : 1;
            double nextValue = double.PositiveInfinity;
            for (; length > 1e-20; length /= 2)
            {
                Move(point, steepest, direction, length, next);
                nextValue = function.Evaluate(next, nextGradient) + Penalty(next);
                if (nextValue <= value + (1e-4 * length * slope))
                    break;
            }

            if (!(nextValue < value))
                return point;
            Remember(point, next, gradient, nextGradient);
            (point, next) = (next, point);
            (gradient, nextGradient) = (nextGradient, gradient);
            value = nextValue;
            if (Converged(recent, value))
                return point;
        }

        return point;
    }

    /// <summary>Whether the mean relative improvement over the last few iterations is below the tolerance.</summary>
    private bool Converged(Queue<double> recent, double value)
    {
        recent.Enqueue(value);
        if (recent.Count <= Window)
            return false;
        double improvement = (recent.Dequeue() - value) / Window;

        // Below 1 the improvement counts as it is: a loss that falls towards 0 for ever is as good as there.
        return improvement <= tolerance * Math.Max(1, Math.Abs(value));
    }

    private double Penalty(double[] point)
    {
        double sum = 0;
        for (int i = 1; i < point.Length; i++)
            sum += Math.Abs(point[i]);
        return l1 * sum;
    }

    /// <summary>Minus the derivative of smooth part and penalty together, on the side of zero where it leads downhill.</summary>
    private double[] SteepestDescent(double[] point, double[] gradient)
    {
        var steepest = new double[point.Length];
        steepest[0] = -gradient[0];
        for (int i = 1; i < point.Length; i++)
        {
            double right = -gradient[i] - l1, left = -gradient[i] + l1;
            steepest[i] = point[i] > 0 ? right
                : point[i] < 0 ? left
                : right > 0 ? right
                : left < 0 && !nonNegative ? left
                : 0;
        }

        return steepest;
    }

    /// <summary>The two-loop recursion; coordinates that would go against steepest descent stay where they are.</summary>
    private double[] Direction(double[] steepest)
    {
        double[] direction = [.. steepest];
        var alphas = new double[_history.Count];
        for (int k = _history.Count - 1; k >= 0; k--)
        {
            alphas[k] = _history[k].Rho * Dot(_history[k].Step, direction);
            Add(direction, _history[k].Change, -alphas[k]);
        }

        if (_history.Count > 0)
        {
            (_, double[] change, double rho) = _history[^1];
            double scale = 1 / (rho * Dot(change, change));
            for (int i = 0; i < direction.Length; i++)
                direction[i] *= scale;
        }

        for (int k = 0; k < _history.Count; k++)
            Add(direction, _history[k].Step, alphas[k] - (_history[k].Rho * Dot(_history[k].Change, direction)));

        for (int i = 1; (l1 > 0 || nonNegative) && i < direction.Length; i++)
        {
            if (direction[i] * steepest[i] <= 0)
                direction[i] = 0;
        }

        return direction;
    }

    /// <summary>Takes a step; a coordinate that would cross zero stops there.</summary>
    private void Move(double[] point, double[] steepest, double[] direction, double length, double[] next)
    {
        next[0] = point[0] + (length * direction[0]);
        for (int i = 1; i < point.Length; i++)
        {
            next[i] = point[i] + (length * direction[i]);
            double orthant = point[i] != 0 ? point[i] : steepest[i];
            if (((l1 > 0 || nonNegative) && next[i] * orthant <= 0) || (nonNegative && next[i] < 0))
                next[i] = 0;
        }
    }

    private void Remember(double[] point, double[] next, double[] gradient, double[] nextGradient)
    {
        var step = new double[point.Length];
        var change = new double[point.Length];
        for (int i = 0; i < point.Length; i++)
        {
            step[i] = next[i] - point[i];
            change[i] = nextGradient[i] - gradient[i];
        }

        double curvature = Dot(step, change);
        if (!(curvature > 0))
            return;
        if (_history.Count == historySize)
            _history.RemoveAt(0);
        _history.Add((step, change, 1 / curvature));
    }

    private static double Dot(double[] a, double[] b)
    {
        double sum = 0;
        for (int i = 0; i < a.Length; i++)
            sum += a[i] * b[i];
        return sum;
    }

    private static void Add(double[] to, double[] what, double times)
    {
        for (int i = 0; i < to.Length; i++)
            to[i] += times * what[i];
    }
}
