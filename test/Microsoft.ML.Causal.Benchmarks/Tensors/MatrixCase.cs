// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal.Benchmarks;

/// <summary>One product of a layer C = A B, A [m,k], B [k,n], in one of the forms that training needs.</summary>
internal sealed unsafe class MatrixCase
{
    private readonly AlignedBuffer<float> _a = new(), _b = new(), _c = new();
    private readonly int _m, _k, _n;

    public MatrixCase(int m, int k, int n, MatrixForm form)
    {
        (_m, _k, _n, Form) = (m, k, n, form);
        var random = new RandomStream(1, "matrices");
        random.FillUniform(new Span<float>(_a.Reserve(m * k), m * k), -1, 1);
        random.FillUniform(new Span<float>(_b.Reserve(k * n), k * n), -1, 1);
        random.FillUniform(new Span<float>(_c.Reserve(m * n), m * n), -1, 1);
    }

    public MatrixForm Form { get; }

    public string Name => $"{_m}×{_k}×{_n}";

    public double Operations => 2.0 * _m * _k * _n;

    /// <summary>Computes the product once.</summary>
    public void Run()
    {
        float* a = _a.Pointer, b = _b.Pointer, c = _c.Pointer;
        switch (Form)
        {
            case MatrixForm.Forward:
                MatrixKernels.Multiply(_m, _n, _k, a, _k, 1, b, _n, 1, c, _n, accumulate: false);
                break;
            case MatrixForm.LeftGradient:
                MatrixKernels.Multiply(_m, _k, _n, c, _n, 1, b, 1, _n, a, _k, accumulate: false);
                break;
            default:
                MatrixKernels.Multiply(_k, _n, _m, a, 1, _k, c, _n, 1, b, _n, accumulate: false);
                break;
        }
    }
}
