// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal.Tests.AlmMta.Matched;

/// <summary>The worked example of the matched form as the types of the library.</summary>
internal sealed class MatchedGolden
{
    public const int Positions = 4;

    public MatchedGolden()
    {
        File = Golden.Open("almmta-matched.json");
        Lengths = Data["length"].Integers;
        Real = [.. Enumerable.Range(0, Lengths.Length).SelectMany(i => Enumerable.Range(i * Positions, Lengths[i]))];
        Offsets = [0, .. Lengths.Select((_, i) => Lengths.Take(i + 1).Sum())];
        Label = [.. Data["y"].Data.Select(y => y == 1)];
    }

    public Golden File { get; }

    public Golden Data => File["data"];

    public Golden Expected => File["expected"];

    public int[] Lengths { get; }

    public int[] Offsets { get; }

    public bool[] Label { get; }

    /// <summary>Gets the places of the real touches in the padded arrays.</summary>
    public int[] Real { get; }

    public TowerShape Shape => new(new CoreShape(2, 2, 3, [6], 0), UseKeys: true, Embedding: 3, Hidden: 4);

    /// <summary>Real touches of a padded array, in order.</summary>
    public double[] Ragged(Golden padded) => [.. Real.Select(at => padded.Data[at])];

    public double[] X(int row) => Data["x"].Data[(2 * row)..(2 * row + 2)];

    /// <summary>The five rows as a batch.</summary>
    public TowerBatch<double> Batch()
    {
        int touches = Real.Length;
        int[] item = Data["item"].Integers, cluster = Data["cluster"].Integers;
        double[] content = Data["item_content"].Data;
        var batch = new TowerBatch<double>(Shape.Inputs);
        batch.Prepare(Lengths.Length, touches, touches, Positions);
        Data["x"].Data.CopyTo(batch.Context);
        Data["mask"].Data.CopyTo(batch.Mask);
        Lengths.CopyTo(batch.Lengths);
        Ragged(Data["rec"]).CopyTo(batch.Extra);
        for (int j = 0; j < touches; j++)
        {
            batch.Keys(0)[j] = item[Real[j]] + 1;
            batch.Clusters[j] = cluster[Real[j]] + 1;
            content.AsSpan(2 * item[Real[j]], 2).CopyTo(batch.Content[(2 * j)..]);
            batch.KindOfTouch[j] = j;
            batch.RowOfTouch[j] = Real[j] / Positions;
            batch.TouchAt[Real[j]] = j;
        }

        return batch;
    }

    /// <summary>Fills a tower's parameters; tables have a row 0 more, for what is missing. A parameter that the form does not use stays.</summary>
    public void Fill(IEnumerable<Parameter<double>> parameters, string prefix)
    {
        foreach (Parameter<double> parameter in parameters)
        {
            if (!File["parameters"].Has(prefix + NameOf(parameter)))
                continue;
            double[] values = File["parameters"][prefix + NameOf(parameter)].Data;
            values.CopyTo(parameter.Values, parameter.Values.Length - values.Length);
        }
    }

    /// <summary>Compares the gradients of a tower's parameters with those of the file.</summary>
    public static void AssertGradients(IEnumerable<Parameter<double>> parameters, string prefix, Golden gradients, double tolerance)
    {
        foreach (Parameter<double> parameter in parameters)
        {
            if (gradients.Has(prefix + NameOf(parameter)))
            {
                Golden expected = gradients[prefix + NameOf(parameter)];
                expected.AssertClose(parameter.Gradient.AsSpan()[^expected.Data.Length..], tolerance, parameter.Name);
            }
        }
    }

    private static string NameOf(Parameter<double> parameter) => parameter.Name switch
    {
        "E_key0" => "E_id",
        "W_r" => "w_r",
        _ => parameter.Name,
    };
}
