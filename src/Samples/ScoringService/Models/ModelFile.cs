// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.Extensions.ML;
using Microsoft.Extensions.Primitives;

namespace Microsoft.ML.Causal.ScoringService;

/// <summary>A model's file, and the model that was last loaded from it: what a pool of prediction engines is fed by.</summary>
/// <remarks>
/// The loader that comes with the pool listens to changes of a file's content alone, not to another file that is moved into its place, and
/// its pool hears nothing more after one load that failed. Here a new model is swapped in once it is loaded and has scored a row, and a
/// broken file leaves the old model where it is.
/// </remarks>
/// <param name="name">What the model is for, in logs, metrics and health.</param>
/// <param name="path">The file.</param>
/// <param name="kind">What it must hold.</param>
internal sealed class ModelFile(string name, string path, ModelKind kind) : ModelLoader
{
    private volatile ModelReloadToken _token = new();
    private volatile ServedModel? _served;
    private volatile string? _failure;

    public string Name => name;

    public string Path { get; } = System.IO.Path.GetFullPath(path);

    /// <summary>Gets the model that answers; null before the first is loaded.</summary>
    public ServedModel? Served => _served;

    /// <summary>Gets why the file's present content is not what answers; null where it is.</summary>
    public string? Failure => _failure;

    public override ITransformer GetModel() =>
        Served?.Scorer ?? throw new InvalidOperationException($"The model '{name}' is not loaded yet.");

    public override IChangeToken GetReloadToken() => _token;

    /// <summary>Loads the file and swaps its model in; not for use by several threads at once.</summary>
    /// <returns>Whether the file holds another model than before.</returns>
    /// <exception cref="InvalidDataException">It holds no model that can be served; the one before stays.</exception>
    public bool Load()
    {
        try
        {
            byte[] file = Read();
            bool isNew = Served?.Fingerprint != ServedModel.FingerprintOf(file);
            if (isNew)
                Publish(ServedModel.Load(file, kind));
            _failure = null;
            return isNew;
        }
        catch (InvalidDataException e)
        {
            _failure = $"'{Path}': no model can be served from this file. {e.Message}";
            throw new InvalidDataException(_failure, e);
        }
    }

    private byte[] Read()
    {
        try
        {
            return File.ReadAllBytes(Path);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new InvalidDataException("There is no such file.", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InvalidDataException("It cannot be read; is it a folder, locked, or someone else's?", e);
        }
    }

    private void Publish(ServedModel model)
    {
        _served = model;
        // The pool asks for the next token before it fetches the model: there must be one that has not fired.
        ModelReloadToken fired = _token;
        _token = new ModelReloadToken();
        fired.OnReload();
    }
}
