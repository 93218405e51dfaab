// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.ML.Data;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Microsoft.ML.Causal.Tests.Conformance;

[TestClass]
public class TokenizingTests
{
    private readonly MLContext _ml = new(seed: 1);

    private sealed class Row
    {
        public string Text { get; set; } = "";
    }

    private string[][] Words(char[]? separators, params string[] texts)
    {
        IDataView view = _ml.Data.LoadFromEnumerable(texts.Select(text => new Row { Text = text }).ToArray());
        IDataView split = _ml.Transforms.Text.TokenizeIntoWords("Words", "Text", separators).Fit(view).Transform(view);
        Assert.AreEqual(new VectorDataViewType(TextDataViewType.Instance), split.Schema["Words"].Type);
        return [.. split.Vectors<ReadOnlyMemory<char>>("Words").Select(words => words.Select(word => word.ToString()).ToArray())];
    }

    [TestMethod]
    public void Text_IsSplitAtSpaces_EmptyTextHasNoWords()
    {
        string[][] words = Words(null, "a bc  d", "", "one");

        CollectionAssert.AreEqual(new[] { "a", "bc", "d" }, words[0]);
        Assert.AreEqual(0, words[1].Length);
        CollectionAssert.AreEqual(new[] { "one" }, words[2]);
    }

    [TestMethod]
    public void Separators_GivenReplaceTheSpace()
    {
        CollectionAssert.AreEqual(new[] { "a b", "c", "d" }, Words([';', ','], "a b;c,d")[0]);
    }

    [TestMethod]
    public void Words_AreTrimmed_BlankOnesDropped()
    {
        CollectionAssert.AreEqual(new[] { "a", "b c" }, Words([';'], " a ; ;b c;;")[0]);
        Assert.AreEqual(0, Words([';'], "  ")[0].Length);
    }
}
