// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Reflection;
using System.Runtime.CompilerServices;

namespace Microsoft.ML.Runtime;

/// <summary>Knows the extension classes, such as custom mapping factories, of the assemblies registered with it.</summary>
public sealed class ComponentCatalog
{
    private readonly Lock _lock = new();
    private readonly HashSet<Assembly> _assemblies = [];
    private readonly Dictionary<(Type Attribute, string Contract), Type> _extensions = [];

    internal ComponentCatalog()
    {
    }

    public void RegisterAssembly(Assembly assembly, bool throwOnError = true)
    {
        ArgumentNullException.ThrowIfNull(assembly);
        lock (_lock)
        {
            if (assembly.IsDynamic || !_assemblies.Add(assembly))
                return;
            foreach (Type type in assembly.GetTypes().Where(t => t.IsClass && t.IsDefined(typeof(ExtensionBaseAttribute))))
            foreach (ExtensionBaseAttribute attribute in type.GetCustomAttributes<ExtensionBaseAttribute>())
                Register(attribute, type, throwOnError);
        }
    }

    /// <summary>Makes the extension that carries <paramref name="attributeType"/> with the given contract name.</summary>
    internal object GetExtensionValue(IHostEnvironment env, Type attributeType, string contractName)
    {
        lock (_lock)
        {
            return _extensions.TryGetValue((attributeType, contractName), out Type type)
                ? Activator.CreateInstance(type)
                : throw env.Except(
                    $"Unable to locate an extension for the contract '{contractName}'. Ensure you have called "
                    + "ComponentCatalog.RegisterAssembly with the Assembly that contains a class "
                    + $"decorated with a '{attributeType.FullName}'.");
        }
    }

    private void Register(ExtensionBaseAttribute attribute, Type type, bool throwOnError)
    {
        string kind = attribute.GetType().Name;
        if (!_extensions.TryAdd((attribute.GetType(), attribute.ContractName), type) && throwOnError)
            throw Errors.Except(null, $"An extension for '{kind}' with contract '{attribute.ContractName}' has already been registered in the ComponentCatalog.");
    }
}
