// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Collections.Generic;

namespace TorchSharp
{
    public static partial class torch
    {
        public static readonly Device CPU = new Device(DeviceType.CPU);

        public static string __version__ => throw Standin.Error;

        public static void set_num_threads(int num) => throw Standin.Error;

        public static DisposeScope NewDisposeScope() => throw Standin.Error;

        public static Device device(DeviceType deviceType, int index = -1) => throw Standin.Error;

        public static Tensor empty(long[] size, ScalarType? dtype = null, Device device = null, bool requires_grad = false, string[] names = null) => throw Standin.Error;

        public static Tensor zeros(long[] size, ScalarType? dtype = null, Device device = null, bool requires_grad = false, string[] names = null) => throw Standin.Error;

        public static Tensor cat(IList<Tensor> tensors, long dim = 0) => throw Standin.Error;

        public static Tensor where(Tensor condition, Tensor x, Tensor y) => throw Standin.Error;
    }
}
