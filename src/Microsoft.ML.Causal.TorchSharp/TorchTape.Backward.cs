// Licensed under the MIT licence; see LICENSE in the repository root.

using TorchSharp;

namespace Microsoft.ML.Causal;

internal sealed partial class TorchTape<T>
{
    public override void Backward(Tensor<T> loss, bool accumulate = false)
    {
        TorchTensor<T> last = Take(loss);
        if (last.Shape.Length != 1)
            throw new ArgumentException($"A loss is a tensor of length 1; this one is {last.Shape}. Reduce it by WeightedSum.", nameof(loss));
        foreach (TorchParameter<T> leaf in _leaves)
        {
            if (!accumulate)
                leaf.ClearGradient();
        }

        (_loss, _changesAtPass) = (last, _changes);
        if (!last.Value.requires_grad)
            return;
        using DisposeScope scope = torch.NewDisposeScope();
        Differentiate(last);
        foreach (TorchParameter<T> leaf in _leaves)
            leaf.Collect();
    }

    /// <summary>Writes the gradient that the last pass has in a tensor, by repeating the pass; zeros where none flowed.</summary>
    public void ReadGradient(TorchTensor<T> tensor, Span<T> destination)
    {
        if (_loss is null || !tensor.Value.requires_grad || !_loss.Value.requires_grad)
        {
            destination.Clear();
            return;
        }

        if (_changes != _changesAtPass)
            throw new InvalidOperationException("The parameters changed after the backward pass; read gradients of tensors before the optimizer's step.");
        using DisposeScope scope = torch.NewDisposeScope();
        tensor.Value.retain_grad();
        tensor.Value.grad = null!;
        Differentiate(_loss);
        if (tensor.Value.grad is { } gradient)
            TensorTransfer.Read(gradient, destination);
        else
            destination.Clear();
    }

    /// <summary>Leaves the gradient of a loss in the recording's leaves.</summary>
    /// <remarks>Where gradients are routed TorchSharp's graph is cut: from there on they flow again, in reverse order of recording.</remarks>
    private void Differentiate(TorchTensor<T> loss)
    {
        foreach (TorchParameter<T> leaf in _leaves)
            leaf.ClearLeaves();
        foreach (RoutedGradient route in _routes)
            route.Readers.grad = null!;

        // Static and with lists: the instance's method swaps two of its arguments in some versions.
        IList<torch.Tensor> outputs = [loss.Value];
        torch.autograd.backward(outputs, null!, retain_graph: true);
        for (int r = _routes.Count - 1; r >= 0; r--)
        {
            if (_routes[r].Readers.grad is not { } upstream)
                continue;
            IList<torch.Tensor> source = [_routes[r].Source.Value], routed = [Route(upstream, _routes[r].Count)];
            torch.autograd.backward(source, routed, retain_graph: true);
        }
    }
}
