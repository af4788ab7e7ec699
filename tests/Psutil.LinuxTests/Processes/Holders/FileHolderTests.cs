using System.Diagnostics;
using Psutil.LinuxTests.Oracle;
using Psutil.Platforms.Linux;
using Psutil.Platforms.Linux.Interop;

namespace Psutil.LinuxTests;

[Collection("mounts")]
public sealed class FileHolderTests : IDisposable
{
    private const string OpenTwice = """
        import os, sys
        first = os.open(sys.argv[1], os.O_RDONLY)
        os.dup2(first, 100)
        print('ready', flush=True)
        sys.stdin.read()
        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("psutil-holders-").FullName;

    private static Processes Processes => Machine.Local.Processes;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private string NewFile(string name = "file")
    {
        string path = Path.Join(_folder, name);
        File.WriteAllText(path, "content of a page that can be mapped");
        return path;
    }

    private static FileHolder Holder(string path, Child child) =>
        Assert.Single(Processes.FindFileHolders(path).Holders, holder => holder.Process.Pid == child.Pid);

    [Fact]
    public void AnOpenFileIsFoundWithItsDescriptors()
    {
        string path = NewFile();
        Assert.Empty(Processes.FindFileHolders(path).Holders);
        using Child child = Child.Python(OpenTwice, path);
        FileHolder holder = Holder(path, child);
        Assert.Equal((child.Handle.Identity, FileUse.Open), (holder.Process.Identity, holder.Use));
        Assert.Equal(2, holder.FileDescriptors.Count);
        Assert.Equal(100, holder.FileDescriptors[1]);
        Assert.Equal(path, new FileInfo($"/proc/{child.Pid}/fd/{holder.FileDescriptors[0]}").LinkTarget);
        Assert.Single(Processes.FindFileHolders(path).Holders);
        child.End();
        Assert.Empty(Processes.FindFileHolders(path).Holders);
    }

    [Fact]
    public void WhatIsHeldBelowADirectoryIsFoundWithItsPath()
    {
        string deep = Directory.CreateDirectory(Path.Join(_folder, "tree", "deep")).FullName;
        string path = NewFile("tree/deep/file");
        string sibling = Directory.CreateDirectory(Path.Join(_folder, "tree2")).FullName;
        using Child child = Child.Python(OpenTwice, path);
        foreach (string directory in (string[])[deep, Path.Join(_folder, "tree"), Path.Join(_folder, "tree", "deep", ".."), _folder + "/"])
        {
            FileHolder holder = Assert.Single(Processes.FindHoldersBelow(directory).Holders, holder => holder.Process.Pid == child.Pid);
            Assert.Equal((FileUse.Open, 2), (holder.Use, holder.FileDescriptors.Count));
            Assert.Equal([path], holder.Paths);
        }

        // Nobody holds the directories themselves, and a similar name is another directory.
        Assert.DoesNotContain(Processes.FindFileHolders(deep).Holders, holder => holder.Process.Pid == child.Pid);
        Assert.DoesNotContain(Processes.FindHoldersBelow(sibling).Holders, holder => holder.Process.Pid == child.Pid);

        // By a symbolic link, and after the file has lost its name.
        string link = Path.Join(_folder, "link");
        File.CreateSymbolicLink(link, "tree");
        File.Delete(path);
        FileHolder deleted = Assert.Single(Processes.FindHoldersBelow(link).Holders, holder => holder.Process.Pid == child.Pid);
        Assert.Equal([path + " (deleted)"], deleted.Paths);
    }

    [Fact]
    public async Task TheAsynchronousSearchBelowADirectoryFindsTheSame()
    {
        string path = NewFile();
        using Child child = Child.Python(OpenTwice, path);
        FileHolders found = await Processes.FindHoldersBelowAsync(_folder, cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal([path], Assert.Single(found.Holders, holder => holder.Process.Pid == child.Pid).Paths);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            Processes.FindHoldersBelowAsync(_folder, cancellationToken: new CancellationToken(canceled: true))
        );
    }

    [Fact]
    public void AWorkingDirectoryBelowADirectoryHoldsIt()
    {
        string deep = Directory.CreateDirectory(Path.Join(_folder, "tree", "deep")).FullName;
        using Child child = Child.Python("import os, sys; os.chdir(sys.argv[1]); print('ready', flush=True); sys.stdin.read()", deep);
        FileHolder holder = Assert.Single(Processes.FindHoldersBelow(Path.Join(_folder, "tree")).Holders, holder =>
            holder.Process.Pid == child.Pid
        );
        Assert.Equal(FileUse.WorkingDirectory, holder.Use);
        Assert.Equal([deep], holder.Paths);
    }

    [Fact]
    public void AFileIsFoundBelowAsItIsAlone()
    {
        string path = NewFile();
        using Child child = Child.Python(OpenTwice, path);
        FileHolder holder = Assert.Single(Processes.FindHoldersBelow(path).Holders);
        Assert.Equal((child.Pid, FileUse.Open, null), (holder.Process.Pid, holder.Use, holder.Paths));
        Assert.Throws<SystemCallException>(() => Processes.FindHoldersBelow(Path.Join(_folder, "missing")));
    }

    [Fact]
    public void OneProcessIsAskedForItself()
    {
        string path = NewFile();
        string other = NewFile("other");
        using Child child = Child.Python(OpenTwice, path);
        FileHolder? holder = child.Handle.FindFileUse(path);
        Assert.NotNull(holder);
        Assert.Equal((child.Handle, FileUse.Open, 2), (holder.Process, holder.Use, holder.FileDescriptors.Count));
        Assert.Null(child.Handle.FindFileUse(other));
        Assert.Null(Processes.Current.FindFileUse(path));
        Assert.Equal(FileUse.WorkingDirectory, child.Handle.FindFileUse(child.Handle.GetWorkingDirectory()!)!.Use);
        Assert.Throws<SystemCallException>(() => child.Handle.FindFileUse(Path.Join(_folder, "missing")));
        Assert.Throws<NoSuchProcessException>(() =>
            Processes.FromIdentity(new ProcessIdentity(child.Pid, child.Handle.Identity.StartTime + 1)).FindFileUse(path)
        );
        child.End();
        Assert.Throws<NoSuchProcessException>(() => child.Handle.FindFileUse(path));
    }

    [Fact]
    public void AFileIsFoundByEveryNameItHas()
    {
        string path = NewFile();
        string other = NewFile("other");
        using Child child = Child.Python(OpenTwice, path);
        string hard = Path.Join(_folder, "hard");
        Command.Run("ln", path, hard);
        string symbolic = Path.Join(_folder, "symbolic");
        File.CreateSymbolicLink(symbolic, "hard");
        string moved = Path.Join(_folder, "moved");
        File.Move(path, moved);

        // A new file under the old name is another file.
        File.WriteAllText(path, "new");
        Assert.All([hard, symbolic, moved], name => Holder(name, child));
        Assert.All([path, other], name => Assert.Empty(Processes.FindFileHolders(name).Holders));

        // Without any name it is still to be had by its descriptor.
        File.Delete(hard);
        File.Delete(moved);
        Holder($"/proc/{child.Pid}/fd/100", child);
    }

    [Fact]
    public void AFileIsFoundThroughABindMount()
    {
        using MountedFolder mounted = new();
        string path = $"{mounted.Path}/{MountedFolder.Inner}";
        using Child child = Child.Python(
            "import os, sys\nos.chdir(os.fsencode(sys.argv[1]))\nprint('ready', flush=True)\nsys.stdin.read()",
            mounted.BindPath
        );
        Assert.All([path, mounted.BindPath], name => Assert.Equal(FileUse.WorkingDirectory, Holder(name, child).Use));
    }

    [Fact]
    public void WhatKeepsAMountFromBeingUnmountedIsFound()
    {
        using MountedFolder mounted = new();
        using Child child = Child.Python(
            "import os, sys\nos.chdir(os.fsencode(sys.argv[1]))\nprint('ready', flush=True)\nsys.stdin.read()",
            mounted.BindPath
        );
        FileHolder holder = Assert.Single(Processes.FindHoldersBelow(mounted.BindPath).Holders, holder => holder.Process.Pid == child.Pid);
        Assert.Equal(FileUse.WorkingDirectory, holder.Use);
        Assert.Equal([mounted.BindPath], holder.Paths);

        // It holds the whole file system.
        Assert.Single(Processes.FindHoldersBelow(mounted.Path).Holders, holder => holder.Process.Pid == child.Pid);
    }

    [Fact]
    public void DirectoriesAreFoundAsWorkingAndAsRootDirectory()
    {
        string root = Directory.CreateDirectory(Path.Join(_folder, "root")).FullName;
        string inner = Directory.CreateDirectory(Path.Join(root, "inner")).FullName;
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "only root can change the root directory");
        using Child child = Child.Python(
            "import os, sys\nos.chroot(sys.argv[1])\nos.chdir('/inner')\nprint('ready', flush=True)\nsys.stdin.read()",
            root
        );
        Assert.Equal((FileUse.RootDirectory, 0), (Holder(root, child).Use, Holder(root, child).FileDescriptors.Count));
        Assert.Equal(FileUse.WorkingDirectory, Holder(inner, child).Use);
        Assert.Empty(Processes.FindFileHolders(_folder).Holders);
    }

    [Fact]
    public void AProgramThatRunsAndAFileThatIsMappedAreFound()
    {
        string program = Path.Join(_folder, "program");
        ProgramCopy.Create("/bin/sleep", program);
        using (Child running = new(new ProcessStartInfo(program, ["1000"])))
        {
            Child.Until(() => running.Handle.GetName() == "program", "the program to run");
            Assert.Equal(FileUse.Executable | FileUse.Mapped, Holder(program, running).Use);
        }

        string path = NewFile();
        using Child child = Child.Python(
            "import mmap, os, sys\nf = os.open(sys.argv[1], os.O_RDONLY)\nm = mmap.mmap(f, 0, prot=mmap.PROT_READ)\nos.close(f)\nprint('ready', flush=True)\nsys.stdin.read()",
            path
        );
        Assert.True((Holder(path, child).Use & FileUse.Mapped) != 0);
    }

    [Fact]
    public void TheHoldersOfTheCLibraryAreThoseThatLsofFinds()
    {
        string library = Processes
            .Current.GetMemoryMaps(grouped: true)
            .Select(map => map.Path)
            .First(path => Path.GetFileName(path) == "libc.so.6");

        // Processes run other programs between the two looks: whom the two see differently is seen so only once. Others' processes may be
        // called what lsof cannot read.
        using ProcessZoo zoo = new();
        HashSet<int> different = Differences(library, zoo.Pids);
        for (int attempt = 1; attempt < 5 && different.Count > 0; attempt++)
        {
            different.IntersectWith(Differences(library, zoo.Pids));
        }

        Assert.Empty(different);
    }

    private static HashSet<int> Differences(string path, IReadOnlySet<int> made)
    {
        HashSet<int> ours = Ours(path);
        HashSet<int> theirs =
        [
            .. Command
                .Run("lsof", "-t", path)
                .Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .Select(line => int.Parse(line, CultureInfo.InvariantCulture)),
        ];
        Assert.Contains(Environment.ProcessId, theirs);
        ours.SymmetricExceptWith(theirs);
        ours.IntersectWith(made);
        return ours;
    }

    [Fact]
    public void ADeadFileSystemHoldsNobodyUpAndItsHoldersAreFound()
    {
        using SilentFileSystem dead = new();
        string path = NewFile();
        using Child child = new(new ProcessStartInfo("sleep", "1000") { WorkingDirectory = dead.Path });
        Child.Until(() => child.Handle.GetName() == "sleep", "the program to run");
        using Child other = Child.Python(OpenTwice, path);
        dead.Hang();
        Stopwatch watch = Stopwatch.StartNew();
        FileHolders holders = Processes.FindFileHolders(path, TimeSpan.FromMinutes(2));
        Assert.InRange(watch.Elapsed, TimeSpan.Zero, TimeSpan.FromMinutes(2));
        Assert.Equal(other.Pid, Assert.Single(holders.Holders).Process.Pid);
        Assert.DoesNotContain(holders.Unavailable.Keys, process => process.Pid == child.Pid);
        Assert.Equal(FileUse.WorkingDirectory, Holder(dead.Path, child).Use);
        PsutilTimeoutException exception = Assert.Throws<PsutilTimeoutException>(() =>
            Processes.FindFileHolders($"{dead.Path}/file", TimeSpan.FromMilliseconds(50))
        );
        Assert.Equal($"the file system at {dead.Path}/file did not answer statx within 0.05 s", exception.Message);
    }

    [Fact]
    public void AFileThatIsNotThereOrNoneAtAllIsRefused()
    {
        SystemCallException exception = Assert.Throws<SystemCallException>(() => Processes.FindFileHolders($"{_folder}/none"));
        Assert.Equal($"statx({_folder}/none): ENOENT, no such file or directory", exception.Message);
        Assert.Throws<ArgumentException>(() => Processes.FindFileHolders(""));
        Assert.Throws<ArgumentException>(() => Processes.FindFileHolders("a\0b"));
        Assert.Throws<ArgumentOutOfRangeException>(() => Processes.FindFileHolders("/", TimeSpan.FromSeconds(-1)));
    }

    [Fact]
    public void WhatCouldNotBeLookedAtIsTold()
    {
        using FixtureTree tree = new FixtureTree()
            .Add("file", "")
            .Add(
                "proc/5/stat",
                "5 (x) S 1 5 5 0 -1 4194304 10 0 2 0 150 50 7 3 20 0 1 0 700 8671232 1290 18446744073709551615 1 1 0 0 0 0 0 0 0 0 0 0 17 3 0 0 25 0 0\n"
            )
            .AddLink("proc/5/fd/7", "/file")
            .AddLink("proc/5/cwd", "cwd")
            .Add(
                "proc/6/stat",
                "6 (x) S 1 5 5 0 -1 4194304 10 0 2 0 150 50 7 3 20 0 1 0 800 8671232 1290 18446744073709551615 1 1 0 0 0 0 0 0 0 0 0 0 17 3 0 0 25 0 0\n"
            )
            .AddFolder("proc/6/fd")
            .AddLink("held", "/file");
        FileHolders holders = tree.Machine.Processes.FindFileHolders("/held");
        FileHolder holder = Assert.Single(holders.Holders);
        Assert.Equal((new ProcessIdentity(5, 700), FileUse.Open), (holder.Process.Identity, holder.Use));
        Assert.Equal([7], holder.FileDescriptors);
        (OSProcess process, Unavailability reason) = Assert.Single(holders.Unavailable);
        Assert.Equal((5, UnavailableReason.Failed), (process.Pid, reason.Reason));
        Assert.Equal($"failed: openat({tree.Root}/proc/5/cwd): ELOOP, too many levels of symbolic links", reason.ToString());
    }

    [Fact]
    public void TheRootOfAnotherTreeIsAFileLikeOthers()
    {
        using FixtureTree tree = new FixtureTree()
            .Add(
                "proc/5/stat",
                "5 (x) S 1 5 5 0 -1 4194304 10 0 2 0 150 50 7 3 20 0 1 0 700 8671232 1290 18446744073709551615 1 1 0 0 0 0 0 0 0 0 0 0 17 3 0 0 25 0 0\n"
            )
            .AddFolder("proc/5/fd")
            .AddLink("proc/5/cwd", "/");
        FileHolder holder = Assert.Single(tree.Machine.Processes.FindFileHolders("/").Holders);
        Assert.Equal((5, FileUse.WorkingDirectory), (holder.Process.Pid, holder.Use));
    }

    [Fact]
    public void WithoutRightsOneSeesOnesOwnAndAReasonForTheRest()
    {
        Assert.SkipUnless(
            Environment.IsPrivilegedProcess && ThreadUser.IsSupported,
            "only root on a known architecture can become nobody in one thread"
        );
        Command.Run("chmod", "755", _folder);
        string path = NewFile();
        const string Map =
            "import mmap, os, sys\nf = os.open(sys.argv[1], os.O_RDONLY)\nm = mmap.mmap(f, 0, prot=mmap.PROT_READ)\nprint('ready', flush=True)\nsys.stdin.read()";
        using Child roots = Child.Python(Map, path);
        using Child own = new(
            new ProcessStartInfo("setpriv", ["--reuid=65534", "--regid=65534", "--clear-groups", Child.Python3, "-c", Map, path])
        );
        Assert.Equal("ready", own.ReadLine());

        // Not through the facet: its threads are everybody's.
        using FileTree proc = new("/proc");
        Assert.Equal(0, Libc.GetFileStatus([.. OSText.GetBytes(path), 0], out FileStatus status));
        FileIdentity target = FileIdentity.Of(in status);
        (LinuxFileUse ofRoot, LinuxFileUse ofOwn) = ThreadUser.AsNobody(() => (Find(proc, roots.Pid, target), Find(proc, own.Pid, target)));
        Assert.Equal((FileUse.None, UnavailableReason.Denied), (ofRoot.Use, ofRoot.Missing?.Reason));
        Assert.Equal((FileUse.Open | FileUse.Mapped, null), (ofOwn.Use, ofOwn.Missing));
    }

    private static LinuxFileUse Find(FileTree proc, int pid, FileIdentity target)
    {
        LinuxCaptureScope scope = default;
        return LinuxFileUse.Find(proc, pid, new LinuxFileTarget(target), ref scope);
    }

    private static HashSet<int> Ours(string path) => [.. Processes.FindFileHolders(path).Holders.Select(holder => holder.Process.Pid)];
}
