using Psutil.LinuxTests.Control;
using Psutil.LinuxTests.Oracle;
using Psutil.Platforms.Linux;

namespace Psutil.LinuxTests.Deadlines;

/// <summary>Paths that end as the kernel writes those of deleted files: which is meant can only be looked up.</summary>
[Collection(Alone.Name)]
public sealed class DeletedFileTests : IDisposable
{
    private const string Open = "import sys\nfile = open(sys.argv[1])\nprint('ready', flush=True)\nsys.stdin.read()";

    private readonly string _folder = Directory.CreateTempSubdirectory("psutil-deleted-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void AFileThatIsCalledSoIsNotDeleted()
    {
        string path = Path.Join(_folder, "file (deleted)");
        string second = Path.Join(_folder, "second");
        File.WriteAllText(path, "");
        using Child child = Child.Python(Open, path);
        Assert.Equal((path, false), Find(child));

        // It has a second name, but that is not the one it was opened by.
        Command.Run("ln", path, second);
        File.Delete(path);
        Assert.Equal((path, true), Find(child));
        File.Delete(second);
        Assert.Equal((path, true), Find(child));
    }

    [Fact]
    public void WhatCannotBeLookedUpIsTimedOut()
    {
        using StuckFileSystem files = new();
        using Child child = Child.Python(Open, $"{files.Path}/file (deleted)");
        files.Hang();
        try
        {
            ProcessSnapshot snapshot = child.Handle.Capture(
                ProcessFields.OpenFiles | ProcessFields.CommandLine | ProcessFields.ExecutablePath
            );
            Assert.Equal(UnavailableReason.TimedOut, Assert.Single(snapshot.Unavailable).Value.Reason);
            Assert.Null(snapshot.OpenFiles);
            Assert.Equal("/usr/bin/python3", snapshot.CommandLine![0]);
            Assert.Throws<PsutilTimeoutException>(() => child.Handle.GetOpenFiles());
        }
        finally
        {
            files.Resume();
        }
    }

    [Fact]
    public void APathLeadsThroughNoLink()
    {
        Directory.CreateDirectory(Path.Join(_folder, "one", "two"));
        Directory.CreateSymbolicLink(Path.Join(_folder, "link"), "one");
        using FileTree root = new("/");
        using FileTree other = new(_folder, _folder);
        Assert.True(root.ExistsWithoutMounting($"{_folder[1..]}/one/two"));
        Assert.True(other.ExistsWithoutMounting("one/two"));
        Assert.All(["none", "link/two", "one/three", new string('a', 5000), string.Concat(Enumerable.Repeat("a/", 2000))], path =>
            Assert.False(other.ExistsWithoutMounting(path))
        );
    }

    [Fact]
    public void NothingIsMountedForAPath()
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "only root can mount");
        Assert.SkipUnless(
            File.ReadAllText("/proc/filesystems").Contains("autofs", StringComparison.Ordinal),
            "there is no automounter here"
        );
        string folder = Path.Join(_folder, "mounted");
        Directory.CreateDirectory(folder);

        // It says what it is asked to mount, and that it failed.
        using Child server = Child.Python(
            """
            import ctypes, fcntl, os, struct, sys, threading
            libc = ctypes.CDLL(None, use_errno=True)
            receive, send = os.pipe()
            os.setpgid(0, 0)
            options = f"fd={send},pgrp={os.getpgrp()},minproto=5,maxproto=5,indirect".encode()
            if libc.mount(b"test", sys.argv[1].encode(), b"autofs", 0, options) != 0:
                print("errno", ctypes.get_errno(), flush=True)
                sys.exit(1)
            control = os.open(sys.argv[1], os.O_RDONLY)
            os.close(send)
            def serve():
                while packet := os.read(receive, 4096):
                    token, length = struct.unpack_from("<8xI28xI", packet)
                    print(packet[44:44 + length].decode(), flush=True)
                    fcntl.ioctl(control, 0x9361, token)
            threading.Thread(target=serve, daemon=True).start()
            print("ready", flush=True)
            sys.stdin.readline()
            libc.umount2(sys.argv[1].encode(), 2)
            print("unmounted", flush=True)
            """,
            folder
        );
        try
        {
            using FileTree root = new("/");
            Assert.False(root.ExistsWithoutMounting($"{folder[1..]}/server/file (deleted)"));

            // It would say if it had been asked, as it is by a look at a path.
            Assert.False(File.Exists($"{folder}/other/file"));
            Assert.Equal("other", server.ReadLine());
        }
        finally
        {
            server.Say("\n");
        }

        Assert.Equal("unmounted", server.ReadLine());
    }

    private static (string Path, bool? IsDeleted) Find(Child child)
    {
        ProcessOpenFile file = Assert.Single(child.Handle.GetOpenFiles(), file => file.FileDescriptor > 2);
        return (file.Path, file.IsDeleted);
    }
}
