// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

/// <summary>Spaces of <see cref="AlmMtaOptions"/> that people ask for.</summary>
public static class AlmMtaSweepSpaces
{
    /// <summary>
    /// The five loss ratios of <see cref="AlmMtaIdentification.Paper"/> to its main loss, whose ratio stays 1: that of the adversary from
    /// 0.25 to 16, the others from an eighth to eight times their defaults.
    /// </summary>
    public static SweepSpace<AlmMtaOptions> LossRatios()
    {
        var printed = new AlmMtaLossRatios();
        return new SweepSpace<AlmMtaOptions>()
            .LogUniform(o => o.LossRatios.IndividualEffect, printed.IndividualEffect / 8, printed.IndividualEffect * 8)
            .LogUniform(o => o.LossRatios.Proxy, printed.Proxy / 8, printed.Proxy * 8)
            .LogUniform(o => o.LossRatios.Adversary, 0.25, 16)
            .LogUniform(o => o.LossRatios.Contrastive, printed.Contrastive / 8, printed.Contrastive * 8)
            .LogUniform(o => o.LossRatios.DoubleMachineLearning, printed.DoubleMachineLearning / 8, printed.DoubleMachineLearning * 8);
    }
}
