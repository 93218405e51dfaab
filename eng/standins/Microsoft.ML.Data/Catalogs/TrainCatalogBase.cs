// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.ML.Runtime;

namespace Microsoft.ML;

/// <summary>Base of the catalogs of one kind of learning task.</summary>
public abstract partial class TrainCatalogBase
{
    private protected TrainCatalogBase(IHostEnvironment env, string registrationName)
    {
        Host = env.Register(registrationName);
        Seed = (env as Host)?.Seed;
    }

    internal IHost Host { get; }

    /// <summary>The seed that the user gave the context, if any.</summary>
    private int? Seed { get; }

    /// <summary>Base of the groups that trainers hang on as extension methods.</summary>
    public abstract class CatalogInstantiatorBase
    {
        private protected CatalogInstantiatorBase(TrainCatalogBase catalog) => Owner = catalog;

        internal TrainCatalogBase Owner { get; }

        /// <summary>The environment that trainers are created in.</summary>
        internal IHostEnvironment Environment => Owner.Host;
    }
}
