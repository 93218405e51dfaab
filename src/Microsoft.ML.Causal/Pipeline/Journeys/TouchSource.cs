// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

/// <summary>The touches of a log one by one, those of a journey together and in order of time.</summary>
internal abstract class TouchSource : IDisposable
{
    /// <summary>Whether the touch at hand belongs to another journey than the one before it.</summary>
    public bool IsNewJourney { get; protected set; }

    /// <summary>Its time.</summary>
    public long Time { get; protected set; }

    /// <summary>Goes to the next touch and reads its values.</summary>
    public abstract bool MoveNext();

    public abstract void Dispose();
}
