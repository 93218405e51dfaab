// Licensed under the MIT licence; see LICENSE in the repository root.

namespace TorchSharp
{
    public enum DeviceType
    {
        CPU = 0,
        CUDA = 1,
    }
}
