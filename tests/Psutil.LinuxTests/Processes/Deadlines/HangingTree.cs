using Psutil.Platforms.Linux;

namespace Psutil.LinuxTests.Deadlines;

/// <summary>
/// A machine's files in which the command lines of some processes are on a file system that does not answer. So many processes that are
/// really stuck would hinder every other program on this machine.
/// </summary>
internal sealed class HangingTree : IDisposable
{
    private readonly FixtureTree _tree = new();
    private readonly StuckFileSystem _files;

    /// <param name="stuck">How many processes are stuck. They have the PIDs from 1 on.</param>
    /// <param name="others">How many are not.</param>
    public HangingTree(int stuck, int others)
    {
        _tree.AddFolder("mount").Add("proc/stat", "btime 1600000000\n");
        for (int pid = 1; pid <= stuck + others; pid++)
        {
            AddProcess(pid, isStuck: pid <= stuck);
        }

        _files = new StuckFileSystem(Path.Join(_tree.Root, "mount"));
        Options = new MachineOptions { ProcPath = Path.Join(_tree.Root, "proc"), RootPath = _tree.Root };
    }

    public MachineOptions Options { get; }

    /// <summary>How many of our threads wait for its files.</summary>
    public int Reads => StuckReads.All.Count(read => read.Proc == Options.ProcPath);

    /// <summary>Adds a process, with all of its files at once.</summary>
    public void AddProcess(int pid, bool isStuck = false)
    {
        _tree
            .Add($"new/{pid}/statm", "2117 1290 900 10 0 300 0\n")
            .Add(
                $"new/{pid}/stat",
                $"{pid} ({StuckProcess.ShortName}) S 1 5 5 0 -1 4194304 10 0 2 0 150 50 7 3 20 0 1 0 {pid} 8671232 1290 18446744073709551615"
                    + " 1 1 0 0 0 0 0 0 0 0 0 0 17 3 0 0 25 0 0\n"
            );
        if (isStuck)
        {
            _tree.AddLink($"new/{pid}/cmdline", $"/mount/silent{pid}");
        }
        else
        {
            _tree.Add($"new/{pid}/cmdline", $"{StuckProcess.Name}\0");
        }

        Directory.Move(Path.Join(_tree.Root, "new", $"{pid}"), Path.Join(_tree.Root, "proc", $"{pid}"));
    }

    /// <summary>Answers all questions from now on.</summary>
    public void Answer() => _files.Answer();

    public void Dispose()
    {
        _files.Dispose();
        _tree.Dispose();
    }
}
