// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.ML.Causal.Samples;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Microsoft.ML.Causal.Tests.Samples;

[TestClass]
public class CouponFileTests
{
    [TestMethod]
    public void Header_WithElevenFeatures_OrdersThemByNumber()
    {
        using var file = new TemporaryFile(".csv", "x11,x10,x2,x1,w,t,y,unit\n");

        var coupons = new CouponFile(file.Path);

        CollectionAssert.AreEqual(new[] { "x1", "x2", "x10", "x11" }, coupons.Features.ToArray());
        Assert.IsTrue(coupons.HasTruth);
    }

    [TestMethod]
    [DataRow("x1,w,t,y,colour\n", "colour")]
    [DataRow("x1,w,t\n", "y")]
    [DataRow("w,t,y\n", "x1")]
    public void Header_WithAnUnknownOrMissingColumn_NamesIt(string header, string column)
    {
        using var file = new TemporaryFile(".csv", header);

        var error = Assert.ThrowsExactly<InputException>(() => new CouponFile(file.Path));

        StringAssert.StartsWith(error.Message, $"'{file.Path}', line 1, column '{column}': ");
    }

    [TestMethod]
    public void Features_OfAnotherFile_AreRequired()
    {
        using var two = new TemporaryFile(".csv", "x1,x2,w,t,y\n");
        using var one = new TemporaryFile(".csv", "x1,w,t,y\n");

        var lacks = Assert.ThrowsExactly<InputException>(() => new CouponFile(one.Path).RequireFeaturesOf(new CouponFile(two.Path)));
        var has = Assert.ThrowsExactly<InputException>(() => new CouponFile(two.Path).RequireFeaturesOf(new CouponFile(one.Path)));

        Assert.AreEqual($"'{one.Path}', line 1, column 'x2': the header lacks this column, which '{two.Path}' has.", lacks.Message);
        Assert.AreEqual($"'{two.Path}', line 1, column 'x2': the header has this column, which '{one.Path}' lacks.", has.Message);
    }
}
