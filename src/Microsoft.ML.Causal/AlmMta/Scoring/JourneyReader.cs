// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

/// <summary>Encodes a journey for scoring, with the scales and item tables of its model.</summary>
internal sealed class JourneyReader
{
    private readonly JourneyEncoding _encoding;
    private readonly double[] _items;
    private readonly bool _contentByTouch;
    private readonly int _longest;

    /// <summary>Reads the model's encoding.</summary>
    public JourneyReader(AlmMtaModel model)
    {
        _encoding = JourneyEncoding.Of(model);
        _items = Array.ConvertAll(_encoding.ItemContent, value => (double)value);
        (_contentByTouch, _longest) = (model.Settings.ContentByTouch, model.Settings.MaxTouchpoints);
    }

    /// <summary>Sizes of the inputs.</summary>
    public CoreShape Shape => _encoding.Shape;

    /// <summary>Doubles of scratch that a row's view lives in.</summary>
    public int Scratch => Shape.Context + _longest * (Shape.Numeric + (_contentByTouch ? Shape.Content : 0));

    /// <summary>Encodes <paramref name="journey"/>.</summary>
    /// <param name="journey">The journey.</param>
    /// <param name="scratch">Holds the numbers as long as the view is used.</param>
    /// <param name="rows">Holds the touches' content rows, [L].</param>
    /// <param name="clusters">Holds the touches' clusters, [L].</param>
    public EncodedRow Encode(in AlmMtaJourney journey, Span<double> scratch, Span<int> rows, Span<int> clusters)
    {
        CoreShape shape = Shape;
        int length = journey.Length;
        Span<double> x = DoubleScratch.Cut(ref scratch, shape.Context), numeric = DoubleScratch.Cut(ref scratch, length * shape.Numeric);
        _encoding.Context.Apply(journey.Context, x);
        for (int c = 0; c < shape.Numeric; c++)
            _encoding.Numeric.Apply(c, journey.Numeric.Slice(c * length, length), numeric.Slice(c * length, length));

        ReadOnlySpan<int> cluster = journey.Cluster;
        if (shape.Clusters > 0 && cluster.IsEmpty)
        {
            float[] centres = _encoding.ClusterCentres;
            for (int j = 0; j < length; j++)
            {
                clusters[j] = journey.Keys[j] == 0 && centres.Length > 0
                    ? ItemClusters.Nearest(centres, journey.Content.Slice(j * shape.Content, shape.Content))
                    : _encoding.ItemCluster[journey.Keys[j]];
            }

            cluster = clusters;
        }

        ReadOnlySpan<double> content = _items;
        ReadOnlySpan<int> contentRow = journey.Keys[..length];
        if (_contentByTouch)
        {
            Span<double> own = DoubleScratch.Cut(ref scratch, length * shape.Content);
            for (int k = 0; k < own.Length; k++)
                own[k] = journey.Content[k] * _encoding.ContentScale;
            for (int j = 0; j < length; j++)
                rows[j] = j;
            content = own;
            contentRow = rows;
        }

        return new EncodedRow
        {
            X = x, Length = length, Keys = journey.Keys, Numeric = numeric, Stride = length,
            Cluster = shape.Clusters > 0 ? cluster : default, Content = content, ContentRow = contentRow,
        };
    }
}
