// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Microsoft.ML.Causal.Tests.Training.Checkpoints;

[TestClass]
public class FingerprintTests
{
    [TestMethod]
    public void Add_OfOptionsWithATableOfContent_LooksAtTheColumnsNamesAlone()
    {
        // The table's numbers are part of the training data, which has its own place in the hash.
        var mlContext = new MLContext(seed: 1);
        var content = new ItemContent(CausalDatasets.Coupons(mlContext, rows: 3));

        byte[] plain = Of(new()), with = Of(new() { ItemContent = content }), renamed = Of(new() { ItemContent = content with { ItemColumnName = "Other" } });

        CollectionAssert.AreEqual(with, Of(new() { ItemContent = content with { Table = CausalDatasets.Coupons(mlContext, rows: 4) } }));
        CollectionAssert.AreNotEqual(plain, with);
        CollectionAssert.AreNotEqual(with, renamed);
    }

    private static byte[] Of(AlmMtaOptions options)
    {
        using var hash = new Fingerprint();
        return hash.Add(options, null, 1).Finish();
    }
}
