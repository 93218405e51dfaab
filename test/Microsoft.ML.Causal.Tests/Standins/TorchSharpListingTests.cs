// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Reflection;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Microsoft.ML.Causal.Tests.Standins;

/// <summary>The training engine keeps to members of TorchSharp that several of its versions have alike; the listing has those alone.</summary>
[TestClass]
public class TorchSharpListingTests
{
    private const string TorchSharp = "TorchSharp";

    [TestMethod]
    public void Surface_OfStandin_IsWithinTheListing()
    {
        if (BuiltWith() != "Standins")
            Assert.Inconclusive("This build uses the package: there is no stand-in to hold against the listing.");

        string[] extra = [.. ApiListing.Read(TorchSharp).Extra(ApiDump.Of(Assembly.Load(TorchSharp)))];

        Assert.IsEmpty(extra, $"Not in eng/api/TorchSharp.txt:\n{string.Join('\n', extra)}\n");
    }

    [TestMethod]
    public void Listing_OfWhatIsUsed_IsInThePackage()
    {
        if (BuiltWith() != "Packages")
            Assert.Inconclusive("This build uses the stand-in: there is no package that the listing could be held against.");

        string[] missing = [.. ApiListing.Read(TorchSharp).Missing(ApiDump.Of(Assembly.Load(TorchSharp)))];

        Assert.IsEmpty(missing, $"In eng/api/TorchSharp.txt, not in the package:\n{string.Join('\n', missing)}\n");
    }

    [TestMethod]
    public void References_OfTheEngine_AreInTheListing()
    {
        string[] lines = [.. References(typeof(TorchSharpEngine).Module).Where(member => member.DeclaringType!.Assembly.GetName().Name == TorchSharp).Select(ApiDump.Of)];

        Assert.IsGreaterThan(80, lines.Length, "The engine calls some ninety members; fewer were found.");
        string[] extra = [.. ApiListing.Read(TorchSharp).Extra(lines)];
        Assert.IsEmpty(extra, $"Not in eng/api/TorchSharp.txt:\n{string.Join('\n', extra)}\n");
    }

    /// <summary>The members of other assemblies that a module calls, from its table of references.</summary>
    private static IEnumerable<MemberInfo> References(Module module)
    {
        const int table = 0x0A000000;
        for (int token = table + 1; ; token++)
        {
            MemberInfo? member = null;
            try
            {
                member = module.ResolveMember(token, [typeof(float)], [typeof(float)]);
            }
            catch (ArgumentOutOfRangeException)
            {
                yield break;    // the end of the table
            }

            if (member is { DeclaringType: not null })
                yield return member;
        }
    }

    private static string? BuiltWith() => typeof(TorchSharpListingTests).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == "TorchSharpDependencies").Value;
}
