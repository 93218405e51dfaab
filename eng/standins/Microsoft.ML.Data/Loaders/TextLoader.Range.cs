// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Data;

public sealed partial class TextLoader
{
    /// <summary>A range of fields, inclusive on both sides.</summary>
    public sealed class Range
    {
        public int Min;
        public int? Max;
        public bool AutoEnd;
        public bool VariableEnd;
        public bool AllOther;
        public bool ForceVector;

        public Range()
        {
        }

        public Range(int index)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(index);
            Min = index;
            Max = index;
        }

        public Range(int min, int? max)
        {
            if (min < 0)
                throw new ArgumentOutOfRangeException(nameof(min), "Must be non-negative");
            if (max < min)
                throw new ArgumentOutOfRangeException(nameof(max), "If specified, must be greater than or equal to min");
            Min = min;
            Max = max;
            // Without it a range of one field would be a scalar.
            ForceVector = true;
            AutoEnd = max is null;
        }
    }
}
