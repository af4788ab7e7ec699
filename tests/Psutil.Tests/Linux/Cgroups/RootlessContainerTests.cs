using System.Runtime.InteropServices;
using System.Text;
using Psutil.Platforms.Linux.Parsing;

namespace Psutil.Tests.Linux;

/// <summary>The names of containers that users run with Podman without root: in folders where the user can put anything.</summary>
public sealed partial class RootlessContainerTests : IDisposable
{
    private const string Id = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";
    private const string Other = "fedcba9876543210fedcba9876543210fedcba9876543210fedcba9876543210";
    private const string Folder = "home/ann/.local/share/containers/storage/overlay-containers";
    private const string List = $"{Folder}/containers.json";

    // Root can give files to somebody; others have their own alone.
    private static readonly uint User = Environment.IsPrivilegedProcess ? 54321 : GetUser();

    private readonly FixtureTree _tree = new FixtureTree()
        .Add("proc/self/cgroup", "0::/\n")
        .Add("proc/self/mountinfo", "30 23 0:26 / /sys/fs/cgroup rw,nosuid shared:4 - cgroup2 cgroup2 rw,nsdelegate\n")
        .Add("sys/fs/cgroup/cgroup.procs", "1\n");

    public void Dispose() => _tree.Dispose();

    [Fact]
    public void TheListsAreInTheFoldersOfTheUser()
    {
        AddContainers(User);
        string inRun = $"run/user/{User}/containers/overlay-containers/volatile-containers.json";
        _tree.Add(List, TextOf(Id, "web")).Add(inRun, TextOf(Other, "job"));
        Give(List);
        Give(inRun);
        Assert.Equal(("web", "job"), (NameOf(Id), NameOf(Other)));
    }

    [Fact]
    public void AUserMakesUsKeepOnlySoManyNames()
    {
        const int Most = 1024;
        AddContainers(User);
        string others = string.Join(',', Enumerable.Range(0, Most - 1).Select(number => $$"""{"id":"{{number}}","names":["other"]}"""));
        _tree.Add(List, $"[{others},{TextOf(Id, "web")[1..^1]},{TextOf(Other, "job")[1..]}");
        Give(List);
        Assert.Equal(("web", null), (NameOf(Id), NameOf(Other)));
    }

    [Theory]
    [InlineData("a link to a file")]
    [InlineData("a link to a folder")]
    [InlineData("a file of somebody else")]
    [InlineData("a FIFO")]
    [InlineData("a folder")]
    [InlineData("a long file")]
    public void WhatAUserPutsInsteadOfAListIsNotRead(string what)
    {
        AddContainers(what == "a file of somebody else" ? User + 1 : User);
        string path = Path.Join(_tree.Root, List);
        _tree.AddFolder(Folder).Add("etc/other/containers.json", TextOf(Id, "web"));
        Give("etc/other/containers.json");
        switch (what)
        {
            case "a link to a file":
                File.CreateSymbolicLink(path, Path.Join(_tree.Root, "etc/other/containers.json"));
                break;
            case "a link to a folder":
                Directory.Delete(Path.Join(_tree.Root, Folder));
                Directory.CreateSymbolicLink(Path.Join(_tree.Root, Folder), Path.Join(_tree.Root, "etc/other"));
                break;
            case "a FIFO":
                Assert.Equal(0, MakeFifo(path, 0x1B6));
                Give(List);
                break;
            case "a folder":
                Directory.CreateDirectory(path);
                Give(List);
                break;
            case "a long file":
                _tree.Add(List, TextOf(Id, "web"));
                using (FileStream stream = File.OpenWrite(path))
                {
                    stream.SetLength(8 << 20);
                }

                Give(List);
                break;
            default:
                _tree.Add(List, TextOf(Id, "web"));
                Give(List);
                break;
        }

        Assert.Null(NameOf(Id));
    }

    [Theory]
    [InlineData("/user.slice/user-1000.slice/user@1000.service/user.slice/libpod-x.scope", 1000u)]
    [InlineData("/user.slice/user-1000.slice/user@1000.service/user-0.slice/user-5.slice/x", 1000u)]
    [InlineData("/user.slice/user-4294967295.slice/x", 4294967295u)]
    [InlineData("/user.slice/user-4294967296.slice/x", null)]
    [InlineData("/user.slice/user--1.slice/x", null)]
    [InlineData("/user.slice/user-.slice/x", null)]
    [InlineData("/user.slice/user-1000.slice", null)]
    [InlineData("/machine.slice/user.slice/user-1000.slice/x", null)]
    [InlineData("/", null)]
    public void AGroupIsInTheSliceOfAUser(string path, uint? user) => Assert.Equal(user, CgroupPath.FindUser(path));

    [Theory]
    [InlineData("root:x:0:0:root:/root:/bin/sh\nann:x:7:7::/home/ann:/bin/sh\n", "/home/ann")]
    [InlineData("ann:x:7:7::/first:/bin/sh\nbob:x:7:7::/second:/bin/sh\n", "/first")]
    [InlineData("ann:x:7:7::/home/ann", "/home/ann")]
    [InlineData("ann:x:7:7:::/bin/sh\n", null)]
    [InlineData("ann:x:7:7\n", null)]
    [InlineData("ann:x:70:7::/home/ann:\n", null)]
    [InlineData("", null)]
    public void AUserHasAHome(string text, string? home) => Assert.Equal(home, EtcPasswd.FindHome(Encoding.UTF8.GetBytes(text), 7));

    private static string TextOf(string id, string name) => $$"""[{"id":"{{id}}","names":["{{name}}"]}]""";

    [LibraryImport("libc", EntryPoint = "geteuid")]
    private static partial uint GetUser();

    [LibraryImport("libc", EntryPoint = "mkfifo", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int MakeFifo(string path, uint mode);

    [LibraryImport("libc", EntryPoint = "chown", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int ChangeOwner(string path, uint user, uint group);

    private void Give(string path)
    {
        if (Environment.IsPrivilegedProcess)
        {
            Assert.SkipWhen(ChangeOwner(Path.Join(_tree.Root, path), User, User) != 0, "Files cannot be given to another user here.");
        }
    }

    private void AddContainers(uint user)
    {
        string manager = $"sys/fs/cgroup/user.slice/user-{user}.slice/user@{user}.service";
        foreach (
            string folder in (string[])
                ["", "/..", "/../..", "/user.slice", $"/user.slice/libpod-{Id}.scope", $"/user.slice/libpod-{Other}.scope"]
        )
        {
            _tree.Add($"{manager}{folder}/cgroup.procs", "10\n");
        }

        _tree.Add("etc/passwd", $"ann:x:{user}:{user}::/home/ann:/bin/sh\n");
    }

    private string? NameOf(string id)
    {
        using Machine machine = _tree.Machine;
        return machine.Cgroups!.Capture(CgroupFields.Processes).Groups.Single(group => group.ContainerId == id).ContainerName;
    }
}
