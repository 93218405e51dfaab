// Licensed under the MIT licence; see LICENSE in the repository root.

using TorchSharp;

namespace Microsoft.ML.Causal;

internal sealed partial class TorchTape<T>
{
    public override Tensor<T> ScaleGradient(Tensor<T> x, double factor)
    {
        TorchTensor<T> input = Take(x);
        using DisposeScope scope = torch.NewDisposeScope();
        torch.Tensor constant = input.Value.detach();
        if (factor == 0 || !input.Value.requires_grad)
            return Keep(constant, input.Shape);

        // x − SG(x) is 0 and has x's gradient, so the value is x to the last bit.
        return Keep(constant.add(input.Value.sub(constant).mul(factor)), input.Shape);
    }
}
