// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

public sealed partial record AlmMtaOptions
{
    /// <summary>Gets the name of the content column: a vector of <see cref="float"/> that holds the touches' content vectors one after another; null (default) means none.</summary>
    /// <remarks>For content that depends on more than the item. The model then asks for it at scoring, too. Otherwise <see cref="ItemContent"/>.</remarks>
    public string? ContentColumnName { get; init; }

    /// <summary>Gets the content vectors of items, v, which the model remembers: scoring needs no content column. Null (default) means none.</summary>
    public ItemContent? ItemContent { get; init; }

    /// <summary>
    /// Gets the name of the column with the content vector of the produced work: a vector of <see cref="float"/> in the space of the touches'
    /// content; empty, NaN or zeros where nothing was produced. Null (default) means none.
    /// </summary>
    /// <remarks>Read in training, and only by <see cref="AlmMtaIdentification.MatchedOutcome"/>: it shows what a match by chance looks like.</remarks>
    public string? WorkContentColumnName { get; init; }

    private void RequireContent()
    {
        RequireNameOrNull(ContentColumnName, nameof(ContentColumnName));
        RequireNameOrNull(WorkContentColumnName, nameof(WorkContentColumnName));
        if (ItemContent is { } content)
        {
            ArgumentNullException.ThrowIfNull(content.Table, $"{nameof(ItemContent)}.{nameof(content.Table)}");
            RequireName(content.ItemColumnName, $"{nameof(ItemContent)}.{nameof(content.ItemColumnName)}");
            RequireName(content.ContentColumnName, $"{nameof(ItemContent)}.{nameof(content.ContentColumnName)}");
            if (ContentColumnName is not null)
            {
                throw new ArgumentException(
                    $"{nameof(AlmMtaOptions)} has content by touch ({nameof(ContentColumnName)} '{ContentColumnName}') and by item ({nameof(ItemContent)}); "
                    + "leave one of them out.", nameof(ItemContent));
            }
        }
        else if (WorkContentColumnName is not null && ContentColumnName is null)
        {
            throw new ArgumentException(
                $"{nameof(AlmMtaOptions)}.{nameof(WorkContentColumnName)} needs content of touches that works can be held against; "
                + $"give {nameof(ItemContent)} or name {nameof(ContentColumnName)}.", nameof(WorkContentColumnName));
        }
    }
}
