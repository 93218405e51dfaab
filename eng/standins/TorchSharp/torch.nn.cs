// Licensed under the MIT licence; see LICENSE in the repository root.

namespace TorchSharp
{
    public static partial class torch
    {
        public static class nn
        {
            public static class functional
            {
                public static Tensor layer_norm(Tensor input, long[] normalized_shape, Tensor weight = null, Tensor bias = null, double eps = 1e-5) => throw Standin.Error;

                public static Tensor linear(Tensor input, Tensor weights, Tensor bias = null) => throw Standin.Error;
            }
        }
    }
}
