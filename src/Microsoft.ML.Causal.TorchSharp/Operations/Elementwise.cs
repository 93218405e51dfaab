// Licensed under the MIT licence; see LICENSE in the repository root.

using TorchSharp;

namespace Microsoft.ML.Causal;

internal sealed partial class TorchTape<T>
{
    public override Tensor<T> Activate(Tensor<T> x, Activation activation)
    {
        TorchTensor<T> input = Take(x);
        using DisposeScope scope = torch.NewDisposeScope();
        return Keep(Apply(activation, input.Value.alias()), input.Shape);
    }

    public override Tensor<T> Affine(Tensor<T> x, double scale, double shift)
    {
        TorchTensor<T> input = Take(x);
        using DisposeScope scope = torch.NewDisposeScope();
        return Keep(input.Value.mul(scale).add(shift), input.Shape);
    }

    public override Tensor<T> Clamp(Tensor<T> x, double lo, double hi)
    {
        TorchTensor<T> input = Take(x);
        using DisposeScope scope = torch.NewDisposeScope();

        // TorchSharp's own clamp lets the gradient through at the ends as well.
        torch.Tensor constant = input.Value.detach(), inside = constant.gt(lo).logical_and(constant.lt(hi));
        return Keep(torch.where(inside, input.Value, constant.clamp(lo, hi)), input.Shape);
    }

    private static torch.Tensor Apply(Activation activation, torch.Tensor z) => activation switch
    {
        Activation.Identity => z,
        Activation.Relu => z.relu(),
        Activation.Sigmoid => z.sigmoid(),
        Activation.Tanh => z.tanh(),
        Activation.Softplus => Softplus(z),
        Activation.Silu => z.silu(),
        Activation.Exp => z.exp(),
        Activation.Log => z.log(),
        Activation.Square => z.square(),
        Activation.Absolute => z.abs(),
        Activation.Sine => z.sin(),
        Activation.Cosine => z.cos(),
        _ => throw new ArgumentOutOfRangeException(nameof(activation), activation, "An activation must be one of the known ones."),
    };

    /// <summary>log(1+e^z) as −log σ(−z): TorchSharp's softplus becomes linear at 20.</summary>
    private static torch.Tensor Softplus(torch.Tensor z) => z.neg().log_sigmoid().neg();
}
