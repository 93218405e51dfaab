// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

/// <summary>Scores journeys with an <see cref="AlmMtaIdentification.Paper"/> model: predictive deletion effects of its main head.</summary>
/// <remarks>
/// z, m and L are sums over touches and the head's first layer is linear in them, so that each touch's share of the hidden layer is
/// computed once and a deletion subtracts it: one pass over the second layer per touch.
/// </remarks>
internal sealed class PaperScorer : AlmMtaScorer
{
    private readonly JourneyReader _reader;
    private readonly RowTrunk _trunk;
    private readonly RowMatrix _value, _mediator, _context, _journeyPart, _mediatorPart, _contextPart, _xPart;
    private readonly RowMatrix[] _gates;
    private readonly double[] _mediatorBias, _contextBias, _gate, _bias, _lengthPart, _output, _proxy, _top, _shifts;
    private readonly double _gateBias, _outputBias, _proxyBias;
    private readonly int[] _bounds;
    private readonly UpliftRank _rank;
    private readonly PaperCoalitions? _coalitions;
    private readonly PaperCoalitions.Head _head;
    private readonly int _width, _scratch;

    /// <summary>Packs the weights of <paramref name="model"/>.</summary>
    public PaperScorer(AlmMtaModel model) : base(model.Settings)
    {
        _reader = new(model);
        var all = new NamedArrays(model.Arrays, "");
        var arrays = new NamedArrays(model.Arrays, PaperTrainer.Prefix);
        _trunk = new(arrays, _reader.Shape, Wide(all, "item.content"));
        (_value, _mediator, _context) = (new(arrays.Get("V")), new(arrays.Get("W_m")), new(arrays.Get("W_c")));
        (_mediatorBias, _contextBias, _gate) = (Wide(arrays, "b_m"), Wide(arrays, "b_c"), Wide(arrays, "w_g"));
        (_gateBias, _proxy, _proxyBias) = (arrays.Get("b_g").Values[0], Wide(arrays, "w_p"), arrays.Get("b_p").Values[0]);
        _gates = arrays.Has("G0") ? [new(arrays.Get("G0")), new(arrays.Get("G2"))] : [];
        (int[] Shape, float[] Values) first = arrays.Get("main.l1.weight");
        int p = _value.Outputs, q = _mediator.Outputs, c = _context.Outputs, dx = _reader.Shape.Context;
        (_journeyPart, _mediatorPart) = (Columns(first, 0, p), Columns(first, p, q));
        (_contextPart, _xPart) = (Columns(first, p + q, c), Columns(first, p + q + c, dx));
        _width = first.Shape[0];
        _lengthPart = [.. Enumerable.Range(0, _width).Select(o => (double)first.Values[(o + 1) * first.Shape[1] - 1])];
        (_bias, _output, _outputBias) = (Wide(arrays, "main.l1.bias"), Wide(arrays, "main.l2.weight"), arrays.Get("main.l2.bias").Values[0]);
        _bounds = [.. all.Get("prior.bounds").Values.Select(bound => (int)bound)];
        _shifts = Wide(all, "prior.shifts");
        _top = Top(Wide(all, "top.journeys"), Wide(all, "top.lengths"));
        _rank = new(all.Get(UpliftRank.ArrayName).Values);
        _coalitions = (Settings.Outputs & AlmMtaOutputs.ShapleyCredit) != 0 ? new(Settings, _width) : null;
        _head = Probability;
        int longest = Settings.MaxTouchpoints;
        _scratch = _reader.Scratch + _trunk.Scratch + 5 * _trunk.Hidden + p + q + c + (4 * longest + 8) * _width
            + (_coalitions?.Scratch(longest) ?? 0);
    }

    /// <inheritdoc/>
    public override void Score(in AlmMtaJourney journey, AlmMtaScore score, bool effects = true)
    {
        int length = journey.Length;
        if (length > Settings.MaxTouchpoints)
            throw new ArgumentException($"A journey of {length} touches is longer than the model's {Settings.MaxTouchpoints}; cut it to the most recent ones.", nameof(journey));

        Span<double> scratch = DoubleScratch.Take(_scratch);
        Span<int> rows = stackalloc int[length], clusters = stackalloc int[length];
        EncodedRow row = _reader.Encode(journey, DoubleScratch.Cut(ref scratch, _reader.Scratch), rows, clusters);
        score.Length = length;
        Span<double> common = DoubleScratch.Cut(ref scratch, _width), own = DoubleScratch.Cut(ref scratch, length * _width);
        Span<double> through = DoubleScratch.Cut(ref scratch, length * _width), sumOwn = DoubleScratch.Cut(ref scratch, _width);
        Span<double> sumThrough = DoubleScratch.Cut(ref scratch, _width);
        Begin(row.X, common, scratch);
        Span<double> early = DoubleScratch.Cut(ref scratch, length * _width), earlyThrough = DoubleScratch.Cut(ref scratch, length * _width);
        if (effects && Settings.Deletion == AlmMtaDeletion.DropShift)
            Touches(row with { RecencyShift = 1 }, early, earlyThrough, score, scratch);
        Touches(row, own, through, score, scratch);
        sumOwn.Clear();
        sumThrough.Clear();
        for (int j = 0; j < length; j++)
        {
            DoubleSpan.AddScaled(1, own.Slice(j * _width, _width), sumOwn);
            DoubleSpan.AddScaled(1, through.Slice(j * _width, _width), sumThrough);
        }

        double shift = _shifts[LengthBins.Of(length, _bounds)];
        Span<double> hidden = DoubleScratch.Cut(ref scratch, _width);
        Add(common, sumThrough, hidden);
        double whole = Probability(hidden, sumOwn, shift);
        score.ObservedProbability = (float)Sigmoid(Logit(hidden, sumOwn, 1) + shift);
        score.Probability = (float)whole;
        double empty = _top.Length > 0 ? Probability(common, sumOwn, shift) : Sigmoid(Logit(common, sumOwn, 0) + shift), sum = 0;
        score.BaseProbability = (float)empty;
        if (!effects)
            return;
        for (int j = 0; j < length; j++)
        {
            double without = Without(row, j, common, own, through, sumOwn, sumThrough, early, earlyThrough, shift, scratch), delta = whole - without;
            sum += delta;
            score.Uplift[j] = score.Lower[j] = score.Upper[j] = (float)delta;
            score.UpliftLogit[j] = (float)FrontDoor.LogitDifference(whole, delta);
            score.Score[j] = _rank.Of((float)delta);
        }

        score.AdditivityGap = (float)(whole - empty - sum);
        _coalitions?.Write(length, common, own, through, shift, _head, score, scratch);
    }

    /// <summary>P without touch <paramref name="j"/>, or without all touches of its item; the earlier ones move up if the model's deletion says so.</summary>
    private double Without(
        in EncodedRow row, int j, ReadOnlySpan<double> common, ReadOnlySpan<double> own, ReadOnlySpan<double> through, ReadOnlySpan<double> sumOwn,
        ReadOnlySpan<double> sumThrough, ReadOnlySpan<double> early, ReadOnlySpan<double> earlyThrough, double shift, Span<double> scratch)
    {
        Span<double> hidden = DoubleScratch.Cut(ref scratch, _width), rest = DoubleScratch.Cut(ref scratch, _width);
        Add(common, sumThrough, hidden);
        sumOwn.CopyTo(rest);
        for (int k = 0; k < row.Length; k++)
        {
            if (Settings.Deletion == AlmMtaDeletion.DropShift && k < j)
            {
                DoubleSpan.AddScaled(1, earlyThrough.Slice(k * _width, _width), hidden);
                DoubleSpan.AddScaled(1, early.Slice(k * _width, _width), rest);
            }

            bool goes = k == j || (Settings.Deletion == AlmMtaDeletion.DropShift && k < j)
                || (Settings.Deletion == AlmMtaDeletion.AllOccurrences && row.Keys[j] > 0 && row.Keys[k] == row.Keys[j]);
            if (!goes)
                continue;
            DoubleSpan.AddScaled(-1, through.Slice(k * _width, _width), hidden);
            DoubleSpan.AddScaled(-1, own.Slice(k * _width, _width), rest);
        }

        return Probability(hidden, rest, shift);
    }

    /// <summary>P with the journey's own z, or over the z of the top matches.</summary>
    private double Probability(ReadOnlySpan<double> hidden, ReadOnlySpan<double> own, double shift)
    {
        if (_top.Length == 0)
            return Sigmoid(Logit(hidden, own, 1) + shift);
        double sum = 0;
        for (int at = 0; at < _top.Length; at += _width)
            sum += Sigmoid(Logit(hidden, _top.AsSpan(at, _width), 1) + shift);
        return sum * _width / _top.Length;
    }

    private double Logit(ReadOnlySpan<double> hidden, ReadOnlySpan<double> own, double scale)
    {
        double sum = _outputBias;
        for (int k = 0; k < hidden.Length; k++)
            sum += Math.Max(hidden[k] + scale * own[k], 0) * _output[k];
        return sum;
    }

    /// <summary>Writes what a row's hidden layer has without touches: b + W_c' c + W_x x.</summary>
    private void Begin(ReadOnlySpan<double> x, Span<double> common, Span<double> scratch)
    {
        Span<double> c = DoubleScratch.Cut(ref scratch, _context.Outputs);
        _contextBias.CopyTo(c);
        _context.AddTo(x, c);
        foreach (ref double value in c)
            value = Math.Max(value, 0);
        _bias.CopyTo(common);
        _contextPart.AddTo(c, common);
        _xPart.AddTo(x, common);
    }

    /// <summary>Writes each touch's share of the hidden layer: through z and L, and through m.</summary>
    private void Touches(in EncodedRow row, Span<double> own, Span<double> through, AlmMtaScore score, Span<double> scratch)
    {
        int width = _trunk.Hidden;
        Span<double> trunk = DoubleScratch.Cut(ref scratch, _trunk.Scratch), h = DoubleScratch.Cut(ref scratch, width);
        Span<double> forMain = DoubleScratch.Cut(ref scratch, width), forMediator = DoubleScratch.Cut(ref scratch, width);
        Span<double> mainGate = DoubleScratch.Cut(ref scratch, width), mediatorGate = DoubleScratch.Cut(ref scratch, width);
        Span<double> z = DoubleScratch.Cut(ref scratch, _value.Outputs), m = DoubleScratch.Cut(ref scratch, _mediator.Outputs);
        Gate(0, row.X, mainGate);
        Gate(1, row.X, mediatorGate);
        own.Clear();
        through.Clear();
        _trunk.Begin(row, trunk);
        for (int j = 0; j < row.Length; j++)
        {
            _trunk.Touch(row, j, h, trunk);
            for (int k = 0; k < width; k++)
                (forMain[k], forMediator[k]) = (h[k] * mainGate[k], h[k] * mediatorGate[k]);
            double gate = Sigmoid(_gateBias + DoubleSpan.Dot(_gate, forMain));
            z.Clear();
            _value.AddTo(forMain, z);
            _mediatorBias.CopyTo(m);
            _mediator.AddTo(forMediator, m);
            foreach (ref double value in m)
                value = Math.Tanh(value);
            score.Mediator[j] = (float)Sigmoid(_proxyBias + DoubleSpan.Dot(_proxy, m));
            Scale(z, gate);
            Scale(m, gate);
            _journeyPart.AddTo(z, own.Slice(j * _width, _width));
            DoubleSpan.AddScaled(1 / 8.0, _lengthPart, own.Slice(j * _width, _width));
            _mediatorPart.AddTo(m, through.Slice(j * _width, _width));
        }
    }

    private void Gate(int index, ReadOnlySpan<double> x, Span<double> gate)
    {
        if (_gates.Length == 0)
        {
            gate.Fill(1);
            return;
        }

        gate.Clear();
        _gates[index].AddTo(x, gate);
        foreach (ref double value in gate)
            value = 2 * Sigmoid(value);
    }

    /// <summary>Each top match's share of the hidden layer, through its z and L.</summary>
    private double[] Top(double[] journeys, double[] lengths)
    {
        double[] parts = _journeyPart.Apply(journeys);
        for (int k = 0; k < lengths.Length; k++)
            DoubleSpan.AddScaled(lengths[k], _lengthPart, parts.AsSpan(k * _width, _width));
        return parts;
    }

    private static void Add(ReadOnlySpan<double> a, ReadOnlySpan<double> b, Span<double> sum)
    {
        a.CopyTo(sum);
        DoubleSpan.AddScaled(1, b, sum);
    }

    private static void Scale(Span<double> values, double factor)
    {
        foreach (ref double value in values)
            value *= factor;
    }

    private static double Sigmoid(double z) => 1 / (1 + Math.Exp(-z));

    private static double[] Wide(NamedArrays arrays, string name) => Array.ConvertAll(arrays.Get(name).Values, value => (double)value);

    /// <summary>Columns of a weight matrix as one of their own.</summary>
    private static RowMatrix Columns((int[] Shape, float[] Values) weight, int start, int count)
    {
        var values = new float[weight.Shape[0] * count];
        for (int o = 0; o < weight.Shape[0]; o++)
            weight.Values.AsSpan(o * weight.Shape[1] + start, count).CopyTo(values.AsSpan(o * count));
        return new(([weight.Shape[0], count], values));
    }
}
