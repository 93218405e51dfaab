// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.ML.Data;

namespace Microsoft.ML.Causal;

/// <summary>The time between touches, or from each to the last.</summary>
internal sealed class ElapsedField(JourneyParts parts, bool sincePrevious) : JourneyField
{
    public override Delegate Getter => (ValueGetter<VBuffer<float>>)((ref VBuffer<float> target) =>
    {
        ReadOnlySpan<long> times = parts.Times.AsSpan(parts.Span.Start, parts.Span.Count);
        VBufferEditor<float> editor = VBufferEditor.Create(ref target, times.Length);
        for (int j = 0; j < times.Length; j++)
            editor.Values[j] = (float)(sincePrevious ? parts.Clock.Between(times[Math.Max(0, j - 1)], times[j]) : parts.Clock.Between(times[j], times[^1]));
        target = editor.Commit();
    });

    public override void Append(int index, bool first)
    {
    }
}

/// <summary>The number of touches kept.</summary>
internal sealed class LengthField(JourneySpan span) : JourneyField
{
    public override Delegate Getter => (ValueGetter<int>)((ref int target) => target = span.Count);

    public override void Append(int index, bool first)
    {
    }
}

/// <summary>The label of the journey, which its cursor sets.</summary>
internal sealed class LabelField : JourneyField
{
    public bool Label { get; set; }

    public override Delegate Getter => (ValueGetter<bool>)((ref bool target) => target = Label);

    public override void Append(int index, bool first)
    {
    }
}
