// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.ML.Runtime;

namespace Microsoft.ML.Trainers;

/// <summary>Base of trained models.</summary>
public abstract class ModelParametersBase<TOutput> : ICanSaveModel
{
    private protected ModelParametersBase(IHostEnvironment env, string name) => Host = env.Register(name);

    private protected IHost Host { get; }

    void ICanSaveModel.Save(ModelSaveContext ctx)
    {
        ctx.SetLoader(GetType());
        SaveCore(ctx);
    }

    private protected abstract void SaveCore(ModelSaveContext ctx);
}
