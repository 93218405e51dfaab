// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

/// <summary>Methods of the literature that credits are compared with: what is essential to each, on this library's engine.</summary>
public enum AttributionMethod
{
    /// <summary>
    /// Residual on residual: y − m̂(x) on touches of each channel less their expectation given x, cross-fitted (Chernozhukov et al. 2018).
    /// A channel's coefficient is the credit of its touches.
    /// </summary>
    DoubleMachineLearning,

    /// <summary>
    /// deepMTA (Yang, Dyer and Wang 2020): a recurrent network over the touches predicts the outcome, touches are credited by what it says
    /// without them. Here gated recurrent units instead of the phased LSTM.
    /// </summary>
    DeepMta,

    /// <summary>
    /// CausalMTA (Yao, Gong, Zhang, Wang and Bi 2022): the same with journeys weighted by a density ratio, which makes touches independent of the
    /// context, and a state that is kept from predicting the next channel by gradient reversal. Here without the variational encoder.
    /// </summary>
    CausalMta,

    /// <summary>
    /// CAMTA (Kumar, Gupta, Prasad, Chatterjee, Vig and Shroff 2020): states balanced over channels by gradient reversal, pooled by attention; a
    /// touch is credited by its share of the attention times the predicted probability. Here without a head for clicks.
    /// </summary>
    Camta,
}
