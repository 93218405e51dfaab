// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Collections.Generic;

namespace TorchSharp
{
    public static partial class torch
    {
        public static class autograd
        {
            public static void backward(
                IList<Tensor> tensors, IList<Tensor> grad_tensors = null, bool? retain_graph = null, bool create_graph = false, IList<Tensor> inputs = null) =>
                throw Standin.Error;
        }
    }
}
