// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Runtime;

/// <summary>Marks factories of components.</summary>
public interface IComponentFactory
{
}

/// <summary>Makes components from an environment.</summary>
public interface IComponentFactory<out TComponent> : IComponentFactory
{
    TComponent CreateComponent(IHostEnvironment env);
}

/// <summary>Makes components from an environment and one argument.</summary>
public interface IComponentFactory<in TArg1, out TComponent> : IComponentFactory
{
    TComponent CreateComponent(IHostEnvironment env, TArg1 argument1);
}
