// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.Extensions.Primitives;

namespace Microsoft.Extensions.ML;

/// <summary>Says once that a model was loaded anew.</summary>
public class ModelReloadToken : IChangeToken
{
    private readonly CancellationTokenSource _reload = new();

    public ModelReloadToken()
    {
    }

    public bool ActiveChangeCallbacks => true;

    public bool HasChanged => _reload.IsCancellationRequested;

    public IDisposable RegisterChangeCallback(Action<object> callback, object state) => _reload.Token.Register(callback, state);

    public void OnReload() => _reload.Cancel();
}
