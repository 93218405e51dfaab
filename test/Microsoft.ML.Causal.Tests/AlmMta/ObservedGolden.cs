// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Microsoft.ML.Causal.Tests.AlmMta;

/// <summary>The worked example of the observed-proxy form as the types of the library.</summary>
internal sealed class ObservedGolden
{
    private const int Positions = 4;

    public ObservedGolden()
    {
        File = Golden.Open("almmta-observed.json");
        Golden data = File["data"];
        Lengths = data["length"].Integers;
        int[] item = data["item"].Integers, cluster = data["cluster"].Integers, code = data["code"].Integers;
        Real = [.. Enumerable.Range(0, Lengths.Length).SelectMany(i => Enumerable.Range(i * Positions, Lengths[i]))];
        var offsets = new int[Lengths.Length + 1];
        for (int i = 0; i < Lengths.Length; i++)
            offsets[i + 1] = offsets[i] + Lengths[i];
        Offsets = offsets;
        Codes = [.. Real.Select(at => code[at])];
        Items = [.. Real.Select(at => item[at] + 1)];
        Clusters = [.. Real.Select(at => cluster[at] + 1)];
        Tables = new(data["T1"].Data, data["T0"].Data);
    }

    public Golden File { get; }

    public int[] Lengths { get; }

    /// <summary>Gets the places of the real touches in the padded arrays.</summary>
    public int[] Real { get; }

    public int[] Offsets { get; }

    public int[] Items { get; }

    public int[] Clusters { get; }

    public int[] Codes { get; }

    public EmissionTables Tables { get; }

    public CoreShape Shape => new(2, 2, 3, [6], 0);

    /// <summary>Real touches of a padded array, in order.</summary>
    public double[] Ragged(Golden padded)
    {
        double[] all = padded.Data;
        return [.. Real.Select(at => all[at])];
    }

    /// <summary>Entries of a row of a matrix.</summary>
    public static double[] Row(Golden matrix, int row)
    {
        int width = matrix.Shape.Columns;
        return matrix.Data[(row * width)..((row + 1) * width)];
    }

    /// <summary>The five rows as a batch.</summary>
    public TowerBatch<double> Batch()
    {
        Golden data = File["data"];
        double[] content = data["item_content"].Data, recency = Ragged(data["rec"]);
        int touches = Real.Length;
        var batch = new TowerBatch<double>(Shape);
        batch.Prepare(Lengths.Length, touches, touches, Positions);
        data["x"].Data.CopyTo(batch.Context);
        data["mask"].Data.CopyTo(batch.Mask);
        Lengths.CopyTo(batch.Lengths);
        recency.CopyTo(batch.Extra);
        for (int j = 0; j < touches; j++)
        {
            batch.Keys(0)[j] = Items[j];
            batch.Clusters[j] = Clusters[j];
            content.AsSpan((Items[j] - 1) * 2, 2).CopyTo(batch.Content[(2 * j)..]);
            batch.KindOfTouch[j] = j;
            batch.RowOfTouch[j] = Real[j] / Positions;
            batch.TouchAt[Real[j]] = j;
        }

        return batch;
    }

    /// <summary>Fills a tower's parameters; tables get a row 0, for what is missing.</summary>
    public void Fill(IEnumerable<Parameter<double>> parameters, string prefix)
    {
        foreach (Parameter<double> parameter in parameters)
        {
            double[] values = File["parameters"][prefix + NameOf(parameter)].Data;
            values.CopyTo(parameter.Values, parameter.Values.Length - values.Length);
        }
    }

    /// <summary>Compares the gradients of a tower's parameters with those of the file.</summary>
    public void AssertGradients(IEnumerable<Parameter<double>> parameters, string prefix, Golden gradients)
    {
        foreach (Parameter<double> parameter in parameters)
        {
            Golden expected = gradients[prefix + NameOf(parameter)];
            expected.AssertClose(parameter.Gradient.AsSpan()[^expected.Data.Length..], 1e-9, parameter.Name);
        }
    }

    private static string NameOf(Parameter<double> parameter) => parameter.Name switch
    {
        "E_key0" => "E_id",
        "W_r" => "w_r",
        _ => parameter.Name,
    };
}
