using System.Diagnostics;

namespace Psutil.Tool.Tests.Live;

/// <summary>A parent and its children, under names that no other process has, which live until the test is over.</summary>
internal sealed class ProcessFamily : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("psutil-family-");
    private readonly Process _parent;

    /// <param name="childCount">How many children.</param>
    /// <param name="arguments">More arguments of the parent, which it ignores.</param>
    public ProcessFamily(int childCount = 3, params string[] arguments)
    {
        // Names of at most fifteen characters: more the kernel does not keep.
        Name = string.Create(CultureInfo.InvariantCulture, $"kin{Environment.ProcessId}x{Interlocked.Increment(ref _count)}");
        string parent = Copy("/bin/sh", ParentName);
        string child = Copy("/bin/sleep", ChildName);
        _parent = Executable.Start(
            parent,
            ["-c", string.Concat(Enumerable.Repeat("\"$0\" 3600 & ", childCount)) + "wait", child, .. arguments]
        );
        Assert.True(
            SpinWait.SpinUntil(
                () =>
                    (
                        Children = [
                            .. Machine
                                .Local.Processes.Get(_parent.Id)
                                .GetChildren()
                                .Where(process => process.Capture(ProcessFields.Name).Name == ChildName)
                                .Select(process => process.Pid)
                                .Order(),
                        ]
                    ).Count == childCount,
                TimeSpan.FromSeconds(60)
            ),
            "the children never started"
        );
    }

    private static int _count;

    /// <summary>What the names of all begin with.</summary>
    public string Name { get; }

    public string ParentName => Name + "p";

    public string ChildName => Name + "c";

    public int Parent => _parent.Id;

    public IReadOnlyList<int> Children { get; private set; } = [];

    // By a snapshot, which throws nothing if the process ends just then.
    public static bool IsAlive(int pid) =>
        Machine.Local.Processes.TryGet(pid, out OSProcess? process)
        && process.Capture(ProcessFields.Status).Status is { } status
        && status != ProcessStatus.Zombie;

    public void Dispose()
    {
        _parent.Kill(entireProcessTree: true);
        _parent.Dispose();
        _folder.Delete(recursive: true);
    }

    private string Copy(string program, string name)
    {
        string path = Path.Join(_folder.FullName, name);
        ProgramCopy.Create(program, path);
        return path;
    }
}
