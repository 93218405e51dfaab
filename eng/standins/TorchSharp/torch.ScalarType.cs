// Licensed under the MIT licence; see LICENSE in the repository root.

namespace TorchSharp
{
    public static partial class torch
    {
        public enum ScalarType : sbyte
        {
            Int64 = 4,
            Float32 = 6,
            Float64 = 7,
        }
    }
}
