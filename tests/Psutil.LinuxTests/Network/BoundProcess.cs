namespace Psutil.LinuxTests;

/// <summary>A real process's folder of <c>/proc</c>, mounted in a fixture: a link would lead out of the root, where nothing is read.</summary>
internal sealed class BoundProcess : IDisposable
{
    private readonly string _folder;

    public BoundProcess(FixtureTree tree, int pid, int pidInTree)
    {
        _folder = string.Create(CultureInfo.InvariantCulture, $"{tree.Root}/proc/{pidInTree}");
        MountCalls.MakeFolder(_folder);
        MountCalls.Bind(string.Create(CultureInfo.InvariantCulture, $"/proc/{pid}"), _folder);
    }

    public void Dispose() => MountCalls.Unmount(_folder);
}
