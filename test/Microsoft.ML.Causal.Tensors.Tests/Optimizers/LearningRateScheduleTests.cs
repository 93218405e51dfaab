// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Microsoft.ML.Causal.Tests;

[TestClass]
public class LearningRateScheduleTests
{
    private static readonly Golden File = Golden.Open("engine.json")["learning_rate_schedules"];

    [TestMethod]
    public void WarmUpCosine_AtTheGoldenSteps_HasTheGoldenRates()
    {
        Golden golden = File["warm_up_cosine_per_step"];
        var schedule = new LearningRateSchedule.WarmUpCosine(
            golden["lr"].Number, (int)golden["warm_up_steps"].Number, (int)golden["total_steps"].Number);
        golden["value"].AssertClose([.. golden["step"].Integers.Select(step => schedule.At(step, 0))], 1e-14, "warm-up and cosine");
    }

    [TestMethod]
    public void CosinePerEpoch_AtEveryEpoch_HasTheGoldenRates()
    {
        Golden golden = File["cosine_to_ten_percent_per_epoch"];
        var schedule = new LearningRateSchedule.CosinePerEpoch(golden["lr"].Number, (int)golden["epochs"].Number);
        golden["value"].AssertClose([.. golden["epoch"].Integers.Select(epoch => schedule.At(999, epoch))], 1e-14, "cosine");
    }

    [TestMethod]
    public void Constant_AtAnyStep_IsTheRate() => Assert.AreEqual(0.25, new LearningRateSchedule.Constant(0.25).At(7, 3));
}
