// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Numerics;
using TorchSharp;

namespace Microsoft.ML.Causal;

/// <summary>The tape of <see cref="TorchSharpEngine"/>: records operations as TorchSharp's, which differentiates them.</summary>
/// <remarks>
/// Each operation runs in a dispose scope of its own that takes its intermediate tensors away; what it returns belongs to the tape and
/// goes at the next reset. No scope stays open between calls, so that tapes may be mixed, moved between threads, and used within the
/// caller's own scopes. Operations stand in files of their own under <c>Operations</c>.
/// </remarks>
internal sealed partial class TorchTape<T> : Tape<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly torch.ScalarType _type = TensorTransfer.TypeOf<T>();
    private readonly torch.Device _device;
    private readonly TorchParameter<T>[] _leaves;
    private readonly Dictionary<Parameter<T>, TorchParameter<T>> _leafOf = new(ReferenceEqualityComparer.Instance);
    private readonly List<torch.Tensor> _recorded = [];
    private readonly List<RoutedGradient> _routes = [];
    private TorchTensor<T>? _loss;
    private int _changes, _changesAtPass;

    public TorchTape(IReadOnlyList<Parameter<T>> parameters, torch.Device device)
    {
        _device = device;
        Parameters = parameters;
        _leaves = [.. parameters.Select(parameter => new TorchParameter<T>(parameter, device))];
        foreach (TorchParameter<T> leaf in _leaves)
        {
            if (!_leafOf.TryAdd(leaf.Parameter, leaf))
                throw new ArgumentException($"Parameter '{leaf.Parameter.Name}' is listed twice.", nameof(parameters));
        }
    }

    public override IReadOnlyList<Parameter<T>> Parameters { get; }

    /// <summary>Gets the number of the current recording.</summary>
    public int Recording { get; private set; }

    /// <summary>Gets the parameters on the device, in the order of <see cref="Parameters"/>.</summary>
    public ReadOnlySpan<TorchParameter<T>> Leaves => _leaves;

    public override bool Training { get; set; } = true;

    public override void Reset()
    {
        Recording++;
        foreach (torch.Tensor tensor in _recorded)
            tensor.Dispose();
        _recorded.Clear();
        _routes.Clear();
        _loss = null;
        foreach (TorchParameter<T> leaf in _leaves)
            leaf.Reset();
    }

    public override void Pull()
    {
        foreach (TorchParameter<T> leaf in _leaves)
            leaf.Pull();
    }

    public override void Push()
    {
        MarkChanged();
        foreach (TorchParameter<T> leaf in _leaves)
            leaf.Push();
    }

    public override void PullGradients()
    {
        foreach (TorchParameter<T> leaf in _leaves)
            leaf.PullGradient();
    }

    /// <summary>Takes note that parameters change where they are, so that the last pass cannot be repeated.</summary>
    public void MarkChanged() => _changes++;

    public override void Dispose()
    {
        Reset();
        foreach (TorchParameter<T> leaf in _leaves)
            leaf.Dispose();
    }

    public override Tensor<T> Constant(ReadOnlySpan<T> values, Shape shape)
    {
        ShapeCheck.RequireLength(shape.Length, values.Length, "the constant");
        using DisposeScope scope = torch.NewDisposeScope();
        return Keep(Values(values, shape.Extents()), shape);
    }

    public override Tensor<T> Use(Parameter<T> parameter)
    {
        if (!_leafOf.TryGetValue(parameter, out TorchParameter<T>? leaf))
            throw new ArgumentException($"Parameter '{parameter.Name}' is not one of this tape's {Parameters.Count}.", nameof(parameter));
        if (leaf.Use is null || (Training && !leaf.UseTrains))
        {
            using DisposeScope scope = torch.NewDisposeScope();
            leaf.Use = Keep(Training ? leaf.Value.detach().requires_grad_() : leaf.Value.detach(), parameter.Shape);
            leaf.UseTrains = Training;
        }

        return leaf.Use;
    }

    /// <summary>Makes an operation's result the tape's.</summary>
    private TorchTensor<T> Keep(torch.Tensor value, Shape shape)
    {
        torch.Tensor kept = Training || !value.requires_grad ? value : value.detach();
        _recorded.Add(kept.DetachFromDisposeScope());
        return new(this, kept, shape, Recording);
    }

    /// <summary>The tensor's node, which must be of this recording.</summary>
    private TorchTensor<T> Take(Tensor<T> tensor)
    {
        ArgumentNullException.ThrowIfNull(tensor);
        if (tensor is not TorchTensor<T> node || node.Tape != this)
            throw new ArgumentException("The tensor was recorded on another tape.", nameof(tensor));
        if (!node.IsAlive)
            throw new ArgumentException("The tensor belongs to an earlier recording; the tape was reset since. Record it again.", nameof(tensor));
        return node;
    }

    /// <summary>A tensor as a matrix, [rows,columns].</summary>
    private static torch.Tensor Matrix(TorchTensor<T> tensor) =>
        tensor.Shape.Rank == 2 ? tensor.Value : tensor.Value.reshape(tensor.Shape.Rows, tensor.Shape.Columns);

    /// <summary>Constants on the device.</summary>
    private torch.Tensor Values(ReadOnlySpan<T> values, params long[] extents) => TensorTransfer.Create(values, extents, _type, _device);

    /// <summary>Σ x/divisor, summed in double, as [1].</summary>
    private torch.Tensor Total(torch.Tensor x, double divisor) =>
        x.sum(torch.ScalarType.Float64).div(divisor).to_type(_type).reshape(1);

    /// <summary>Σ w x/divisor, multiplied and summed in double, as [1].</summary>
    private torch.Tensor Total(torch.Tensor x, torch.Tensor weight, double divisor) =>
        Total(x.to_type(torch.ScalarType.Float64).mul(weight.to_type(torch.ScalarType.Float64)), divisor);
}
