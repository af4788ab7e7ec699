using System.IO.Compression;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Xml.Linq;
using Psutil.ContractTests;

namespace Psutil.PackageTests;

/// <summary>What is in the packages that programs reference.</summary>
public class PackageContentTests(PackageFeed feed)
{
    /// <summary>The kind of the entry that SourceLink adds to the symbols (the specification of portable PDBs).</summary>
    private static readonly Guid SourceLink = new("CC110556-A091-4D38-9FEC-25AB9A351A6A");

    private static bool IsCommitKnown => Path.Exists(Path.Join(Repository.Root, ".git"));

    public static TheoryData<string> Libraries => [.. PackageFeed.Libraries];

    [Theory]
    [MemberData(nameof(Libraries))]
    public void ItHasTheFilesThatAUserExpects(string package)
    {
        using ZipArchive archive = ZipFile.OpenRead(feed.PathOf(package));
        string[] names = [.. archive.Entries.Select(entry => entry.FullName)];
        Assert.Subset(
            names.ToHashSet(),
            new HashSet<string>
            {
                $"lib/net10.0/{package}.dll",
                $"lib/net10.0/{package}.xml",
                "lib/netstandard2.0/_._",
                "buildTransitive/net10.0/_._",
                $"buildTransitive/netstandard2.0/{package}.targets",
                "README.md",
                "LICENSE",
                "icon.png",
            }
        );
        Assert.DoesNotContain(names, name => name.EndsWith(".pdb", StringComparison.Ordinal));
        Assert.Single(names, name => name.EndsWith(".dll", StringComparison.Ordinal));

        // The bytes with which every PNG begins.
        Assert.Equal([0x89, (byte)'P', (byte)'N', (byte)'G'], Read(archive, "icon.png")[..4]);
        Assert.StartsWith("# ", Text(archive, "README.md"), StringComparison.Ordinal);
        Assert.Contains($"<name>{package}</name>", Text(archive, $"lib/net10.0/{package}.xml"), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Libraries))]
    public void ItDescribesItself(string package)
    {
        using ZipArchive archive = ZipFile.OpenRead(feed.PathOf(package));
        XElement metadata = XDocument
            .Parse(Text(archive, $"{package}.nuspec"))
            .Root!.Elements()
            .Single(element => element.Name.LocalName == "metadata");
        Assert.Equal(package, Value("id"));
        Assert.Equal(PackageFeed.Version, Value("version"));
        Assert.Equal("MIT", Value("license"));
        Assert.Equal("expression", Element("license")!.Attribute("type")!.Value);
        Assert.Equal("icon.png", Value("icon"));
        Assert.Equal("README.md", Value("readme"));
        Assert.Contains("psutil", Value("tags")!.Split(' '));
        Assert.InRange(Value("description")!.Length, 40, 400);
        if (IsCommitKnown)
        {
            Assert.Equal("git", Element("repository")!.Attribute("type")!.Value);
            Assert.Matches("^[0-9a-f]{40}$", Element("repository")!.Attribute("commit")!.Value);
            Assert.StartsWith(PackageFeed.SourceRepository, Element("repository")!.Attribute("url")!.Value, StringComparison.Ordinal);
        }

        // nuget.org refuses longer ones.
        Assert.InRange(Value("releaseNotes")!.Length, 100, 35_000);
        Assert.StartsWith("### ", Value("releaseNotes"), StringComparison.Ordinal);
        Assert.DoesNotContain("\n## ", Value("releaseNotes"), StringComparison.Ordinal);

        XElement? Element(string name) => metadata.Elements().SingleOrDefault(element => element.Name.LocalName == name);
        string? Value(string name) => Element(name)?.Value;
    }

    [Fact]
    public void TheLibraryHasNoDependency()
    {
        using ZipArchive archive = ZipFile.OpenRead(feed.PathOf("Psutil"));
        Assert.DoesNotContain(XDocument.Parse(Text(archive, "Psutil.nuspec")).Descendants(), element =>
            element.Name.LocalName == "dependency"
        );
    }

    [Theory]
    [MemberData(nameof(Libraries))]
    public void ItsSymbolsBelongToIt(string package)
    {
        using ZipArchive archive = ZipFile.OpenRead(feed.PathOf(package));
        using PEReader library = new(new MemoryStream(Read(archive, $"lib/net10.0/{package}.dll")));

        // The build is deterministic, and the library has a checksum of its symbols.
        DebugDirectoryEntry[] entries = [.. library.ReadDebugDirectory()];
        Assert.Contains(entries, entry => entry.Type == DebugDirectoryEntryType.Reproducible);
        Guid expected = library
            .ReadCodeViewDebugDirectoryData(entries.Single(entry => entry.Type == DebugDirectoryEntryType.CodeView))
            .Guid;

        using ZipArchive symbols = ZipFile.OpenRead(feed.PathOf(package, "snupkg"));
        using MetadataReaderProvider provider = MetadataReaderProvider.FromPortablePdbStream(
            new MemoryStream(Read(symbols, $"lib/net10.0/{package}.pdb"))
        );
        Assert.Equal(expected, new Guid([.. provider.GetMetadataReader().DebugMetadataHeader!.Id.Take(16)]));
    }

    [Theory]
    [MemberData(nameof(Libraries))]
    public void ADebuggerFindsItsSources(string package)
    {
        Assert.SkipUnless(IsCommitKnown, "The sources are not in a git repository, of which SourceLink would name the commit.");
        using ZipArchive symbols = ZipFile.OpenRead(feed.PathOf(package, "snupkg"));
        using MetadataReaderProvider provider = MetadataReaderProvider.FromPortablePdbStream(
            new MemoryStream(Read(symbols, $"lib/net10.0/{package}.pdb"))
        );
        MetadataReader reader = provider.GetMetadataReader();
        CustomDebugInformation link = reader
            .CustomDebugInformation.Select(reader.GetCustomDebugInformation)
            .Single(information => reader.GetGuid(information.Kind) == SourceLink);
        string map = System.Text.Encoding.UTF8.GetString(reader.GetBlobBytes(link.Value));
        string contents = PackageFeed.SourceRepository.Replace("//github.com/", "//raw.githubusercontent.com/", StringComparison.Ordinal);
        Assert.Matches($"^\\{{\"documents\":\\{{\"[^\"]+/\\*\":\"{contents}/[0-9a-f]{{40}}/\\*\"\\}}\\}}$", map);
    }

    private static string Text(ZipArchive archive, string name) =>
        System.Text.Encoding.UTF8.GetString(Read(archive, name)).TrimStart('\uFEFF');

    private static byte[] Read(ZipArchive archive, string name)
    {
        using Stream stream = archive.GetEntry(name)!.Open();
        using MemoryStream bytes = new();
        stream.CopyTo(bytes);
        return bytes.ToArray();
    }
}
