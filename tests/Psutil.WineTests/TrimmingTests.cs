using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using Psutil.WineTests.Wine;

namespace Psutil.WineTests;

/// <summary>
/// A trimmed program holds the code of its own operating system and of no other: read from the metadata of what was published.
/// </summary>
public class TrimmingTests
{
    private const string Platforms = "Psutil.Platforms.";

    [Fact]
    public async Task AProgramForWindowsHoldsNoOtherCode()
    {
        HashSet<string> systems = await PublishTrimmed("win-x64");
        Assert.Equal(["Firmware", "Nvidia", "Windows"], systems.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task WhatIsPublishedForX64IsTheCodeForArm64Too()
    {
        // Not compiled for any processor, and not bound to one: only the runtime beside it differs. (Its packages for ARM64 are not in
        // every source.)
        string folder = await Publishing.Publish("src/Psutil.Tool", "win-x64", "-p:PublishTrimmed=true");
        using PEReader file = new(File.OpenRead(Path.Join(folder, "Psutil.dll")));
        Assert.Equal(CorFlags.ILOnly, file.PEHeaders.CorHeader!.Flags & (CorFlags.ILOnly | CorFlags.Requires32Bit | CorFlags.Prefers32Bit));
        Assert.Equal(System.Reflection.PortableExecutable.Machine.I386, file.PEHeaders.CoffHeader.Machine);
    }

    [Fact]
    public async Task AProgramForLinuxHoldsNoWindowsCode()
    {
        HashSet<string> systems = await PublishTrimmed("linux-x64");
        Assert.Subset(new HashSet<string> { "Firmware", "Linux", "Nvidia", "Unix" }, systems);
        Assert.Contains("Linux", systems);
    }

    [Fact]
    public void TheLibraryItselfHoldsAll()
    {
        HashSet<string> systems = SystemsOf(typeof(Machine).Assembly.Location);
        Assert.Equal(
            ["Bsd", "Firmware", "FreeBsd", "Linux", "MacOS", "NetBsd", "Nvidia", "OpenBsd", "Unix", "Windows"],
            systems.Order(StringComparer.Ordinal)
        );
    }

    /// <summary>The operating systems, the maker of a driver, and the firmware of all systems, whose folders the published library has types of.</summary>
    private static async Task<HashSet<string>> PublishTrimmed(string runtime) =>
        SystemsOf(Path.Join(await Publishing.Publish("src/Psutil.Tool", runtime, "-p:PublishTrimmed=true"), "Psutil.dll"));

    private static HashSet<string> SystemsOf(string assembly)
    {
        using PEReader file = new(File.OpenRead(assembly));
        MetadataReader metadata = file.GetMetadataReader();
        return
        [
            .. from handle in metadata.TypeDefinitions
            let type = metadata.GetTypeDefinition(handle)
            let name = metadata.GetString(type.Namespace)
            where name.StartsWith(Platforms, StringComparison.Ordinal)
            select name.Split('.')[2],
        ];
    }
}
