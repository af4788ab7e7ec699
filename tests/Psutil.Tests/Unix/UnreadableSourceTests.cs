using Psutil.Platforms.NetBsd;
using Psutil.Platforms.OpenBsd;

namespace Psutil.Tests.Unix;

/// <summary>What cannot be read is an error or an event, and not nothing.</summary>
public sealed class UnreadableSourceTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("psutil-unreadable-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void ALoginFileThatCannotBeReadIsAnErrorAndOneThatIsNotThereIsNot()
    {
        Assert.Empty(OpenBsdUsers.Read(Path.Join(_folder, "utmp")));

        // A folder cannot be read as a file, by nobody.
        AccessDeniedException exception = Assert.Throws<AccessDeniedException>(() => OpenBsdUsers.Read(_folder));
        Assert.Equal($"read({_folder})", exception.Error!.Value.SystemCall);
    }

    [Fact]
    public void AFolderOfTerminalsThatCannotBeListedLeavesAnEvent()
    {
        string terminals = Path.Join(_folder, "pts");
        using SkippedSources listener = new(terminals);
        Assert.Empty(NetBsdTerminals.List(terminals, "*"));
        Assert.Empty(listener.Reasons);

        // A link to itself cannot be followed, by nobody.
        File.CreateSymbolicLink(terminals, terminals);
        Assert.Empty(NetBsdTerminals.List(terminals, "*"));
        Assert.Single(listener.Reasons);
    }
}
