// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

/// <summary>The learning rate of every step.</summary>
public abstract record LearningRateSchedule
{
    private LearningRateSchedule()
    {
    }

    /// <summary>Gives the rate of a step.</summary>
    /// <param name="step">Number of the step in the whole training, from 0.</param>
    /// <param name="epoch">Number of the pass over the data that the step belongs to, from 0.</param>
    public abstract double At(int step, int epoch);

    /// <summary>The same rate at every step.</summary>
    /// <param name="Rate">Range (0, ∞).</param>
    public sealed record Constant(double Rate) : LearningRateSchedule
    {
        /// <inheritdoc/>
        public override double At(int step, int epoch) => Rate;
    }

    /// <summary>Rate·min(1, (s+1)/warm-up)·½(1 + cos(π s/total)) at step s: a linear warm-up times a cosine that falls to 0.</summary>
    /// <param name="Rate">Largest rate. Range (0, ∞).</param>
    /// <param name="WarmUpSteps">Steps until the warm-up is over; 0 means none.</param>
    /// <param name="TotalSteps">Steps of the whole training, at least 1.</param>
    public sealed record WarmUpCosine(double Rate, int WarmUpSteps, int TotalSteps) : LearningRateSchedule
    {
        /// <inheritdoc/>
        public override double At(int step, int epoch)
        {
            double warmUp = WarmUpSteps > 0 ? Math.Min(1, (step + 1) / (double)WarmUpSteps) : 1;
            return Rate * warmUp * (0.5 + 0.5 * Math.Cos(Math.PI * step / TotalSteps));
        }
    }

    /// <summary>Rate·((1−floor)·½(1 + cos(π k/epochs)) + floor) in epoch k: a cosine that falls to a share of the rate.</summary>
    /// <param name="Rate">Rate of the first epoch. Range (0, ∞).</param>
    /// <param name="Epochs">Passes over the data, at least 1.</param>
    /// <param name="Floor">Share of the rate that the cosine falls to. Range [0, 1]. Default 0.1.</param>
    public sealed record CosinePerEpoch(double Rate, int Epochs, double Floor = 0.1) : LearningRateSchedule
    {
        /// <inheritdoc/>
        public override double At(int step, int epoch) =>
            Rate * ((1 - Floor) * 0.5 * (1 + Math.Cos(Math.PI * epoch / Epochs)) + Floor);
    }
}
