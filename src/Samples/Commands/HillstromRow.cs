// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal.Samples;

/// <summary>One customer of the e-mail experiment.</summary>
internal sealed class HillstromRow
{
    public const string Womens = "Womens E-Mail", Mens = "Mens E-Mail", None = "No E-Mail";

    /// <summary>Months since the last purchase.</summary>
    public float Recency { get; set; }

    /// <summary>Money spent in the past year, dollars.</summary>
    public float History { get; set; }

    public float BoughtMens { get; set; }

    public float BoughtWomens { get; set; }

    public float Newbie { get; set; }

    public string ZipCode { get; set; } = "";

    public string Channel { get; set; } = "";

    public string Segment { get; set; } = "";

    public bool Treatment { get; set; }

    /// <summary>1 with an e-mail, 0 without: each mailing is one treatment of one intensity.</summary>
    public float Intensity { get; set; }

    /// <summary>Whether the customer visited the shop in the two weeks that followed.</summary>
    public bool Visit { get; set; }

    /// <exception cref="InputException">The file lacks a column, or a line does not fit.</exception>
    public static HillstromRow[] Read(string path)
    {
        using var reader = new CsvReader(path);
        int recency = reader.Find("recency"), history = reader.Find("history"), mens = reader.Find("mens"), womens = reader.Find("womens"),
            newbie = reader.Find("newbie"), zip = reader.Find("zip_code"), channel = reader.Find("channel"), segment = reader.Find("segment"),
            visit = reader.Find("visit");
        List<HillstromRow> rows = [];
        while (reader.Read())
        {
            string mailing = reader.Text(segment).ToString();
            if (mailing is not (Womens or Mens or None))
                throw new InputException(path, reader.Line, "segment", $"'{Womens}', '{Mens}' or '{None}' was expected.");
            rows.Add(new HillstromRow
            {
                Recency = reader.Number(recency),
                History = reader.Number(history),
                BoughtMens = reader.Number(mens),
                BoughtWomens = reader.Number(womens),
                Newbie = reader.Number(newbie),
                ZipCode = reader.Text(zip).ToString(),
                Channel = reader.Text(channel).ToString(),
                Segment = mailing,
                Treatment = mailing != None,
                Intensity = mailing != None ? 1 : 0,
                Visit = reader.Truth(visit),
            });
        }

        return [.. rows];
    }
}
