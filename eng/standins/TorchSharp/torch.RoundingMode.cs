// Licensed under the MIT licence; see LICENSE in the repository root.

namespace TorchSharp
{
    public static partial class torch
    {
        public enum RoundingMode
        {
            None,
        }
    }
}
