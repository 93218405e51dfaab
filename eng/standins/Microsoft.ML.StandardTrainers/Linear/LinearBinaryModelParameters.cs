// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Trainers;

/// <summary>A linear classifier.</summary>
public sealed class LinearBinaryModelParameters : LinearModelParameters
{
    internal LinearBinaryModelParameters(IHostEnvironment env, float[] weights, float bias)
        : base(env, nameof(LinearBinaryModelParameters), weights, bias)
    {
    }

    internal static LinearBinaryModelParameters Load(IHostEnvironment env, ModelLoadContext ctx) =>
        new(env, ctx.Reader.ReadFloats(), ctx.Reader.ReadSingle());
}
