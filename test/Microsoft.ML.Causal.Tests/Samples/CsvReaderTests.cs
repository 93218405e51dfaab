// Licensed under the MIT licence; see LICENSE in the repository root.

using System.IO.Compression;
using Microsoft.ML.Causal.Samples;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Microsoft.ML.Causal.Tests.Samples;

[TestClass]
public class CsvReaderTests
{
    [TestMethod]
    public void Read_OfPlainAndQuotedFields_GivesThem()
    {
        using var file = new TemporaryFile(".csv", "name,\"a, b\",n\n\"say \"\"hi\"\", you\",,1.5e-3\n\nplain,\"\",-2\n");
        using var reader = new CsvReader(file.Path);

        CollectionAssert.AreEqual(new[] { "name", "a, b", "n" }, reader.Columns.ToArray());
        Assert.IsTrue(reader.Read());
        Assert.AreEqual("say \"hi\", you", reader.Text(0).ToString());
        Assert.AreEqual("", reader.Text(1).ToString());
        Assert.AreEqual(1.5e-3f, reader.Number(2));
        Assert.IsTrue(reader.Read());
        Assert.AreEqual(4, reader.Line);
        Assert.AreEqual("", reader.Text(1).ToString());
        Assert.AreEqual(-2f, reader.Number(2));
        Assert.IsFalse(reader.Read());
    }

    [TestMethod]
    public void Read_OfACompressedFile_GivesItsLines()
    {
        using var file = new TemporaryFile(".csv.gz", "");
        using (var zip = new GZipStream(File.Create(file.Path), CompressionLevel.Fastest))
            zip.Write("w\n1\n"u8);
        using var reader = new CsvReader(file.Path);

        Assert.IsTrue(reader.Read());
        Assert.IsTrue(reader.Truth(0));
    }

    [TestMethod]
    [DataRow("a,b\n1,2\n3\n", "line 3, column 'b': the line has 1 fields where the header has 2.")]
    [DataRow("a,b\n1,2,3\n", "line 2, column 'b': the line has 3 fields where the header has 2.")]
    [DataRow("a,b\n1,x\n", "line 2, column 'b': a finite number was expected, but the field holds something else.")]
    [DataRow("a,b\n1,\n", "line 2, column 'b': a finite number was expected, but the field is empty.")]
    [DataRow("a,b\n1,NaN\n", "line 2, column 'b': a finite number was expected, but the field holds something else.")]
    [DataRow("a,b\n1,\"2\n", "line 2, column 'b': a quote is opened but not closed on the line.")]
    [DataRow("a,a\n", "line 1, column 'a': the header names this column twice.")]
    [DataRow("a\n", "line 1, column 'b': the header lacks this column; it has a.")]
    public void Read_OfAMalformedFile_NamesFileLineAndColumn(string text, string expected)
    {
        using var file = new TemporaryFile(".csv", text);

        var error = Assert.ThrowsExactly<InputException>(() => SumOfColumnB(file.Path));

        Assert.AreEqual($"'{file.Path}', {expected}", error.Message);
    }

    [TestMethod]
    public void Truth_OfAnotherNumber_NamesTheColumn()
    {
        using var file = new TemporaryFile(".csv", "w\n2\n");
        using var reader = new CsvReader(file.Path);
        reader.Read();

        var error = Assert.ThrowsExactly<InputException>(() => reader.Truth(0));

        Assert.AreEqual($"'{file.Path}', line 2, column 'w': 0 or 1 was expected, but the field holds something else.", error.Message);
    }

    [TestMethod]
    public void Open_OfNoFileAnEmptyFileAndNoGzip_NamesTheFile()
    {
        using var empty = new TemporaryFile(".csv", "");
        using var notGzip = new TemporaryFile(".csv.gz", "a,b\n1,2\n");

        Assert.AreEqual("'nowhere.csv': there is no such file.", Message("nowhere.csv"));
        Assert.AreEqual($"'{empty.Path}': a header line was expected, but the file is empty.", Message(empty.Path));
        Assert.AreEqual($"'{notGzip.Path}': the name ends in .gz, but the content is not gzip, or is damaged.", Message(notGzip.Path));

        static string Message(string path) => Assert.ThrowsExactly<InputException>(() => new CsvReader(path)).Message;
    }

    private static float SumOfColumnB(string path)
    {
        using var reader = new CsvReader(path);
        int b = reader.Find("b");
        float sum = 0;
        while (reader.Read())
            sum += reader.Number(b);
        return sum;
    }
}
