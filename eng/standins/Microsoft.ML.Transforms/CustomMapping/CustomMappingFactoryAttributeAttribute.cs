// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Transforms;

/// <summary>Names the contract under which a <see cref="CustomMappingFactory{TSrc, TDst}"/> is found when a model is loaded.</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = false)]
public sealed class CustomMappingFactoryAttributeAttribute(string contractName) : ExtensionBaseAttribute(contractName)
{
}
