// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

/// <summary>One stage's file of a <see cref="TrainingCheckpoint"/>.</summary>
internal sealed class StageCheckpoint
{
    private readonly string _name;
    private readonly string? _path;
    private readonly byte[] _fingerprint;
    private readonly ITrainingMonitor _monitor;
    private bool _fails;

    /// <summary>Takes the file's place.</summary>
    /// <param name="name">Names the stage in messages.</param>
    /// <param name="path">The file; null keeps nothing.</param>
    /// <param name="fingerprint">Of the fit.</param>
    /// <param name="monitor">Hears what is found and written.</param>
    public StageCheckpoint(string name, string? path, byte[] fingerprint, ITrainingMonitor monitor) =>
        (_name, _path, _fingerprint, _monitor) = (name, path, fingerprint, monitor);

    /// <summary>Keeps nothing.</summary>
    public static StageCheckpoint None { get; } = new("", null, [], SilentMonitor.Instance);

    /// <summary>Restores the stage where a former run left it.</summary>
    /// <param name="exchange">Restores the stage's state.</param>
    /// <returns>Number of epochs that were done; 0 where there is nothing to resume, and then the stage is as it was.</returns>
    public int Resume(Action<TrainingState> exchange)
    {
        if (_path is null || !File.Exists(_path))
            return 0;
        TrainingState state;
        try
        {
            state = new(CheckpointFile.Read(_path, _fingerprint));
        }
        catch (Exception reason) when (reason is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            _monitor.Warning($"The checkpoint of stage '{_name}', '{_path}', cannot be used: {reason.Message}. The stage begins anew.");
            return 0;
        }

        int epochs = state.Exchange("epochs", 0);
        exchange(state);
        _monitor.Message($"Stage '{_name}' goes on after epoch {epochs}, from its checkpoint.");
        return epochs;
    }

    /// <summary>Writes the stage's state, in place of the one before.</summary>
    /// <param name="epochs">Number of epochs done.</param>
    /// <param name="exchange">Saves the stage's state.</param>
    public void Keep(int epochs, Action<TrainingState> exchange)
    {
        if (_path is null)
            return;
        var state = new TrainingState();
        state.Exchange("epochs", epochs);
        exchange(state);
        try
        {
            CheckpointFile.Write(_path, _fingerprint, state.Values);
            _fails = false;
        }
        catch (Exception reason) when (reason is IOException or UnauthorizedAccessException)
        {
            // A full disk must not end the training that the checkpoint is there to save.
            if (!_fails)
                _monitor.Warning($"The checkpoint of stage '{_name}', '{_path}', could not be written: {reason.Message} Training goes on.");
            _fails = true;
        }
    }

    /// <summary>Says that the stage is done and kept.</summary>
    public void Finish()
    {
        if (_path is not null && !_fails)
            _monitor.Message($"Stage '{_name}' is done; its checkpoint is kept until the fit has its model.");
    }
}
