namespace Psutil.LinuxTests;

/// <summary>A folder that goes with the test.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("psutil-sockets-").FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
