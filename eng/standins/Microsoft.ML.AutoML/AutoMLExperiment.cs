// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Diagnostics;
using Microsoft.ML.SearchSpace;

namespace Microsoft.ML.AutoML;

/// <summary>Runs trials, one after another, until there are enough or the time is over, and keeps the one of the least loss.</summary>
public class AutoMLExperiment
{
    private ITuner _tuner;
    private ITrialRunner _runner;
    private IMonitor _monitor;
    private int _maxModels = int.MaxValue;

    public AutoMLExperiment(MLContext context, AutoMLExperimentSettings settings)
    {
        Settings = settings;
        Settings.SearchSpace ??= new();
    }

    internal AutoMLExperimentSettings Settings { get; }

    public AutoMLExperiment AddSearchSpace(string key, SearchSpace.SearchSpace searchSpace)
    {
        Settings.SearchSpace[key] = searchSpace;
        return this;
    }

    public AutoMLExperiment SetMaxModelToExplore(int maxModel)
    {
        _maxModels = maxModel;
        return this;
    }

    public AutoMLExperiment SetTrainingTimeInSeconds(uint trainingTimeInSeconds)
    {
        Settings.MaxExperimentTimeInSeconds = trainingTimeInSeconds;
        return this;
    }

    public AutoMLExperiment SetTrialRunner<TTrialRunner>(TTrialRunner runner) where TTrialRunner : class, ITrialRunner
    {
        _runner = runner;
        return this;
    }

    public AutoMLExperiment SetTuner<TTuner>(TTuner proposer) where TTuner : class, ITuner
    {
        _tuner = proposer;
        return this;
    }

    public AutoMLExperiment SetMonitor<TMonitor>(TMonitor monitor) where TMonitor : class, IMonitor
    {
        _monitor = monitor;
        return this;
    }

    public TrialResult Run() => RunAsync().GetAwaiter().GetResult();

    public async Task<TrialResult> RunAsync(CancellationToken ct = default)
    {
        ITuner tuner = _tuner ?? throw new NotSupportedException(
            "This stand-in for Microsoft.ML.AutoML has no default tuner; call SetRandomSearchTuner or SetTuner, or use the package.");
        var watch = Stopwatch.StartNew();
        TrialResult best = null;
        for (int id = 0; id < _maxModels && !ct.IsCancellationRequested && watch.Elapsed.TotalSeconds < Settings.MaxExperimentTimeInSeconds; id++)
        {
            var settings = new TrialSettings { TrialId = id, StartedAtUtc = DateTime.UtcNow, Parameter = Parameter.CreateNestedParameter() };
            settings.Parameter = tuner.Propose(settings);
            _monitor?.ReportRunningTrial(settings);
            try
            {
                TrialResult result = await _runner.RunAsync(settings, ct);
                settings.EndedAtUtc = DateTime.UtcNow;
                _monitor?.ReportCompletedTrial(result);
                tuner.Update(result);
                if (best is null || result.Loss < best.Loss)
                {
                    best = result;
                    _monitor?.ReportBestTrial(result);
                }
            }
            catch (OperationCanceledException) when (ct.IsCancellationRequested)
            {
                break;
            }
            catch (Exception error)
            {
                _monitor?.ReportFailTrial(settings, error);
                // The first trial that fails ends the experiment: most likely all would.
                if (best is null)
                    throw;
            }
        }

        return best ?? throw new TimeoutException("Training time finished without completing a trial run");
    }

    public class AutoMLExperimentSettings : ExperimentSettings
    {
        public int? Seed { get; set; }

        public SearchSpace.SearchSpace SearchSpace { get; set; }
    }
}
