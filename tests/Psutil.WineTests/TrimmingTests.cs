using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using Psutil.WineTests.Wine;

namespace Psutil.WineTests;

/// <summary>
/// A trimmed program holds the code of its own operating system and of no other: read from the metadata of what was published. (NativeAOT stands on the same trimmer; a native
/// program for Windows cannot be made on Linux.)
/// </summary>
public class TrimmingTests
{
    private const string Platforms = "Psutil.Platforms.";

    [Fact]
    public async Task AProgramForWindowsHoldsNoLinuxCode()
    {
        HashSet<string> namespaces = await PublishTrimmed("win-x64");
        Assert.Contains("Psutil.Platforms.Windows", namespaces);
        Assert.DoesNotContain(namespaces, name => name.StartsWith("Psutil.Platforms.", StringComparison.Ordinal) && !name.StartsWith("Psutil.Platforms.Windows", StringComparison.Ordinal));
    }

    [Fact]
    public async Task AProgramForLinuxHoldsNoWindowsCode()
    {
        HashSet<string> namespaces = await PublishTrimmed("linux-x64");
        Assert.Contains("Psutil.Platforms.Linux", namespaces);
        Assert.DoesNotContain(namespaces, name => name.StartsWith("Psutil.Platforms.Windows", StringComparison.Ordinal));
    }

    [Fact]
    public void TheLibraryItselfHoldsBoth()
    {
        HashSet<string> namespaces = NamespacesOf(typeof(Machine).Assembly.Location);
        Assert.Contains("Psutil.Platforms.Windows", namespaces);
        Assert.Contains("Psutil.Platforms.Linux", namespaces);
    }

    /// <summary>The namespaces below the operating systems' that the published library has types in.</summary>
    private static async Task<HashSet<string>> PublishTrimmed(string runtime) =>
        NamespacesOf(Path.Join(await Publishing.Publish("src/Psutil.Tool", runtime, "-p:PublishTrimmed=true"), "Psutil.dll"));

    private static HashSet<string> NamespacesOf(string assembly)
    {
        using PEReader file = new(File.OpenRead(assembly));
        MetadataReader metadata = file.GetMetadataReader();
        return
        [
            .. from handle in metadata.TypeDefinitions
               let type = metadata.GetTypeDefinition(handle)
               let name = metadata.GetString(type.Namespace)
               where name.StartsWith(Platforms, StringComparison.Ordinal)
               select name,
        ];
    }
}
