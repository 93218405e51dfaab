// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

/// <summary>Draws the rows of an <see cref="AttributionSample"/>.</summary>
internal sealed class AttributionDraw
{
    private const int RowsPerUser = 4, X = AttributionWorld.ContextWidth;
    private readonly AttributionWorld _world;
    private readonly AttributionSetting _setting;
    private readonly AttributionRowModel _row;
    private readonly AttributionEffects _effects;
    private readonly AttributionUpload _upload;
    private readonly AttributionObservation _observation;
    private readonly double[][] _popularity;

    // One stream per purpose: what one row needs of one purpose cannot shift another's numbers.
    private readonly RandomStream _users, _states, _exposures, _mediators, _outcomes;

    public AttributionDraw(AttributionWorld world, AttributionSetting setting, int seed)
    {
        (_world, _setting) = (world, setting);
        _row = new(world, setting);
        _effects = new(world, setting);
        _upload = new(world, _row, seed);
        _observation = new(seed);
        _users = new(seed, "attribution/users");
        _states = new(seed, "attribution/states");
        _exposures = new(seed, "attribution/exposures");
        _mediators = new(seed, "attribution/mediators");
        _outcomes = new(seed, "attribution/outcomes");
        _popularity = new double[AttributionWorld.Clusters][];
        for (int k = 0; k < _popularity.Length; k++)
        {
            _popularity[k] = new double[AttributionWorld.Items / AttributionWorld.Clusters];
            for (int i = 0; i < _popularity[k].Length; i++)
                _popularity[k][i] = world.Tables.ItemPopularity[k + i * AttributionWorld.Clusters];
            AttributionMath.Softmax(_popularity[k]);
        }
    }

    public AttributionSample Rows(int rows)
    {
        AttributionSample sample = new(_world, _setting)
        {
            Offsets = new int[rows + 1], User = new int[rows], Split = new AttributionSplit[rows], Context = new float[rows * X], Label = new bool[rows],
            Upload = new float[rows * AttributionWorld.ContentWidth], TrueHidden = new float[rows], TrueTopic = new int[rows], TrueDose = new int[rows],
            TrueLabelProbability = new float[rows], TrueProbability = new float[rows], TrueCause = new int[rows],
        };
        GrowingArray<int> items = new(6L * rows);
        GrowingArray<bool> inspired = new(6L * rows);
        GrowingArray<float> inspiration = new(6L * rows), uplift = new(6L * rows), onTreated = new(6L * rows);
        GrowingArray<byte>[] proxies = [.. Enum.GetValues<AttributionProxy>().Select(_ => new GrowingArray<byte>(6L * rows))];
        GrowingArray<float>[] matches = [.. Enum.GetValues<AttributionMatch>().Select(_ => new GrowingArray<float>(6L * rows))];
        double[] x = new double[X], delta = new double[AttributionWorld.MaxTouches], ett = new double[AttributionWorld.MaxTouches];
        double userState = 0;
        AttributionSplit split = default;
        for (int i = 0; i < rows; i++)
        {
            if (i % RowsPerUser == 0)
            {
                foreach (ref double value in x.AsSpan())
                    value = (float)_users.NextGaussian();
                userState = _users.NextGaussian();
                split = _users.NextDouble() switch { < .7 => AttributionSplit.Train, < .8 => AttributionSplit.Validation, _ => AttributionSplit.Test };
            }

            _row.Begin(x);
            double w = _row.HiddenMean + Math.Sqrt(.91) * (.5 * userState + Math.Sqrt(.75) * _states.NextGaussian());
            int topic = AttributionMath.Choose(_row.Intent, _states.NextDouble());
            Span<int> seen = items.Extend(Length(w));
            Expose(w, topic, seen);
            Span<bool> z = inspired.Extend(seen.Length);
            double direct = 0;
            int dose = 0;
            Span<float> p = inspiration.Extend(seen.Length);
            for (int j = 0; j < seen.Length; j++)
            {
                double chance = AttributionMath.Sigmoid(_row.MediatorLogit(seen[j], seen.Length - 1 - j) + _setting.MediatorConfounding * w);
                (p[j], z[j]) = ((float)chance, _mediators.NextDouble() < chance);
                dose += z[j] ? _row.Dose(seen[j]) : 0;
                direct += _row.Direct(seen[j]);
            }

            double outcome = _row.Outcome(dose, w, direct);
            bool label = _outcomes.NextDouble() < outcome;
            Span<float> upload = sample.Upload.AsSpan(i * AttributionWorld.ContentWidth, AttributionWorld.ContentWidth);
            sample.TrueCause[i] = _upload.Draw(label, 1 - _row.Outcome(0, w, direct) / outcome, topic, seen, z, upload);
            Span<float> cosines = matches[(int)AttributionMatch.Cosine].Extend(seen.Length);
            _upload.Cosines(label, seen, upload, cosines);
            _observation.Record(label, sample.TrueCause[i], z, cosines, proxies, matches);

            double probability = _effects.Of(x, seen, delta.AsSpan(0, seen.Length), ett.AsSpan(0, seen.Length));
            Copy(delta.AsSpan(0, seen.Length), uplift.Extend(seen.Length));
            Copy(ett.AsSpan(0, seen.Length), onTreated.Extend(seen.Length));
            Copy(x, sample.Context.AsSpan(i * X, X));
            sample.Offsets[i + 1] = sample.Offsets[i] + seen.Length;
            (sample.User[i], sample.Split[i], sample.Label[i]) = (i / RowsPerUser, split, label);
            (sample.TrueHidden[i], sample.TrueTopic[i], sample.TrueDose[i]) = ((float)w, topic, dose);
            (sample.TrueLabelProbability[i], sample.TrueProbability[i]) = ((float)outcome, (float)probability);
        }

        (sample.Item, sample.TrueInspired, sample.TrueInspiration) = (items.ToArray(), inspired.ToArray(), inspiration.ToArray());
        (sample.TrueUplift, sample.TrueUpliftOnTreated) = (uplift.ToArray(), onTreated.ToArray());
        (sample.Proxies, sample.Matches) = ([.. proxies.Select(proxy => proxy.ToArray())], [.. matches.Select(match => match.ToArray())]);
        return sample;
    }

    private int Length(double w)
    {
        double rate = _row.LengthRate(w), left = _exposures.NextDouble();
        for (int n = 0; n < AttributionWorld.MaxTouches - 1; n++)
        {
            left -= AttributionMath.Poisson(n, rate);
            if (left < 0)
                return n + 1;
        }

        return AttributionWorld.MaxTouches;
    }

    private void Expose(double w, int topic, Span<int> items)
    {
        Span<double> clusters = stackalloc double[AttributionWorld.Clusters];
        _row.Exposure(w, topic, clusters);
        foreach (ref int item in items)
        {
            int cluster = AttributionMath.Choose(clusters, _exposures.NextDouble());
            item = cluster + AttributionWorld.Clusters * AttributionMath.Choose(_popularity[cluster], _exposures.NextDouble());
        }
    }

    private static void Copy(ReadOnlySpan<double> source, Span<float> target)
    {
        for (int i = 0; i < source.Length; i++)
            target[i] = (float)source[i];
    }
}
