// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.ML.Data;

namespace Microsoft.ML.Causal.Tests.Pipeline;

/// <summary>A row of a log: who touched what, when, and what came of it.</summary>
internal sealed class TouchRow
{
    public string User { get; set; } = "";

    public int Sequence { get; set; }

    public double Time { get; set; }

    public string Item { get; set; } = "";

    /// <summary>From 0; the key counts from 1, and is 0, missing, where this is 5 or more.</summary>
    [KeyType(5)]
    public uint Channel { get; set; }

    public int Cost { get; set; }

    [VectorType(2)]
    public float[] Context { get; set; } = [0, 0];

    public bool Label { get; set; }

    public double OutcomeTime { get; set; } = double.NaN;
}

/// <summary>A journey of such a log.</summary>
internal sealed class JourneyRow
{
    public string User { get; set; } = "";

    public string[] Item { get; set; } = [];

    public uint[] Channel { get; set; } = [];

    public float[] Cost { get; set; } = [];

    public float[] Context { get; set; } = [];

    public bool Label { get; set; }

    public float[] TimeSincePrevious { get; set; } = [];

    public float[] TimeToEnd { get; set; } = [];

    public int Length { get; set; }

    public override string ToString() =>
        FormattableString.Invariant($"{User}: {string.Join(' ', Item)} | {string.Join(' ', Channel)} | {string.Join(' ', Cost)} | {string.Join(' ', Context)} | ")
        + FormattableString.Invariant($"{string.Join(' ', TimeSincePrevious)} | {string.Join(' ', TimeToEnd)} | {Label} {Length}");
}
