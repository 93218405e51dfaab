// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Numerics;
using TorchSharp;

namespace Microsoft.ML.Causal;

/// <summary>A parameter of a <see cref="TorchTape{T}"/>: its values on the device, its use in the recording, and its gradient.</summary>
/// <remarks>
/// Rows that an embedding gathers are leaves of their own, so that the gradient of a table is as large as the gathered rows and not as
/// the table: it stays sparse while only gathers touch it. Any other use in the same pass makes it dense.
/// </remarks>
internal sealed class TorchParameter<T> : IDisposable where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly torch.ScalarType _type = TensorTransfer.TypeOf<T>();
    private readonly torch.Device _device;
    private readonly List<(int[] Ids, torch.Tensor Rows)> _gathers = [], _rowGradients = [];
    private readonly List<torch.Tensor> _moments = [];
    private torch.Tensor? _dense;
    private TouchedRows? _touched;

    public TorchParameter(Parameter<T> parameter, torch.Device device)
    {
        (Parameter, _device, Extents) = (parameter, device, parameter.Shape.Extents());
        Value = torch.empty(Extents, _type, device).DetachFromDisposeScope();
        Push();
    }

    public Parameter<T> Parameter { get; }

    public long[] Extents { get; }

    /// <summary>Gets the values on the device; an optimizer changes them in place.</summary>
    public torch.Tensor Value { get; }

    /// <summary>Gets whether the last backward pass reached it.</summary>
    public bool HasGradient => _dense is not null || _rowGradients.Count > 0;

    /// <summary>Gets whether the last backward pass touched only <see cref="Touched"/>.</summary>
    public bool IsSparse => _dense is null && _rowGradients.Count > 0;

    /// <summary>Gets or sets the tensor that stands for it in the present recording.</summary>
    public TorchTensor<T>? Use { get; set; }

    /// <summary>Gets or sets whether that tensor takes a gradient.</summary>
    public bool UseTrains { get; set; }

    public void Push() => TensorTransfer.Write<T>(Parameter.Values, Value, Extents, _type);

    public void Pull() => TensorTransfer.Read<T>(Value, Parameter.Values);

    /// <summary>Forgets what the recording used.</summary>
    public void Reset()
    {
        Use = null;
        _gathers.Clear();
    }

    /// <summary>Takes note of gathered rows that are a leaf of the recording.</summary>
    public void Gathered(ReadOnlySpan<int> ids, torch.Tensor rows) => _gathers.Add((ids.ToArray(), rows));

    /// <summary>Clears what TorchSharp has summed up in the recording's leaves.</summary>
    public void ClearLeaves()
    {
        if (Use is not null && UseTrains)
            Use.Value.grad = null!;
        foreach ((_, torch.Tensor rows) in _gathers)
            rows.grad = null!;
    }

    /// <summary>Forgets the gradient.</summary>
    public void ClearGradient()
    {
        _dense?.Dispose();
        _dense = null;
        foreach ((_, torch.Tensor rows) in _rowGradients)
            rows.Dispose();
        _rowGradients.Clear();
        ForgetTouched();
    }

    /// <summary>Adds the leaves' gradients to the parameter's.</summary>
    public void Collect()
    {
        ForgetTouched();
        if (Use is not null && UseTrains && Use.Value.grad is { } whole)
        {
            if (_dense is null)
                _dense = whole.DetachFromDisposeScope();
            else
                _dense.add_(whole);
        }

        foreach ((int[] ids, torch.Tensor rows) in _gathers)
        {
            if (rows.grad is { } some)
                _rowGradients.Add((ids, some.DetachFromDisposeScope()));
        }
    }

    /// <summary>The gathered rows, each once, and their gradients; of a sparse parameter.</summary>
    public TouchedRows Touched() => _touched ??= TouchedRows.Sum(_rowGradients, Parameter.Shape, _device);

    /// <summary>The whole gradient, zeros included; the caller's dispose scope takes it where it is made here.</summary>
    public torch.Tensor Gradient()
    {
        if (_rowGradients.Count == 0)
            return _dense ?? torch.zeros(Extents, _type, _device);
        TouchedRows touched = Touched();
        torch.Tensor whole = _dense?.clone() ?? torch.zeros(Extents, _type, _device);
        return whole.index_add_(0, touched.Index, touched.Gradient, 1);
    }

    /// <summary>A tensor of zeros for what an optimizer remembers; it goes with the tape.</summary>
    public torch.Tensor CreateMoment()
    {
        _moments.Add(torch.zeros(Extents, _type, _device).DetachFromDisposeScope());
        return _moments[^1];
    }

    /// <summary>Copies the gradient to the parameter's array.</summary>
    public void PullGradient()
    {
        using DisposeScope scope = torch.NewDisposeScope();
        if (HasGradient)
            TensorTransfer.Read<T>(Gradient(), Parameter.Gradient);
        else
            Array.Clear(Parameter.Gradient);
    }

    public void Dispose()
    {
        ClearGradient();
        Value.Dispose();
        foreach (torch.Tensor moment in _moments)
            moment.Dispose();
    }

    private void ForgetTouched()
    {
        _touched?.Dispose();
        _touched = null;
    }
}
