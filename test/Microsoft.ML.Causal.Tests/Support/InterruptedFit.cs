// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.ML.Causal.Tests.UniMvt;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Microsoft.ML.Causal.Tests;

/// <summary>Fits with a checkpoint, interrupted over and over, until there is a model.</summary>
internal static class InterruptedFit
{
    /// <summary>Cancels every run after the first epoch that it hears of.</summary>
    /// <returns>The model and the number of runs.</returns>
    public static (TModel Model, int Runs) Cancelled<TModel>(Func<ITrainingMonitor, CancellationToken, TModel> fit, Func<TModel, bool> isCancelled)
    {
        for (int run = 1; run < 1000; run++)
        {
            using var source = new CancellationTokenSource();
            try
            {
                TModel model = fit(new RecordingMonitor(_ => source.Cancel()), source.Token);
                if (!isCancelled(model))
                    return (model, run);
            }
            catch (OperationCanceledException)
            {
                // The next run goes on from here.
            }
        }

        throw new AssertFailedException("The fit does not come to an end.");
    }

    /// <summary>Lets every run die of an exception at the end of its second epoch, before that is kept.</summary>
    /// <returns>The model and the number of runs.</returns>
    public static (TModel Model, int Runs) Killed<TModel>(Func<ITrainingMonitor, CancellationToken, TModel> fit)
    {
        for (int run = 1; run < 1000; run++)
        {
            int epochs = 0;
            try
            {
                return (fit(new RecordingMonitor(_ =>
                {
                    if (Interlocked.Increment(ref epochs) == 2)
                        throw new Death();
                }), CancellationToken.None), run);
            }
            catch (Exception death) when (death is Death || death is AggregateException { InnerException: Death })
            {
                // The next run goes on from here.
            }
        }

        throw new AssertFailedException("The fit does not come to an end.");
    }

    private sealed class Death : Exception;
}
