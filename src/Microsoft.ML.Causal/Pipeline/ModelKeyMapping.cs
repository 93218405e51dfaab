// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.ML.Transforms;

namespace Microsoft.ML.Causal;

/// <summary>The contract under which <see cref="ModelKeyColumn"/> is written: found by ML.NET when a model is loaded.</summary>
[CustomMappingFactoryAttribute(ContractName)]
internal sealed class ModelKeyMapping : CustomMappingFactory<NoColumns, ModelKeyColumn>
{
    internal const string ContractName = "Microsoft.ML.Causal/ModelKey";

    /// <inheritdoc/>
    public override Action<NoColumns, ModelKeyColumn> GetMapping() => Map;

    // A named static method: ML.NET stores the assembly that declares it, and looks there for the contract when it loads.
    internal static void Map(NoColumns none, ModelKeyColumn output) => output.Key = ModelKeyColumn.Value;
}
