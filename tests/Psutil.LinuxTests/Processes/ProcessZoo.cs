using System.Diagnostics;

namespace Psutil.LinuxTests;

/// <summary>Processes of many kinds, alive until disposed.</summary>
internal sealed class ProcessZoo : IDisposable
{
    private readonly List<Child> _children = [];

    public ProcessZoo()
    {
        Add("sleep", "1000");
        Add("sleep", "1001");
        Add("nice", "-n", "7", "sleep", "1000");
        Add("ionice", "-c", "3", "sleep", "1000");
        Add("taskset", "-c", "0", "sleep", "1000");
        Add("sh", "-c", "read line; exit", "", "two words", "é\n\"\\");
        if (Environment.IsPrivilegedProcess)
        {
            Add("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", "sleep", "1000");
        }

        // A name that is not UTF-8.
        _children.Add(
            Child.Python("import sys; open('/proc/self/comm', 'wb').write(b'n\\xffme'); print('ready', flush=True); sys.stdin.read()")
        );
        _children.Add(Child.WithThread(out _));
        _children.Add(Child.WithZombie(out OSProcess zombie));
        Pids = new HashSet<int>([Environment.ProcessId, zombie.Pid, .. _children.Select(child => child.Pid)]);
    }

    /// <summary>Those of the zoo, and of this process.</summary>
    public IReadOnlySet<int> Pids { get; }

    public void Dispose() => _children.ForEach(child => child.Dispose());

    private void Add(string file, params string[] arguments) => _children.Add(new Child(new ProcessStartInfo(file, arguments)));
}
