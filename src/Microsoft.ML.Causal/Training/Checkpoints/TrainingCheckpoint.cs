// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

/// <summary>What a fit has finished so far, in a folder: one file per stage, so that stages that train side by side do not wait for each other.</summary>
/// <remarks>
/// Files carry the fit's fingerprint in their names and in themselves. Fits of other options, seeds, data or builds may share the
/// folder: they neither read nor touch these files.
/// </remarks>
internal sealed class TrainingCheckpoint
{
    private readonly string? _folder;
    private readonly string _prefix;
    private readonly byte[] _fingerprint;
    private readonly ITrainingMonitor _monitor;

    private TrainingCheckpoint(string? folder, string prefix, byte[] fingerprint, ITrainingMonitor monitor) =>
        (_folder, _prefix, _fingerprint, _monitor) = (folder, prefix, fingerprint, monitor);

    /// <summary>Opens the fit's place in a folder, which is made where it does not exist.</summary>
    /// <param name="folder">The folder; null keeps nothing.</param>
    /// <param name="kind">What is fitted, such as <c>UniMvt</c>.</param>
    /// <param name="fingerprint">Writes what decides the fit; called only where there is a folder.</param>
    /// <param name="monitor">Hears what is found.</param>
    /// <exception cref="IOException">The folder cannot be made.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder may not be made.</exception>
    public static TrainingCheckpoint Open(string? folder, string kind, Action<Fingerprint> fingerprint, ITrainingMonitor monitor)
    {
        if (folder is null)
            return new(null, "", [], monitor);
        using var hash = new Fingerprint();
        fingerprint(hash.Add(kind));
        byte[] whole = hash.Finish();
        string prefix = $"{kind}-{Convert.ToHexStringLower(whole.AsSpan(0, 8))}.";
        Directory.CreateDirectory(folder);
        var checkpoint = new TrainingCheckpoint(folder, prefix, whole, monitor);
        int own = checkpoint.Files(CheckpointFile.Extension).Count();
        int others = Directory.EnumerateFiles(folder, $"{kind}-*{CheckpointFile.Extension}").Count() - own;
        if (own == 0 && others > 0)
        {
            monitor.Warning(
                $"The {others} checkpoint files of kind {kind} in '{folder}' belong to other fits (other options, seed, data or build); they are left alone, "
                + "and this fit begins anew. Remove them if those fits will not be resumed.");
        }

        return checkpoint;
    }

    /// <summary>The place of a stage.</summary>
    /// <param name="name">Its name, whose letters and digits are unique within the fit.</param>
    public StageCheckpoint Stage(string name) => _folder is null
        ? StageCheckpoint.None
        : new(name, Path.Combine(_folder, $"{_prefix}{FileName(name)}{CheckpointFile.Extension}"), _fingerprint, _monitor);

    /// <summary>Removes the fit's files, once it has its model.</summary>
    public void Remove()
    {
        if (_folder is null)
            return;
        try
        {
            foreach (string file in Files(CheckpointFile.Extension).Concat(Files(CheckpointFile.DraftExtension)))
                File.Delete(file);
        }
        catch (Exception reason) when (reason is IOException or UnauthorizedAccessException)
        {
            _monitor.Warning($"The checkpoint in '{_folder}' is no longer needed but could not be removed: {reason.Message}");
        }
    }

    private IEnumerable<string> Files(string extension) => Directory.EnumerateFiles(_folder!, $"{_prefix}*{extension}");

    private static string FileName(string stage) => string.Concat(stage.Select(c => char.IsAsciiLetterOrDigit(c) ? c : '-'));
}
