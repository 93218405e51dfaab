// Licensed under the MIT licence; see LICENSE in the repository root.

using System;

namespace TorchSharp
{
    public sealed class Scalar : IDisposable
    {
        internal Scalar()
        {
        }

        public static implicit operator Scalar(int value) => throw Standin.Error;

        public static implicit operator Scalar(double value) => throw Standin.Error;

        public void Dispose() => throw Standin.Error;
    }
}
