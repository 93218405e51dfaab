// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

/// <summary>A trained ALM-MTA that a fit on further journeys continues from.</summary>
/// <remarks>
/// Scales, clusters made from content, and limits of proxy buckets stay. Parameters begin at the former ones, and former journeys count by
/// what they told: each core's <see cref="CoreMemory"/>, counts behind emission tables and soft labels, the marginal of b by what changed.
/// </remarks>
internal sealed class AlmMtaFormer
{
    /// <summary>What a row of a former network's answers weighs beside a new one; see <see cref="UniMvtFormer"/>, where it was chosen.</summary>
    public const double Trust = 0.7;

    private const string Prefix = "memory.", ContrastName = "emission.contrast";

    private readonly double _memory;
    private readonly NamedArrays _arrays;

    /// <summary>Takes the model.</summary>
    /// <param name="model">The model.</param>
    /// <param name="memory">ρ, what its rows count.</param>
    /// <exception cref="ArgumentException">It carries no memory.</exception>
    public AlmMtaFormer(AlmMtaModel model, double memory)
    {
        (Model, _memory) = (model, memory);
        _arrays = new(model.Arrays, Prefix);
        if (model.Settings.Identification == AlmMtaIdentification.Paper || model.Settings.Fit == AlmMtaFitKind.Networks)
        {
            throw new ArgumentException(
                $"A model of identification {model.Settings.Identification} and fit {model.Settings.Fit} cannot be continued: its networks keep no account of what their "
                + $"rows told. Models of {nameof(AlmMtaFitKind.Stacked)} {nameof(AlmMtaIdentification.ObservedProxy)} and {nameof(AlmMtaIdentification.MatchedOutcome)} can.",
                nameof(model));
        }

        if (!(model.Settings.TrainingRows > 0))
        {
            throw new ArgumentException(
                $"The model to continue from does not carry what its rows told: it was fitted with {nameof(AlmMtaOptions)}.{nameof(AlmMtaOptions.Continuable)} "
                + "false, or by an earlier version of Microsoft.ML.Causal. Fit anew with it true.", nameof(model));
        }
    }

    /// <summary>The model.</summary>
    public AlmMtaModel Model { get; }

    /// <summary>What its arrays mean.</summary>
    public AlmMtaModelSettings Settings => Model.Settings;

    /// <summary>Former rows that count.</summary>
    public double Rows => _memory * Settings.TrainingRows;

    /// <summary>Where a fit's memory is among a model's arrays.</summary>
    public static string PrefixOf(string fit) => $"{Prefix}{fit}.";

    /// <summary>Lets a core begin where the fit of that name ended.</summary>
    public void Continue(string fit, CoreParameters parameters) => parameters.Continue(Memory(fit, parameters));

    /// <summary>What a core's former rows told, for the core's present layout.</summary>
    public CoreMemory Memory(string fit, CoreParameters parameters) => CoreMemory.Of(parameters, new(Model.Arrays, PrefixOf(fit))).Faded(_memory);

    /// <summary>Where the arrays of a tower are that scoring does not need.</summary>
    public static string UnusedTowerPrefix(int tower) => $"{Prefix}towerWeights{tower}.";

    /// <summary>The arrays of a mediator tower.</summary>
    public NamedArrays Tower(int tower) => new(Model.Arrays, Settings.Towers > tower ? MediatorLogit.TowerPrefix(tower) : UnusedTowerPrefix(tower));

    /// <summary>Number of towers that were trained, whether scoring needs them or not.</summary>
    private int Towers => Enumerable.Range(0, int.MaxValue).First(k => !_arrays.Has($"tower{k}.precisions"));

    /// <summary>Contrast of the emission tables that the mediator was fitted with.</summary>
    public double EmissionContrast => _arrays.Get(ContrastName).Values[0];

    /// <summary>Keeps the contrast of emission tables.</summary>
    public static (string Name, int[] Shape, float[] Values) Contrast(EmissionTables tables) => (Prefix + ContrastName, [1], [(float)tables.Contrast]);

    /// <summary>Length of counts of that name; null where there are none.</summary>
    public int? LengthOf(string name) => _arrays.Has(name) ? _arrays.Get(name).Values.Length : null;

    /// <summary>Counts that add up over parts, padded to a length; zeros where there are none.</summary>
    public double[] Counts(string name, int length)
    {
        var counts = new double[length];
        float[] former = _arrays.Has(name) ? _arrays.Get(name).Values : [];
        for (int k = 0; k < Math.Min(length, former.Length); k++)
            counts[k] = _memory * former[k];
        return counts;
    }

    /// <summary>Counts as an array of a model.</summary>
    public static (string Name, int[] Shape, float[] Values) Counts(string name, double[] counts) =>
        (Prefix + name, [counts.Length], Array.ConvertAll(counts, value => (float)value));

    /// <summary>The former encoding, for journeys that may show more items by now.</summary>
    public JourneyEncoding Encoding(AlmMtaTrainingData data)
    {
        JourneyEncoding former = JourneyEncoding.Of(Model);
        CoreShape shape = former.Shape with { KeyCardinalities = data.KeyCardinalities, Clusters = data.Cluster is null ? 0 : data.ClusterCount };
        float[] items = data.Content is null || data.ContentByTouch ? [] : [.. data.Content.Select(v => v * former.ContentScale)];
        return new(shape, former.Context, former.Numeric, former.ContentScale, items, data.ClusterOfItem ?? [], former.ClusterCentres);
    }

    /// <summary>Whether options and journeys have the form of the model.</summary>
    /// <exception cref="ArgumentException">They do not; the message names the difference.</exception>
    public void Check(AlmMtaOptions options, AlmMtaTrainingData data)
    {
        AlmMtaModelSettings own = Settings;
        Same(nameof(options.Identification), own.Identification, options.ResolvedIdentification);
        Same(nameof(options.Fit), own.Fit, options.Fit);
        if (own.Identification == AlmMtaIdentification.ObservedProxy)
        {
            Same(nameof(options.Stack), Towers > 0 ? AlmMtaStack.Auto : AlmMtaStack.Off, options.Stack);
            if (options.Stack == AlmMtaStack.Auto)
            {
                NamedArrays tower = Tower(0);
                int[] hidden = tower.Get("W_e").Shape;
                Same(nameof(options.StackTowers), Towers, options.StackTowers);
                Same(nameof(options.HiddenWidth), hidden[0], options.HiddenWidth);
                Same(nameof(options.EmbeddingWidth), hidden[1], options.EmbeddingWidth);
                Same(nameof(options.MediatorWidth), tower.Get("W_m").Shape[0], options.MediatorWidth);
                Same(nameof(options.InteractionRank), tower.Get("P_x").Shape[0], options.InteractionRank);
            }
        }

        Same(nameof(options.MaxTouchpoints), own.MaxTouchpoints, options.MaxTouchpoints);
        Same("content", own.ContentByTouch ? "by touch" : own.ContentWidth > 0 ? "by item" : "none", data.ContentByTouch ? "by touch" : data.Content is not null ? "by item" : "none");
        Same("width of the content", own.ContentWidth, data.Content is null ? 0 : data.ContentWidth);
        Same("width of the context", own.ContextWidth, data.ContextWidth);
        Same("number of numeric touch columns", own.NumericCount, data.TouchNumeric.Length);
        Same("number of touch key columns", own.KeyCardinalities.Length, data.KeyCardinalities.Length);
        Same("clusters", own.ClusterCount > 0 ? "some" : "none", data.Cluster is not null && data.ClusterCount > 0 ? "some" : "none");
        if (own.Identification == AlmMtaIdentification.ObservedProxy && data.ProxyCode is { } codes && codes.Any(code => code >= own.ProxyCodes))
        {
            throw new ArgumentException(
                $"Proxy column '{options.ProxyColumnName}' has code {codes.Max()}, and the model to continue from knows codes 0 to {own.ProxyCodes - 1}. Fit anew.");
        }

        if (own.KeyCardinalities.Where((keys, c) => keys > data.KeyCardinalities[c]).Any() || own.ClusterCount > (data.Cluster is null ? 0 : data.ClusterCount))
            throw new ArgumentException("The model to continue from knows more keys or clusters than there are now. Keep all that it knows; new ones are welcome behind them.");

        static void Same<T>(string what, T former, T found) where T : notnull
        {
            if (!former.Equals(found))
            {
                throw new ArgumentException(
                    $"The model to continue from has {what} {former}, this fit has {found}. A continued fit keeps the form of its model: set the option to the model's "
                    + "value, or fit anew.");
            }
        }
    }

    /// <summary>Whether keys stand for what they stood for.</summary>
    /// <param name="columns">The touch key columns, then the cluster column if there is one.</param>
    /// <exception cref="ArgumentException">They do not; the message names the column.</exception>
    public void CheckKeys(DataViewSchema.Column[] columns)
    {
        for (int c = 0; c < columns.Length; c++)
        {
            bool isCluster = c >= Settings.KeyCardinalities.Length;
            KeyHash.Check(
                isCluster ? "Cluster" : "Touch key", columns[c], isCluster ? Settings.ClusterCount : Settings.KeyCardinalities[c],
                Settings.KeyHashes.ElementAtOrDefault(c), TouchColumnCheck.Cardinality(columns[c]));
        }
    }

    /// <summary>Clusters that the model made from content, for items that may be more by now: a new one belongs to the nearest.</summary>
    /// <param name="items">Item of each touch, 0 missing.</param>
    /// <param name="itemCount">Number of items.</param>
    /// <param name="content">Content vectors, [m,d] by touch or [items+1,d] by item.</param>
    /// <param name="byTouch">Which of the two.</param>
    public ItemClusters Clusters(int[] items, int itemCount, float[] content, bool byTouch)
    {
        JourneyEncoding former = JourneyEncoding.Of(Model);
        int width = Settings.ContentWidth;
        float[] centres = former.ClusterCentres.Length > 0 ? former.ClusterCentres : CentresOf(former, width, Settings.ClusterCount);
        return ItemClusters.Continue(former.ItemCluster, centres, items, itemCount, content, width, byTouch);
    }

    /// <summary>Adds the model to the fingerprint of the fit.</summary>
    public void AddTo(Fingerprint hash)
    {
        hash.Add(System.Text.Json.JsonSerializer.Serialize(Settings));
        foreach ((_, _, float[] values) in Model.Arrays)
            hash.Add(values);
    }

    /// <summary>Means of the items of each cluster, not scaled: a model that remembers content by item keeps no centres.</summary>
    private static float[] CentresOf(JourneyEncoding encoding, int width, int clusters)
    {
        var sums = new double[clusters * width];
        var counts = new int[clusters];
        for (int item = 1; item < encoding.ItemCluster.Length; item++)
        {
            int cluster = encoding.ItemCluster[item] - 1;
            if (cluster < 0)
                continue;
            counts[cluster]++;
            for (int d = 0; d < width; d++)
                sums[cluster * width + d] += encoding.ItemContent[item * width + d] / encoding.ContentScale;
        }

        return [.. sums.Select((sum, k) => (float)(sum / Math.Max(1, counts[k / width])))];
    }
}
