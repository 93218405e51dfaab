// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

/// <summary>Counts, for one cursor, what becomes of a log's rows.</summary>
/// <param name="finished">Takes the counts when the cursor has seen all rows.</param>
internal sealed class JourneyTally(Action<JourneyCounts> finished)
{
    private long _touches, _journeys, _empty, _shortened, _cut;

    public long OutsideWindow { get; set; }

    public long AfterOutcome { get; set; }

    public long LateOutcomes { get; set; }

    /// <summary>Touches that the journey at hand lost to the maximum.</summary>
    public long CutHere { get; set; }

    /// <summary>Ends a journey.</summary>
    /// <param name="read">Touches that the log had for it.</param>
    /// <param name="kept">Touches that it keeps.</param>
    public void Close(long read, int kept)
    {
        _touches += read;
        _journeys++;
        _empty += kept == 0 ? 1 : 0;
        _shortened += CutHere > 0 ? 1 : 0;
        _cut += CutHere;
        CutHere = 0;
    }

    /// <summary>Says that there are no more.</summary>
    public void Finish() => finished(new(_touches, _journeys, _empty, _shortened, _cut, OutsideWindow, AfterOutcome, LateOutcomes));
}
