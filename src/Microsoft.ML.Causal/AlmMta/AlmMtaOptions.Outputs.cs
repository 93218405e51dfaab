// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

public sealed partial record AlmMtaOptions
{
    /// <summary>Gets the columns that the model gives beside its effects. Default None.</summary>
    public AlmMtaOutputs Outputs { get; init; }

    /// <summary>
    /// Gets the number of random orders, each taken forwards and backwards, behind <see cref="AlmMtaOutputs.ShapleyCredit"/> where there is no
    /// closed form. Range 2 to 10000. Default 32.
    /// </summary>
    public int ShapleyOrders { get; init; } = 32;

    private void RequireOutputs()
    {
        const AlmMtaOutputs All = AlmMtaOutputs.NormalisedCredit | AlmMtaOutputs.ShapleyCredit | AlmMtaOutputs.Mediator;
        Require((Outputs & ~All) == 0, nameof(Outputs), Outputs, $"a combination of {string.Join(", ", Enum.GetNames<AlmMtaOutputs>())}");
        Between(ShapleyOrders, 2, 10_000, nameof(ShapleyOrders));
    }
}
