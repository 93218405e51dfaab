// Licensed under the MIT licence; see LICENSE in the repository root.

using System;

namespace TorchSharp
{
    public sealed class DisposeScope : IDisposable
    {
        internal DisposeScope()
        {
        }

        public void Dispose() => throw Standin.Error;
    }
}
