// Licensed under the MIT licence; see LICENSE in the repository root.

namespace TorchSharp
{
    public static partial class torch
    {
        public static class cuda
        {
            public static bool is_available() => throw Standin.Error;

            public static int device_count() => throw Standin.Error;
        }
    }
}
