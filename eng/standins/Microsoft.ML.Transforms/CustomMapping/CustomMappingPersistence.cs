// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Reflection;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Transforms;

/// <summary>Saves a custom mapping as the name of its contract and of the assembly that declares it.</summary>
internal static class CustomMappingPersistence
{
    public static void Save(IExceptionContext host, ModelSaveContext ctx, string contractName, string contractAssembly)
    {
        host.Check(contractName is not null, "Empty contract name for a transform: the transform cannot be saved");
        ctx.SetLoader(typeof(CustomMappingPersistence));
        ctx.Writer.Write(contractName);
        ctx.Writer.Write(contractAssembly);
    }

    private static ITransformer Load(IHostEnvironment env, ModelLoadContext ctx)
    {
        string contractName = ctx.Reader.ReadString();
        RegisterAssembly(env, ctx.Reader.ReadString());
        object extension = env.ComponentCatalog.GetExtensionValue(env, typeof(CustomMappingFactoryAttributeAttribute), contractName);
        return extension is ICustomMappingFactory factory
            ? factory.CreateTransformer(env, contractName)
            : throw env.Except(
                $"The class with contract '{contractName}' must derive from '{typeof(CustomMappingFactory<,>).FullName}' "
                + $"or from '{typeof(StatefulCustomMappingFactory<,,>).FullName}'.");
    }

    // An assembly that is not to be found may still have been registered under another name.
    private static void RegisterAssembly(IHostEnvironment env, string name)
    {
        try
        {
            env.ComponentCatalog.RegisterAssembly(Assembly.Load(name));
        }
        catch (FileNotFoundException)
        {
            using IChannel channel = env.Start(nameof(CustomMappingPersistence));
            channel.Warning(MessageSensitivity.None, $"The assembly '{name}' that declares a custom mapping was not found.");
        }
    }
}
