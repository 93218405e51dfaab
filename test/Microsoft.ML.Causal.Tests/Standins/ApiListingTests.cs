// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Microsoft.ML.Causal.Tests.Standins;

/// <summary>The checker itself: what a stand-in has too much must come out by name, what it lacks must not.</summary>
[TestClass]
public class ApiListingTests
{
    private const string Owner = "Microsoft.ML.Causal.Tests.Standins.ApiListingTests.Planted";

    private static readonly string[] Surface =
    [
        $"{Owner} | type public abstract class {Owner} : System.IComparable, System.IDisposable",
        $"{Owner} | ctor protected {Owner}(int rows = 3)",
        $"{Owner} | field public const string Kind = \"planted\"",
        $"{Owner} | method public abstract void Dispose()",
        $"{Owner} | method public static T Pick<T>(this string name, ref int? count, T other = default, params float[] values) where T : class, new()",
        $"{Owner} | method public virtual int CompareTo(object other)",
        $"{Owner} | property public float Weight {{ get; protected set; }}",
        $"{Owner} | property public string Name {{ get; set; }}",
        $"{Owner} | property public string this[int index] {{ get; }}",
    ];

    [TestMethod]
    public void Dump_OfAType_HasTheFormatOfTheListings()
    {
        // An extension method needs a static class, so `this` is the one thing the planted type cannot show.
        string[] expected = [.. Surface.Select(line => line.Replace("this string", "string", StringComparison.Ordinal))];

        CollectionAssert.AreEquivalent(expected, ApiDump.Of(typeof(Planted)).ToArray());
    }

    [TestMethod]
    [DataRow("method public virtual int CompareTo(object other)")]
    [DataRow("ctor protected " + Owner + "(int rows = 3)")]
    [DataRow("field public const string Kind = \"planted\"")]
    [DataRow("property public string this[int index] { get; }")]
    public void Extra_WithAPlantedMember_NamesIt(string planted)
    {
        string[] surface = [.. ApiDump.Of(typeof(Planted))];
        var listing = new ApiListing(surface.Where(line => !line.EndsWith(" | " + planted, StringComparison.Ordinal)));

        CollectionAssert.AreEqual(new[] { $"{Owner} | {planted}" }, listing.Extra(surface).ToArray());
    }

    [TestMethod]
    public void Extra_WithAPlantedInterface_NamesTheType()
    {
        string[] surface = [.. ApiDump.Of(typeof(Planted))];
        var listing = new ApiListing(surface.Select(line => line.Replace("System.IComparable, ", "", StringComparison.Ordinal)));

        CollectionAssert.AreEqual(new[] { Surface[0] }, listing.Extra(surface).ToArray());
    }

    [TestMethod]
    public void Extra_WithAnotherDefaultValue_NamesTheMember()
    {
        string[] surface = [.. ApiDump.Of(typeof(Planted))];
        var listing = new ApiListing(surface.Select(line => line.Replace("rows = 3", "rows = 4", StringComparison.Ordinal)));

        CollectionAssert.AreEqual(new[] { Surface[1] }, listing.Extra(surface).ToArray());
    }

    [TestMethod]
    public void Extra_WhereTheRealTypeHasMore_IsEmpty()
    {
        string[] real =
        [
            .. ApiDump.Of(typeof(Planted)).Select(line => line
                .Replace("System.IDisposable", "System.IDisposable, System.IEquatable<System.Collections.Generic.List<int>>", StringComparison.Ordinal)
                .Replace("this[int index] { get; }", "this[int index] { get; set; }", StringComparison.Ordinal)),
            $"{Owner} | method public void Another()",
        ];

        Assert.IsEmpty(new ApiListing(real).Extra(ApiDump.Of(typeof(Planted))));
    }

    public abstract class Planted : IComparable, IDisposable
    {
        public const string Kind = "planted";

        protected Planted(int rows = 3) => Name = $"{rows}";

        private protected Planted(string name) => Name = name;

        public float Weight { get; protected set; }

        public string Name { get; set; }

        public string this[int index] => Name[index..];

        public static T Pick<T>(string name, ref int? count, T? other = default, params float[] values)
            where T : class, new() => other ?? new T();

        public virtual int CompareTo(object? other) => 0;

        public abstract void Dispose();

        internal void Hidden() => Name = "";
    }
}
