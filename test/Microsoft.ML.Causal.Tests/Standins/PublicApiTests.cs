// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Reflection;
using Microsoft.ML.Causal.Tests.Documentation;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Microsoft.ML.Causal.Tests.Standins;

/// <summary>What the packages show is written down in <c>eng/api/public</c>: a change is seen in review, not by users.</summary>
[TestClass]
public class PublicApiTests
{
    private const string UpdateVariable = "UPDATE_PUBLIC_API";

    public static IEnumerable<object[]> Assemblies =>
        Directory.EnumerateFiles(Path.Combine(DocumentedCode.Root, "src"), "*.csproj", SearchOption.AllDirectories)
            .Where(project => File.ReadAllText(project).Contains("<IsPackable", StringComparison.Ordinal))
            .Select(project => new object[] { Path.GetFileNameWithoutExtension(project) });

    [TestMethod]
    [DynamicData(nameof(Assemblies))]
    public void Surface_OfAPackage_IsTheOneWrittenDown(string assemblyName)
    {
        string path = Path.Combine(DocumentedCode.Root, "eng", "api", "public", assemblyName + ".txt");
        string[] surface = [.. ApiDump.Of(Assembly.Load(assemblyName))];
        if (Environment.GetEnvironmentVariable(UpdateVariable) is not null)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, string.Concat(surface.Select(line => line + "\n")));
        }

        string[] written = File.Exists(path) ? File.ReadAllLines(path) : [];
        string[] changes = [.. surface.Except(written).Select(line => "+ " + line), .. written.Except(surface).Select(line => "- " + line)];
        Assert.IsEmpty(changes,
            $"The public surface of {assemblyName} is not what eng/api/public/{assemblyName}.txt says:\n{string.Join('\n', changes)}\n"
            + "Where the change is meant, write it down with: ./build.sh api (build.cmd api on Windows), and commit the file.\n");
    }
}
