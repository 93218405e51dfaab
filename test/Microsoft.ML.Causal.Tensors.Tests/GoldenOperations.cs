// Licensed under the MIT licence; see LICENSE in the repository root.

using Record = System.Func<Microsoft.ML.Causal.Tape<double>, Microsoft.ML.Causal.Tests.GoldenOperation.Case, Microsoft.ML.Causal.Tensor<double>>;

namespace Microsoft.ML.Causal.Tests;

/// <summary>How the operations of golden/engine.json are recorded.</summary>
internal static class GoldenOperations
{
    public static readonly Dictionary<string, Record> All = new()
    {
        ["linear"] = (t, c) => t.Linear(c["x"], c["weight"], c["bias"]),
        ["linear_relu"] = (t, c) => t.Linear(c["x"], c["weight"], c["bias"], Activation.Relu),
        ["linear_sigmoid"] = (t, c) => t.Linear(c["x"], c["weight"], c["bias"], Activation.Sigmoid),
        ["linear_tanh"] = (t, c) => t.Linear(c["x"], c["weight"], c["bias"], Activation.Tanh),
        ["linear_softplus"] = (t, c) => t.Linear(c["x"], c["weight"], c["bias"], Activation.Softplus),
        ["relu"] = (t, c) => t.Activate(c["x"], Activation.Relu),
        ["sigmoid"] = (t, c) => t.Activate(c["x"], Activation.Sigmoid),
        ["tanh"] = (t, c) => t.Activate(c["x"], Activation.Tanh),
        ["softplus"] = (t, c) => t.Activate(c["x"], Activation.Softplus),
        ["exp"] = (t, c) => t.Activate(c["x"], Activation.Exp),
        ["log"] = (t, c) => t.Activate(c["x"], Activation.Log),
        ["clamp"] = (t, c) => t.Clamp(c["x"], c.Constant("lo")[0], c.Constant("hi")[0]),
        ["masked_softmax"] = (t, c) => t.Softmax(c["x"], c.Constant("mask")),
        ["softmax"] = (t, c) => t.Softmax(c["x"]),
        ["log_softmax"] = (t, c) => t.LogSoftmax(c["x"]),
        ["masked_log_softmax"] = (t, c) => t.LogSoftmax(c["x"], c.Constant("mask")),
        ["layer_norm"] = (t, c) => t.LayerNorm(c["x"], c["weight"], c["bias"], c.Constant("epsilon")[0]),
        ["embedding"] = (t, c) => t.Reshape(t.Embedding(c["table"], c.Integers("ids")), new Shape(3, 3, 2)),
        ["masked_sum_pool"] = (t, c) => t.MaskedPool(c["x"], c.Constant("mask")),
        ["masked_mean_pool"] = (t, c) => t.MaskedPool(c["x"], c.Constant("mask"), mean: true),
        ["masked_attention_pool"] = (t, c) => t.MaskedAttentionPool(c["x"], c["query"], c.Constant("mask")),
        ["gated_sum_pool"] = (t, c) => t.GatedSumPool(
            c["x"], t.Reshape(c["gate_weight"], new Shape(1, 3)), c["gate_bias"], c["value_weight"], c["value_bias"], c.Constant("mask")),
        ["bce_with_logits_rows"] = (t, c) => t.BinaryCrossEntropyRows(c["logit"], c.Constant("y"), c.Constant("weight")),
        ["bce_with_logits_mean"] = (t, c) => t.BinaryCrossEntropyWithLogits(c["logit"], c.Constant("y"), c.Constant("weight"), 6),
        ["bce_with_logits_weighted_mean"] = (t, c) =>
            t.BinaryCrossEntropyWithLogits(c["logit"], c.Constant("y"), c.Constant("weight"), c.Constant("weight").Sum()),
        ["bce_on_probabilities_mean"] = (t, c) => t.BinaryCrossEntropy(c["p"], c.Constant("y"), default, 6),
        ["mse_mean"] = (t, c) => t.MeanSquaredError(c["x"], c["y"]),
        ["cross_entropy_mean"] = (t, c) => t.CrossEntropy(c["logits"], c.Integers("target"), default, 4),
        ["matmul_nn"] = (t, c) => t.MatMul(c["a"], c["b"]),
        ["matmul_nt"] = (t, c) => t.MatMul(c["a"], c["b"], transposeB: true),
        ["matmul_tn"] = (t, c) => t.MatMul(c["a"], c["b"], transposeA: true),
        ["matmul_tt"] = (t, c) => t.MatMul(c["a"], c["b"], transposeA: true, transposeB: true),
        ["batched_matmul"] = (t, c) => t.MatMul(c["a"], c["b"]),
        ["add_broadcast_row"] = (t, c) => t.Add(c["x"], c["row"]),
        ["mul_broadcast_column"] = (t, c) => t.Multiply(c["x"], c["col"]),
        ["concat_last"] = (t, c) => t.Concat([c["a"], c["b"]]),
        ["row_normalise"] = (t, c) => t.NormaliseRows(c["x"]),
        ["gru_cell"] = (t, c) => t.GruCell(c["x"], c["h"], c["w_ih"], c["w_hh"], c["b_ih"], c["b_hh"]),
    };
}
