// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Microsoft.ML.Causal.Tests.Pipeline;

[TestClass]
public class DecodedModelsTests
{
    [TestMethod]
    public void Get_OfTheSameText_DecodesOnce()
    {
        string text = Encode("a");
        int decoded = 0;
        object Decode(ModelArchive archive) => (++decoded, archive.Kind);

        object first = DecodedModels<object>.Get(text.AsMemory(), Decode);
        object second = DecodedModels<object>.Get(text.AsMemory(), Decode);

        Assert.AreSame(first, second);
        Assert.AreEqual(1, decoded);
    }

    [TestMethod]
    public void Get_OfTwoTextsInTurn_KeepsThemApartAndDecodesEachOnce()
    {
        // Both lie in one string, as the values of one loaded column may.
        string a = Encode("a"), b = Encode("bb"), both = a + b;
        int decoded = 0;
        string Decode(ModelArchive archive)
        {
            decoded++;
            return archive.Kind;
        }

        for (int round = 0; round < 3; round++)
        {
            Assert.AreEqual("a", DecodedModels<string>.Get(both.AsMemory(0, a.Length), Decode));
            Assert.AreEqual("bb", DecodedModels<string>.Get(both.AsMemory(a.Length), Decode));
        }

        Assert.AreEqual(2, decoded);
    }

    [TestMethod]
    public void Get_Warm_AllocatesNothing()
    {
        ReadOnlyMemory<char> text = Encode("warm").AsMemory();
        Func<ModelArchive, ModelArchive> decode = archive => archive;
        DecodedModels<ModelArchive>.Get(text, decode);

        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 1000; i++)
            DecodedModels<ModelArchive>.Get(text, decode);

        Assert.AreEqual(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [TestMethod]
    public void Get_OfEmptyText_SaysThatTheWholeModelIsNeeded()
    {
        var error = Assert.ThrowsExactly<InvalidOperationException>(() => DecodedModels<object>.Get(default, archive => archive));

        StringAssert.Contains(error.Message, EmbeddedModel.ColumnName);
    }

    private static string Encode(string kind) => new ModelArchive(kind, "{}", [("w", [2], [1, 2])]).Encode();
}
