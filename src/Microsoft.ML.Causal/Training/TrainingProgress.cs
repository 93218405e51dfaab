// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

/// <summary>Where a fit stands.</summary>
/// <param name="Stage">What is being trained, such as "model 1 of 3".</param>
/// <param name="Epoch">Number of epochs done.</param>
/// <param name="Epochs">Number of epochs in all.</param>
/// <param name="Loss">Mean total loss of the epoch's steps.</param>
internal readonly record struct TrainingProgress(string Stage, int Epoch, int Epochs, double Loss);
