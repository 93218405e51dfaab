// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

/// <summary>Shapley credits of the printed form: touches enter the main head's hidden layer one by one, in all coalitions or in random orders.</summary>
/// <remarks>Random orders are drawn once, so that a journey has the same credits whenever it is scored; a shorter journey takes them in the order they leave it.</remarks>
internal sealed class PaperCoalitions
{
    // 2⁸ coalitions cost less than 32 orders of 9 touches, there and back.
    private const int LargestExact = 8;

    private readonly int[][] _orders;
    private readonly int _width;

    /// <summary>Draws the orders.</summary>
    /// <param name="settings">The model's.</param>
    /// <param name="width">Width of the hidden layer.</param>
    public PaperCoalitions(AlmMtaModelSettings settings, int width)
    {
        _width = width;
        var random = new RandomStream(settings.ShapleySeed, "shapley");
        _orders = [.. Enumerable.Range(0, settings.MaxTouchpoints > LargestExact ? settings.ShapleyOrders : 0).Select(_ => Order())];

        int[] Order()
        {
            int[] order = [.. Enumerable.Range(0, settings.MaxTouchpoints)];
            random.Shuffle(order.AsSpan());
            return order;
        }
    }

    /// <summary>P(Y=1) where the hidden layer holds <paramref name="hidden"/>, and <paramref name="own"/> through the journey itself.</summary>
    public delegate double Head(ReadOnlySpan<double> hidden, ReadOnlySpan<double> own, double shift);

    /// <summary>Doubles of scratch for <paramref name="longest"/> touches.</summary>
    public int Scratch(int longest) => 2 * _width + 3 * longest + (1 << LargestExact);

    /// <summary>Writes credits and their standard errors.</summary>
    /// <param name="length">L.</param>
    /// <param name="common">What the hidden layer has without touches.</param>
    /// <param name="own">Each touch's share through the journey, [L,width].</param>
    /// <param name="through">Each touch's share through the mediator, [L,width].</param>
    /// <param name="shift">Prior correction of the journey's length.</param>
    /// <param name="head">The rest of the network.</param>
    /// <param name="score">Receives credits and errors.</param>
    /// <param name="scratch">Working memory.</param>
    public void Write(
        int length, ReadOnlySpan<double> common, ReadOnlySpan<double> own, ReadOnlySpan<double> through, double shift, Head head, AlmMtaScore score, Span<double> scratch)
    {
        Span<double> hidden = DoubleScratch.Cut(ref scratch, _width), rest = DoubleScratch.Cut(ref scratch, _width);
        Span<double> values = DoubleScratch.Cut(ref scratch, length), errors = DoubleScratch.Cut(ref scratch, length);
        errors.Clear();
        if (length <= LargestExact)
        {
            Span<double> worth = DoubleScratch.Cut(ref scratch, 1 << length);
            for (int coalition = 0; coalition < worth.Length; coalition++)
            {
                common.CopyTo(hidden);
                rest.Clear();
                for (int j = 0; j < length; j++)
                {
                    if ((coalition & (1 << j)) != 0)
                        Enter(j, own, through, hidden, rest);
                }

                worth[coalition] = head(hidden, rest, shift);
            }

            CoalitionSum.Shapley(worth, values);
        }
        else
        {
            Span<double> pair = DoubleScratch.Cut(ref scratch, length);
            values.Clear();
            foreach (int[] order in _orders)
            {
                pair.Clear();
                for (int way = 0; way < 2; way++)
                {
                    common.CopyTo(hidden);
                    rest.Clear();
                    double before = head(hidden, rest, shift);
                    for (int k = 0; k < order.Length; k++)
                    {
                        int j = order[way == 0 ? k : order.Length - 1 - k];
                        if (j >= length)
                            continue;
                        Enter(j, own, through, hidden, rest);
                        double after = head(hidden, rest, shift);
                        pair[j] += (after - before) / 2;
                        before = after;
                    }
                }

                for (int j = 0; j < length; j++)
                {
                    values[j] += pair[j];
                    errors[j] += pair[j] * pair[j];
                }
            }

            CoalitionSum.MeanAndError(values, errors, _orders.Length);
        }

        for (int j = 0; j < length; j++)
            (score.ShapleyCredit[j], score.ShapleyError[j]) = ((float)values[j], (float)errors[j]);
    }

    private void Enter(int j, ReadOnlySpan<double> own, ReadOnlySpan<double> through, Span<double> hidden, Span<double> rest)
    {
        DoubleSpan.AddScaled(1, through.Slice(j * _width, _width), hidden);
        DoubleSpan.AddScaled(1, own.Slice(j * _width, _width), rest);
    }
}
