// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Microsoft.ML.Causal.Tests.Pipeline;

[TestClass]
public class ModelArchiveTests
{
    private static readonly ModelArchive _archive = new("Kind", """{"a":1}""",
        [("layer.weight", [2, 3], [1, -2, 3.5f, float.MinValue, float.Epsilon, -0f]), ("layer.bias", [0], [])]);

    [TestMethod]
    public void Decode_OfEncodedArchive_GivesTheSameBits()
    {
        ModelArchive read = ModelArchive.Decode(_archive.Encode());

        Assert.AreEqual(_archive.Kind, read.Kind);
        Assert.AreEqual(_archive.Settings, read.Settings);
        Assert.HasCount(2, read.Arrays);
        for (int i = 0; i < read.Arrays.Count; i++)
        {
            Assert.AreEqual(_archive.Arrays[i].Name, read.Arrays[i].Name);
            CollectionAssert.AreEqual(_archive.Arrays[i].Shape, read.Arrays[i].Shape);
            CollectionAssert.AreEqual(Bits(_archive.Arrays[i].Values), Bits(read.Arrays[i].Values));
        }
    }

    [TestMethod]
    public void Decode_OfTextWithOneOtherCharacter_SaysDamaged()
    {
        string text = _archive.Encode();
        char[] changed = text.ToCharArray();
        int middle = text.Length / 2;
        changed[middle] = changed[middle] == 'A' ? 'B' : 'A';

        var error = Assert.ThrowsExactly<InvalidDataException>(() => ModelArchive.Decode(changed));

        StringAssert.Contains(error.Message, "checksum");
        StringAssert.Contains(error.Message, "train the model anew");
    }

    [TestMethod]
    public void Decode_OfShortenedText_SaysDamaged()
    {
        string text = _archive.Encode();

        Assert.ThrowsExactly<InvalidDataException>(() => ModelArchive.Decode(text.AsSpan(0, text.Length / 8 * 4)));
        Assert.ThrowsExactly<InvalidDataException>(() => ModelArchive.Decode("no model"));
        Assert.ThrowsExactly<InvalidDataException>(() => ModelArchive.Decode(""));
    }

    [TestMethod]
    public void Decode_OfNewerFormat_AsksForAnUpdate()
    {
        var error = Assert.ThrowsExactly<InvalidDataException>(() => ModelArchive.Decode(_archive.Encode(ModelArchive.CurrentVersion + 1)));

        StringAssert.Contains(error.Message, $"format {ModelArchive.CurrentVersion + 1}");
        StringAssert.Contains(error.Message, "Update the Microsoft.ML.Causal package");
    }

    private static int[] Bits(float[] values) => [.. values.Select(BitConverter.SingleToInt32Bits)];
}
