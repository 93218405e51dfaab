// Licensed under the MIT licence; see LICENSE in the repository root.

using System;

namespace TorchSharp
{
    public static partial class torch
    {
        public class Tensor : IDisposable
        {
            internal Tensor()
            {
            }

            public static long TotalCount => throw Standin.Error;

            public Span<byte> bytes => throw Standin.Error;

            public Device device => throw Standin.Error;

            public ScalarType dtype => throw Standin.Error;

            public long[] shape => throw Standin.Error;

            public bool requires_grad => throw Standin.Error;

            public Tensor grad
            {
                get => throw Standin.Error;
                set => throw Standin.Error;
            }

            public T item<T>() where T : struct => throw Standin.Error;

            public void retain_grad() => throw Standin.Error;

            public void Dispose() => throw Standin.Error;

            public Tensor DetachFromDisposeScope() => throw Standin.Error;

            public Tensor requires_grad_(bool requires_grad = true) => throw Standin.Error;

            public Tensor abs() => throw Standin.Error;

            public Tensor add(Scalar scalar) => throw Standin.Error;

            public Tensor add(Tensor target) => throw Standin.Error;

            public Tensor add(Tensor target, Scalar alpha) => throw Standin.Error;

            public Tensor add_(Scalar scalar) => throw Standin.Error;

            public Tensor add_(Tensor target) => throw Standin.Error;

            public Tensor add_(Tensor target, Scalar alpha) => throw Standin.Error;

            public Tensor addcdiv_(Tensor tensor1, Tensor tensor2, Scalar value) => throw Standin.Error;

            public Tensor addcmul_(Tensor tensor1, Tensor tensor2, Scalar value) => throw Standin.Error;

            public Tensor alias() => throw Standin.Error;

            public Tensor bmm(Tensor batch2) => throw Standin.Error;

            public Tensor clamp(Scalar min = null, Scalar max = null) => throw Standin.Error;

            public Tensor clamp_max(Scalar max) => throw Standin.Error;

            public Tensor clone() => throw Standin.Error;

            public Tensor contiguous() => throw Standin.Error;

            public Tensor copy_(Tensor source, bool nonBlocking = false) => throw Standin.Error;

            public Tensor cos() => throw Standin.Error;

            public Tensor cpu() => throw Standin.Error;

            public Tensor detach() => throw Standin.Error;

            public Tensor div(Scalar target, RoundingMode rounding_mode = RoundingMode.None) => throw Standin.Error;

            public Tensor div(Tensor target, RoundingMode rounding_mode = RoundingMode.None) => throw Standin.Error;

            public Tensor eq(Scalar target) => throw Standin.Error;

            public Tensor exp() => throw Standin.Error;

            public Tensor gather(long dim, Tensor index) => throw Standin.Error;

            public Tensor gt(Scalar target) => throw Standin.Error;

            public Tensor index_add_(long dim, Tensor index, Tensor source, Scalar alpha) => throw Standin.Error;

            public Tensor index_copy_(long dim, Tensor index, Tensor source) => throw Standin.Error;

            public Tensor index_select(long dim, Tensor index) => throw Standin.Error;

            public Tensor log() => throw Standin.Error;

            public Tensor log_sigmoid() => throw Standin.Error;

            public Tensor log_softmax(long dim, ScalarType? dtype = null) => throw Standin.Error;

            public Tensor logical_and(Tensor other) => throw Standin.Error;

            public Tensor logical_not() => throw Standin.Error;

            public Tensor logical_or(Tensor other) => throw Standin.Error;

            public Tensor lt(Scalar target) => throw Standin.Error;

            public Tensor masked_fill(Tensor mask, Scalar value) => throw Standin.Error;

            public Tensor matmul(Tensor target) => throw Standin.Error;

            public Tensor mul(Scalar target) => throw Standin.Error;

            public Tensor mul(Tensor target) => throw Standin.Error;

            public Tensor mul_(Scalar target) => throw Standin.Error;

            public Tensor narrow(long dim, long start, long length) => throw Standin.Error;

            public Tensor ne(Scalar target) => throw Standin.Error;

            public Tensor neg() => throw Standin.Error;

            public Tensor reciprocal() => throw Standin.Error;

            public Tensor relu() => throw Standin.Error;

            public Tensor reshape(params long[] shape) => throw Standin.Error;

            public Tensor round(long decimals = 0) => throw Standin.Error;

            public Tensor sigmoid() => throw Standin.Error;

            public Tensor silu() => throw Standin.Error;

            public Tensor sin() => throw Standin.Error;

            public Tensor softmax(long dim, ScalarType? dtype = null) => throw Standin.Error;

            public Tensor sqrt() => throw Standin.Error;

            public Tensor square() => throw Standin.Error;

            public Tensor sub(Tensor target) => throw Standin.Error;

            public Tensor sum(ScalarType? type = null) => throw Standin.Error;

            public Tensor sum(long dim, bool keepdim = false, ScalarType? type = null) => throw Standin.Error;

            public Tensor tanh() => throw Standin.Error;

            public Tensor to(Device device, bool copy = false, bool disposeAfter = false, bool non_blocking = false) => throw Standin.Error;

            public Tensor to_type(ScalarType type, bool copy = false, bool disposeAfter = false, bool non_blocking = false) => throw Standin.Error;

            public Tensor transpose(long dim0, long dim1) => throw Standin.Error;

            public Tensor unsqueeze(long dim) => throw Standin.Error;
        }
    }
}
