// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Reflection;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Microsoft.ML.Causal.Tests.Standins;

[TestClass]
public class StandinListingTests
{
    private const string ListedVersion = "5.0.0";

    public static IEnumerable<object[]> Assemblies =>
    [
        ["Microsoft.ML.DataView"], ["Microsoft.ML.Core"], ["Microsoft.ML.Data"], ["Microsoft.ML.Transforms"],
        ["Microsoft.ML.StandardTrainers"], ["Microsoft.ML.KMeansClustering"], ["Microsoft.ML.FastTree"], ["Microsoft.Extensions.ML"],
    ];

    // Of these the packages are not held against the listings, which leave out what comes from other packages.
    public static IEnumerable<object[]> AllAssemblies => [.. Assemblies, ["Microsoft.ML.SearchSpace"], ["Microsoft.ML.AutoML"]];

    [TestMethod]
    [DynamicData(nameof(AllAssemblies))]
    public void Surface_OfStandin_IsWithinTheRealOne(string assemblyName)
    {
        if (SourceOf(assemblyName) != "Standins")
            Assert.Inconclusive("This build uses the packages: there is no stand-in to hold against the listings.");

        string[] extra = [.. ApiListing.Read(assemblyName).Extra(ApiDump.Of(Assembly.Load(assemblyName)))];

        Assert.IsEmpty(extra, $"Not in eng/api/{assemblyName}.txt:\n{string.Join('\n', extra)}\n");
    }

    [TestMethod]
    [DynamicData(nameof(Assemblies))]
    public void Surface_OfPackage_IsTheListing(string assemblyName)
    {
        if (SourceOf(assemblyName) != "Packages")
            Assert.Inconclusive("This build uses the stand-ins: there is no package to hold against the listings.");
        if (BuiltWith("MicrosoftMLVersion") != ListedVersion)
            Assert.Inconclusive($"The listings are of Microsoft.ML {ListedVersion}, this build uses {BuiltWith("MicrosoftMLVersion")}.");

        string[] dump = [.. ApiDump.Of(Assembly.Load(assemblyName))];
        ApiListing listing = ApiListing.Read(assemblyName);
        string[] extra = [.. listing.Extra(dump)], missing = [.. listing.Missing(dump)];

        Assert.IsEmpty(extra, $"Not in eng/api/{assemblyName}.txt:\n{string.Join('\n', extra)}\n");
        Assert.IsEmpty(missing, $"Only in eng/api/{assemblyName}.txt:\n{string.Join('\n', missing)}\n");
    }

    internal static string? SourceOf(string assemblyName) =>
        BuiltWith(assemblyName switch
        {
            "Microsoft.Extensions.ML" => "ExtensionsMLDependencies",
            "Microsoft.ML.AutoML" or "Microsoft.ML.SearchSpace" => "AutoMLDependencies",
            _ => "MLNetDependencies",
        });

    private static string? BuiltWith(string property) => typeof(StandinListingTests).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == property).Value;
}
