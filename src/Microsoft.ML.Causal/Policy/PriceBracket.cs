// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

/// <summary>Closes in on the lowest price at which a budget is kept; spend falls in steps as the price rises.</summary>
/// <remarks>
/// Over many rows the steps are fine and a straight line through both ends hits well (regula falsi, the Illinois form); over few rows it does
/// not, so every third price halves the bracket. It is closed when its ends agree to 10 digits, or lie side by side.
/// </remarks>
internal sealed class PriceBracket
{
    private const double Agreement = 1e-10;
    private const double Scale = 16;
    private readonly double _budget;
    private double _low, _lowExcess, _high, _highExcess;
    private int _steps, _sameSide;

    /// <param name="low">A price at which the budget is not kept.</param>
    /// <param name="spend">The spend there.</param>
    /// <param name="high">A price at which it is.</param>
    /// <param name="budget">The budget.</param>
    public PriceBracket(double low, double spend, double high, double budget) =>
        (_low, _lowExcess, _high, _highExcess, _budget) = (low, spend - budget, high, -budget, budget);

    /// <summary>The lowest price so far at which the budget is kept.</summary>
    public double Price => _high;

    /// <summary>Whether there is a price between the ends that is worth a try.</summary>
    public bool IsOpen => _high - _low > Agreement * _high && Math.BitIncrement(_low) < _high;

    /// <summary>A price between the ends.</summary>
    public double Next()
    {
        double line = _low + (_high - _low) * (_lowExcess / (_lowExcess - _highExcess));
        return ++_steps % 3 != 0 && line > _low && line < _high ? line : Middle();
    }

    /// <summary>Takes in what a price leads to.</summary>
    public void Add(double price, double spend)
    {
        double excess = spend - _budget;
        int side = excess > 0 ? 1 : -1;
        // The Illinois form: an end that stays is taken for half as far off, so that the line leans towards it.
        if (excess > 0)
            (_low, _lowExcess, _highExcess) = (price, excess, side == _sameSide ? _highExcess / 2 : _highExcess);
        else
            (_high, _highExcess, _lowExcess) = (price, excess, side == _sameSide ? _lowExcess / 2 : _lowExcess);
        _sameSide = side;
    }

    /// <summary>Halfway between ends of one scale; between scales otherwise, whatever their width.</summary>
    private double Middle() => _high <= Scale * _low ? _low + (_high - _low) / 2 : _low > 0 ? Math.Sqrt(_low * _high) : _high / Scale;
}
