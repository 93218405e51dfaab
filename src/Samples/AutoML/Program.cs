// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.ML.Causal.Samples;

AutoMLSweep.Run(rows: 10_000, trials: 8, Console.Out);
