// Licensed under the MIT licence; see LICENSE in the repository root.

using System;

namespace TorchSharp
{
    /// <summary>What every member does: this assembly is there to compile against.</summary>
    internal static class Standin
    {
        public static Exception Error => new PlatformNotSupportedException(
            "This build has a stand-in for TorchSharp, which computes nothing: the feed did not serve the package. Build where it does, or with -p:TorchSharpDependencies=Packages.");
    }
}
