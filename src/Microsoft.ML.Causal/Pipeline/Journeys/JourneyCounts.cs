// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

/// <summary>What became of a log's rows on the way to journeys.</summary>
/// <param name="Touches">Touches read; for paths, those written in the cells.</param>
/// <param name="Journeys">Journeys made.</param>
/// <param name="Empty">Journeys among them that have no touch.</param>
/// <param name="Shortened">Journeys that had more touches than <see cref="JourneyOptions.MaxTouchpoints"/>.</param>
/// <param name="Cut">Touches that those lost.</param>
/// <param name="OutsideWindow">Touches left out by <see cref="JourneyOptions.WindowLength"/>.</param>
/// <param name="AfterOutcome">Touches left out because their outcome came before them.</param>
/// <param name="LateOutcomes">Journeys whose outcome came later than <see cref="JourneyOptions.HorizonLength"/>, and so does not count.</param>
public readonly record struct JourneyCounts(
    long Touches, long Journeys, long Empty, long Shortened, long Cut, long OutsideWindow, long AfterOutcome, long LateOutcomes);
