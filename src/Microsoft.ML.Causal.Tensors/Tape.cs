// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Numerics;

namespace Microsoft.ML.Causal;

/// <summary>
/// Records one step as operations on tensors and differentiates it. Networks and losses are written once, against this class;
/// <see cref="TrainingEngine"/> says what runs underneath.
/// </summary>
/// <remarks>
/// Use: <see cref="Reset"/>, record, <see cref="Backward"/>, let an <see cref="Optimizer{T}"/> step, repeat. A tape that records
/// the same operations again reuses its buffers, so steps do not allocate once warm. A tape is not thread-safe.
/// A weight matrix is [out,in]. Shapes that do not fit throw <see cref="ArgumentException"/>.
/// </remarks>
/// <typeparam name="T">Element type.</typeparam>
public abstract partial class Tape<T> : IDisposable where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>Gets the parameters that this tape trains.</summary>
    public abstract IReadOnlyList<Parameter<T>> Parameters { get; }

    /// <summary>
    /// Gets or sets whether operations recorded from now on keep what a backward pass needs. Default true; false, for scoring
    /// and validation, computes values alone. Changing it belongs right after <see cref="Reset"/>.
    /// </summary>
    public abstract bool Training { get; set; }

    /// <summary>Forgets what was recorded; buffers are kept.</summary>
    public abstract void Reset();

    /// <summary>Computes the gradient of <paramref name="loss"/> with respect to every parameter.</summary>
    /// <param name="loss">A tensor of length 1.</param>
    /// <param name="accumulate">
    /// Whether the parameters' gradients of the pass before are added to; false (default) replaces them. A large batch that is recorded
    /// in parts, one after the other, keeps its tensors in the processor's caches.
    /// </param>
    public abstract void Backward(Tensor<T> loss, bool accumulate = false);

    /// <summary>Copies the parameters' values from where they are trained into <see cref="Parameter{T}.Values"/>.</summary>
    public abstract void Pull();

    /// <summary>Copies <see cref="Parameter{T}.Values"/> to where they are trained.</summary>
    public abstract void Push();

    /// <summary>Copies the gradients of the last <see cref="Backward"/> from where it left them into <see cref="Parameter{T}.Gradient"/>.</summary>
    public abstract void PullGradients();

    /// <inheritdoc/>
    public abstract void Dispose();

    // ---- leaves

    /// <summary>A constant, copied from <paramref name="values"/>; no gradient flows to it.</summary>
    public abstract Tensor<T> Constant(ReadOnlySpan<T> values, Shape shape);

    /// <summary>A parameter of this tape.</summary>
    public abstract Tensor<T> Use(Parameter<T> parameter);

    // ---- gradient routing

    /// <summary>The value of <paramref name="x"/>; its gradient is the upstream times <paramref name="factor"/>: 0 stops it, −λ reverses it.</summary>
    public abstract Tensor<T> ScaleGradient(Tensor<T> x, double factor);

    /// <summary>SG(x): the value of <paramref name="x"/> as a constant.</summary>
    public Tensor<T> Detach(Tensor<T> x) => ScaleGradient(x, 0);

    // ---- elementwise

    /// <summary>f(x), elementwise.</summary>
    public abstract Tensor<T> Activate(Tensor<T> x, Activation activation);

    /// <summary>scale·x + shift, elementwise.</summary>
    public abstract Tensor<T> Affine(Tensor<T> x, double scale, double shift);

    /// <summary>min(max(x, lo), hi); gradient 1 strictly inside, 0 outside.</summary>
    public abstract Tensor<T> Clamp(Tensor<T> x, double lo, double hi);

    /// <summary>a + b; <paramref name="b"/> has a's shape, or is a row [1,c] or [c], a column [r,1], or of length 1, and is then broadcast.</summary>
    public abstract Tensor<T> Add(Tensor<T> a, Tensor<T> b);

    /// <summary>a − b; broadcast as in <see cref="Add"/>.</summary>
    public abstract Tensor<T> Subtract(Tensor<T> a, Tensor<T> b);

    /// <summary>a ⊙ b; broadcast as in <see cref="Add"/>.</summary>
    public abstract Tensor<T> Multiply(Tensor<T> a, Tensor<T> b);

    /// <summary>a ⊘ b; broadcast as in <see cref="Add"/>.</summary>
    public abstract Tensor<T> Divide(Tensor<T> a, Tensor<T> b);

    // ---- products

    /// <summary>activation(x weightᵀ + bias): x [n,in], weight [out,in], bias [out] → [n,out].</summary>
    public abstract Tensor<T> Linear(Tensor<T> x, Tensor<T> weight, Tensor<T>? bias, Activation activation = Activation.Identity);

    /// <summary>Independent layers side by side: x [n,g·in], weight [g,out,in], bias [g·out] → [n,g·out], group by group.</summary>
    public abstract Tensor<T> GroupedLinear(Tensor<T> x, Tensor<T> weight, Tensor<T>? bias, Activation activation = Activation.Identity);

    /// <summary>op(a) op(b) for matrices; for three axes one product per leading index.</summary>
    public abstract Tensor<T> MatMul(Tensor<T> a, Tensor<T> b, bool transposeA = false, bool transposeB = false);

    // ---- shape

    /// <summary>Joins on the last axis: [n,p], [n,q], … → [n,p+q+…].</summary>
    public abstract Tensor<T> Concat(ReadOnlySpan<Tensor<T>> parts);

    /// <summary>Columns <paramref name="start"/> to start+count−1 of a matrix.</summary>
    public abstract Tensor<T> SliceColumns(Tensor<T> x, int start, int count);

    /// <summary>Rows of a matrix by index, [m,c]; repeated indices add up in the gradient.</summary>
    public abstract Tensor<T> GatherRows(Tensor<T> x, ReadOnlySpan<int> rows);

    /// <summary>The same elements in another shape of the same length.</summary>
    public abstract Tensor<T> Reshape(Tensor<T> x, Shape shape);

    // ---- rows as distributions, normalisation

    /// <summary>Softmax over the last axis; with a mask (1 keeps, 0 drops, of x's shape) over the kept positions, others give 0.</summary>
    public abstract Tensor<T> Softmax(Tensor<T> x, ReadOnlySpan<T> mask = default);

    /// <summary>Log-softmax over the last axis; masked positions give 0 and get gradient 0.</summary>
    public abstract Tensor<T> LogSoftmax(Tensor<T> x, ReadOnlySpan<T> mask = default);

    /// <summary>(x − mean)/√(var + ε) · weight + bias over the last axis, biased variance.</summary>
    public abstract Tensor<T> LayerNorm(Tensor<T> x, Tensor<T> weight, Tensor<T> bias, double epsilon = 1e-5);

    /// <summary>Each row divided by its Euclidean norm, no epsilon.</summary>
    public abstract Tensor<T> NormaliseRows(Tensor<T> x);

    // ---- sequences and embeddings

    /// <summary>table[ids[i],:] for every id: table [k,d], ids of length n → [n,d]; the gradient is sparse in the rows.</summary>
    public abstract Tensor<T> Embedding(Tensor<T> table, ReadOnlySpan<int> ids);

    /// <summary>Σ_j mask_j x_j over axis 1 of x [rows,positions,width]; mask [rows,positions]; mean divides by the number of ones.</summary>
    public abstract Tensor<T> MaskedPool(Tensor<T> x, ReadOnlySpan<T> mask, bool mean = false);

    // ---- networks' own

    /// <summary>
    /// Mixture of experts: u = Σ_k gate[k]·E_k, with experts [n,k·w] group by group and gate [n,k] → [n,w]. The gradient reaches
    /// expert k only where <paramref name="trains"/>[k]; the gate's runs over all of them.
    /// </summary>
    public Tensor<T> Mixture(Tensor<T> experts, Tensor<T> gate, ReadOnlySpan<bool> trains) => Mixture([experts], gate, trains);

    /// <summary>As <see cref="Mixture(Tensor{T}, Tensor{T}, ReadOnlySpan{bool})"/>, over experts that lie in several tensors [n,k_p·w], Σ k_p = k.</summary>
    public abstract Tensor<T> Mixture(ReadOnlySpan<Tensor<T>> experts, Tensor<T> gate, ReadOnlySpan<bool> trains);

    /// <summary>
    /// Periodic encoding of numeric features (UniMVT design, section 2a): for feature i,
    /// f = [sin(2π c_ik z_i), cos(2π c_ik z_i), k = 1..K; z_i], emb_i = ReLU(weight_i f + bias_i).
    /// z [n,d] (constant), frequencies [d,K], weight [d,e,2K+1], bias [d·e] → [n,d·e].
    /// </summary>
    public abstract Tensor<T> PeriodicEncoding(Tensor<T> z, Tensor<T> frequencies, Tensor<T> weight, Tensor<T> bias);

    // ---- reductions and losses

    /// <summary>Σ_i w_i x_i / divisor → [1]; without weights Σ_i x_i / divisor. Summed in double.</summary>
    public abstract Tensor<T> WeightedSum(Tensor<T> x, ReadOnlySpan<T> weights, double divisor);

    /// <summary>Σ_i w_i·bce(z_i, y_i)/divisor → [1], bce(z,y) = max(z,0) − z y + log1p(e^−|z|); w empty means 1.</summary>
    public abstract Tensor<T> BinaryCrossEntropyWithLogits(Tensor<T> logits, ReadOnlySpan<T> target, ReadOnlySpan<T> weight, double divisor);

    /// <summary>−Σ_i w_i [y log p + (1−y) log(1−p)]/divisor → [1]; p is not clipped.</summary>
    public abstract Tensor<T> BinaryCrossEntropy(Tensor<T> probability, ReadOnlySpan<T> target, ReadOnlySpan<T> weight, double divisor);

    /// <summary>−Σ_i w_i log softmax(logits_i)[target_i]/divisor → [1]; logits [n,k].</summary>
    public abstract Tensor<T> CrossEntropy(Tensor<T> logits, ReadOnlySpan<int> target, ReadOnlySpan<T> weight, double divisor);
}
