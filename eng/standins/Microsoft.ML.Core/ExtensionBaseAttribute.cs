// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML;

/// <summary>Base of the attributes that name a class for use by saved models.</summary>
public abstract class ExtensionBaseAttribute : Attribute
{
    private protected ExtensionBaseAttribute(string contractName)
    {
        ArgumentException.ThrowIfNullOrEmpty(contractName);
        ContractName = contractName;
    }

    public string ContractName { get; }
}
