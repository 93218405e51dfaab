// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>
/// Finds the class that reads a saved component: its name stands in the file, and it has a static
/// <c>Load(IHostEnvironment, ModelLoadContext)</c>.
/// </summary>
internal static partial class ModelLoader
{
    public static string Signature(Type loader) => Versions().Replace(loader.AssemblyQualifiedName, "");

    public static object Load(IHostEnvironment env, string signature, ModelLoadContext ctx)
    {
        Type type = Type.GetType(signature, throwOnError: false);
        MethodInfo load = type?.GetMethod(
            "Load",
            BindingFlags.Static | BindingFlags.NonPublic | BindingFlags.Public,
            [typeof(IHostEnvironment), typeof(ModelLoadContext)]);
        if (load is null)
            throw env.ExceptDecode($"Could not load the model: unknown component '{signature}'.");
        try
        {
            return load.Invoke(null, [env, ctx]);
        }
        catch (TargetInvocationException exception) when (Errors.IsMarked(exception.InnerException))
        {
            throw env.ExceptInstantiation(exception);
        }
    }

    [GeneratedRegex(@", Version=[^,\]]+, Culture=[^,\]]+, PublicKeyToken=[^,\]]+")]
    private static partial Regex Versions();
}
