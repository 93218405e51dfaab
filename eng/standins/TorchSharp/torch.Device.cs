// Licensed under the MIT licence; see LICENSE in the repository root.

namespace TorchSharp
{
    public static partial class torch
    {
        public class Device
        {
            public Device(DeviceType deviceType, int index = -1) => (type, this.index) = (deviceType, index);

            public DeviceType type { get; }

            public int index { get; }

            public override string ToString() => throw Standin.Error;
        }
    }
}
