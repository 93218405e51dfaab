// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Trainers;

/// <summary>Base of the options of trainers with a label, row weights and groups.</summary>
public abstract class TrainerInputBaseWithGroupId : TrainerInputBaseWithWeight
{
    private protected TrainerInputBaseWithGroupId()
    {
    }

    public string RowGroupColumnName;
}
