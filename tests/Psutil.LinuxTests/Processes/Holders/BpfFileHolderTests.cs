using System.Diagnostics;
using Psutil.LinuxTests.Kernel;
using Psutil.Platforms.Linux;

namespace Psutil.LinuxTests;

/// <summary>The holders of files are the same, whether all of <c>/proc</c> is read or BPF programs name those that are looked at.</summary>
[Collection("mounts")]
public class BpfFileHolderTests
{
    // A file for each way of holding one, and a child and a thread that hold the same.
    private const string Script = """
        import mmap, os, sys, threading
        folder = sys.argv[1]
        def path(name):
            return os.path.join(folder, name)
        first = os.open(path("open"), os.O_RDONLY)
        os.dup2(first, 100)
        os.open(path("named"), os.O_PATH)
        mapped = os.open(path("mapped"), os.O_RDONLY)
        region = mmap.mmap(mapped, 0, prot=mmap.PROT_READ)
        os.close(mapped)
        deleted = os.open(path("deleted"), os.O_RDONLY)
        os.link(path("deleted"), path("other name"))
        os.unlink(path("deleted"))
        os.chdir(path("directory"))
        threading.Thread(target=threading.Event().wait, daemon=True).start()
        child = os.fork()
        if child == 0:
            sys.stdin.read()
            os._exit(0)
        print("ready", child, sep="\n", flush=True)
        sys.stdin.read()
        os.waitpid(child, 0)
        """;

    [Fact]
    public void TheyAreThoseThatTheFilesOfAllProcessesShow()
    {
        using TemporaryFolder folder = new();
        foreach (string name in (string[])["open", "named", "mapped", "deleted", "free"])
        {
            File.WriteAllText(Path.Join(folder.Path, name), "a page that can be mapped");
        }

        Directory.CreateDirectory(Path.Join(folder.Path, "directory"));
        string program = Path.Join(folder.Path, "program");
        ProgramCopy.Create("/bin/sleep", program);
        using Child running = new(new ProcessStartInfo(program, ["1000"]));
        Child.Until(() => running.Handle.GetName() == "program", "the program to run");
        using Child parent = Child.Python(Script, folder.Path);
        HashSet<int> pids = [running.Pid, parent.Pid, int.Parse(parent.ReadLine()!, CultureInfo.InvariantCulture)];
        File.CreateSymbolicLink(Path.Join(folder.Path, "link"), "open");
        using Machine machine = Open(leastProcesses: 0);

        // How many of the three hold each, in the way that is named.
        AssertSame("open", 2, FileUse.Open);
        AssertSame("link", 2, FileUse.Open);
        AssertSame("named", 2, FileUse.Open);
        AssertSame("mapped", 2, FileUse.Mapped);
        AssertSame("other name", 2, FileUse.Open);
        AssertSame("directory", 2, FileUse.WorkingDirectory);
        AssertSame("program", 1, FileUse.Executable);
        AssertSame("free", 0, FileUse.None);
        AssertSame("/", 3, FileUse.RootDirectory);
        AssertSame("/dev/null", null, FileUse.None);
        Assert.True(Table(machine).AreFilesLoaded);

        void AssertSame(string name, int? count, FileUse use)
        {
            string path = Path.Join(folder.Path, name);
            path = name[0] == '/' ? name : path;

            // The three do nothing, so what they hold does not change.
            FileHolder[] expected = [.. pids.Order().Select(pid => FindPlainly(pid, path)).OfType<FileHolder>()];
            FileHolder[] found = Find(machine, path, pids);
            Assert.Equal(expected.Select(Describe), found.Select(Describe));
            Assert.Equal(count ?? expected.Length, found.Length);
            Assert.All(found, holder => Assert.Equal(use, holder.Use & use));
        }
    }

    [Fact]
    public void TheHoldersInAnotherRootDirectoryAndOfABindMountAreTheSame()
    {
        using MountedFolder mounted = new();
        string path = $"{mounted.Path}/{MountedFolder.Inner}";
        using Child below = Child.Python(
            "import os, sys\nos.chdir(os.fsencode(sys.argv[1]))\nprint('ready', flush=True)\nsys.stdin.read()",
            mounted.BindPath
        );
        using Child inside = Child.Python(
            "import os, sys\nos.chroot(os.fsencode(sys.argv[1]))\nos.chdir('/')\nprint('ready', flush=True)\nsys.stdin.read()",
            mounted.BindPath
        );
        using Machine machine = Open(leastProcesses: 0);
        HashSet<int> pids = [below.Pid, inside.Pid];
        foreach (string name in (string[])[path, mounted.BindPath])
        {
            FileHolder[] found = Find(machine, name, pids);
            Assert.Equal(pids.Order().Select(pid => FindPlainly(pid, name)).OfType<FileHolder>().Select(Describe), found.Select(Describe));
            Assert.Equal(2, found.Length);
        }

        Assert.True(Table(machine).AreFilesLoaded);
    }

    [Fact]
    public void TheFirstSearchNeverLoadsThemAndALaterOneUsesThem()
    {
        using TemporaryFolder folder = new();
        string path = Path.Join(folder.Path, "file");
        File.WriteAllText(path, "");
        using FileStream held = File.OpenRead(path);
        using Machine machine = Open(leastProcesses: 1);
        Assert.Contains(machine.Processes.FindFileHolders(path).Holders, holder => holder.Process.Pid == Environment.ProcessId);
        Assert.False(Table(machine).IsLoaded);
        Assert.False(Table(machine).AreFilesLoaded);
        Child.Until(
            () =>
            {
                Assert.Contains(machine.Processes.FindFileHolders(path).Holders, holder => holder.Process.Pid == Environment.ProcessId);
                Assert.Null(Table(machine).Refusal);
                Assert.Null(Table(machine).FilesRefusal);
                return Table(machine).AreFilesLoaded;
            },
            "the programs to be loaded"
        );

        // What is below a directory, and a single process, are read from /proc.
        Assert.Contains(machine.Processes.FindHoldersBelow(folder.Path).Holders, holder => holder.Process.Pid == Environment.ProcessId);
        Assert.NotNull(machine.Processes.Current.FindFileUse(path));
    }

    [Fact]
    public void AFileThatIsAnotherByNowIsNotSearchedFor()
    {
        using TemporaryFolder folder = new();
        string path = Path.Join(folder.Path, "file");
        File.WriteAllText(path, "");
        using FileStream held = File.OpenRead(path);
        using Machine machine = Open(leastProcesses: 0);
        _ = machine.Processes.FindFileHolders(path);
        FileIdentity other = default;
        Assert.Null(Table(machine).TryFindHolders(1, new BpfFileSearch(path, other), new TimeLimit(null)));
        Assert.Null(Table(machine).TryFindHolders(1, new BpfFileSearch(path + "2", other), new TimeLimit(null)));
        Assert.True(Table(machine).AreFilesLoaded);
        Assert.Null(Table(machine).Refusal);
    }

    [Fact]
    public void TheyAreNotLoadedWhereTheyAreForbidden()
    {
        using Machine forbidden = Machine.Open(new MachineOptions { AllowBpf = false, LeastProcessesForBpf = 0 });
        Assert.NotNull(forbidden.Processes.FindFileHolders("/dev/null"));
        Assert.NotNull(forbidden.Processes.FindFileHolders("/dev/null"));
        Assert.False(Table(forbidden).AreFilesLoaded);
    }

    private static FileHolder[] Find(Machine machine, string path, HashSet<int> pids)
    {
        FileHolders found = machine.Processes.FindFileHolders(path, Timeout.InfiniteTimeSpan);
        Assert.DoesNotContain(found.Unavailable.Keys, process => pids.Contains(process.Pid));
        return [.. found.Holders.Where(holder => pids.Contains(holder.Process.Pid))];
    }

    // By /proc, of one process: a machine may have thousands.
    private static FileHolder? FindPlainly(int pid, string path) => PlainMachine.Local.Processes.Get(pid).FindFileUse(path);

    private static string Describe(FileHolder holder) =>
        $"{holder.Process.Identity}: {holder.Use}, {string.Join(' ', holder.FileDescriptors)}";

    private static Machine Open(int leastProcesses)
    {
        TableUnderTest.Open().Dispose();
        Machine machine = Machine.Open(new MachineOptions { AllowBpf = true, LeastProcessesForBpf = leastProcesses });
        if (leastProcesses == 0)
        {
            _ = machine.Processes.FindFileHolders("/dev/null");
            if (Table(machine).FilesRefusal?.Contains("bpf_iter_seq_task_vma_info", StringComparison.Ordinal) == true)
            {
                machine.Dispose();
                Assert.Skip("This kernel does not iterate over mapped regions safely.");
            }

            Assert.Null(Table(machine).FilesRefusal);
        }

        return machine;
    }

    private static MachineProcessTable Table(Machine machine) => ((LinuxProcesses)machine.Processes).Table;
}
