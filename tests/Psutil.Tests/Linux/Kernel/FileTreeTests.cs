using System.Runtime.InteropServices;
using System.Text;
using Psutil.Platforms.Linux;
using Psutil.Platforms.Linux.Interop;
using Psutil.Platforms.Unix;

namespace Psutil.Tests.Linux;

public sealed partial class FileTreeTests : IDisposable
{
    private readonly FixtureTree _tree = new();

    public static TheoryData<string> ReadersOfLongFiles =>
        [
            "proc/stat",
            "proc/diskstats",
            "proc/net/dev",
            "proc/self/mountinfo",
            "proc/1/mountinfo",
            "proc/self/cgroup",
            "proc/cpuinfo",
            "run/utmp",
        ];

    public void Dispose() => _tree.Dispose();

    [Fact]
    public void ABufferGrowsToItsLimitAndNoFurther()
    {
        RentedBuffer buffer = new(RentedBuffer.LargestSize / 2);
        try
        {
            buffer.Grow(1);
            Assert.Equal(RentedBuffer.LargestSize, buffer.Span.Length);
            MalformedDataException? refused = null;
            try
            {
                buffer.Grow(1);
            }
            catch (MalformedDataException exception)
            {
                refused = exception;
            }

            Assert.NotNull(refused);
        }
        finally
        {
            buffer.Dispose();
        }
    }

    [Theory]
    [InlineData(1 << 29, 1 << 30)]
    [InlineData(1 << 30, 0x7FFFFFC7)]
    [InlineData(int.MaxValue, 0x7FFFFFC7)]
    public void DoublingALengthDoesNotOverflow(int length, int expected) => Assert.Equal(expected, BoundedPool.Double(length));

    [Fact]
    public void ALargeArrayIsNotPooled()
    {
        byte[] large = BoundedPool.Rent<byte>(BoundedPool.LargestPooled + 1);
        BoundedPool.Return(large);
        Assert.NotSame(large, BoundedPool.Rent<byte>(BoundedPool.LargestPooled + 1));
    }

    [Fact]
    public void AnEndlessFileIsMalformedAndNoMemory()
    {
        using FileTree dev = new("/dev");
        long before = GC.GetAllocatedBytesForCurrentThread();
        ReadResult result = dev.TryReadBytes("zero", 1 << 20, out byte[]? bytes);
        Assert.True(result.IsMalformed);
        Assert.Null(bytes);
        Assert.Null(dev.ReadText("zero"));
        Assert.Null(dev.ReadInt64("zero"));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 8 << 20);
        MalformedDataException exception = Assert.IsType<MalformedDataException>(dev.ToException(result, "zero"));
        Assert.Equal(("/dev/zero", "length"), (exception.DataSource, exception.Field));
    }

    [Theory]
    [MemberData(nameof(ReadersOfLongFiles))]
    public void AFileOfGigabytesIsMalformed(string path)
    {
        _tree.Add("proc/self/mountinfo", "").Add("proc/self/cgroup", "").Add(path, "");
        using (FileStream file = File.OpenWrite(Path.Join(_tree.Root, path)))
        {
            file.SetLength(3L << 30);
        }

        long before = GC.GetAllocatedBytesForCurrentThread();
        MalformedDataException exception = Assert.Throws<MalformedDataException>(() => Read(_tree.Machine, path));
        Assert.Equal((Path.Join(_tree.Root, path), "length"), (exception.DataSource, exception.Field));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 300 << 20);
    }

    [Theory]
    [MemberData(nameof(ReadersOfLongFiles))]
    public async Task AFifoIsMalformedAndNotWaitedFor(string path)
    {
        _tree.Add("proc/self/mountinfo", "").Add("proc/self/cgroup", "").Add(path, "");
        File.Delete(Path.Join(_tree.Root, path));
        Assert.Equal(0, MakeFifo(Path.Join(_tree.Root, path), 0x1A4));
        Task<MalformedDataException> read = Task.Run(
            () => Assert.Throws<MalformedDataException>(() => Read(_tree.Machine, path)),
            TestContext.Current.CancellationToken
        );
        MalformedDataException exception = await read.WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);
        Assert.Equal("file type", exception.Field);
    }

    [Fact]
    public void ASocketInAFilesPlaceIsMalformed()
    {
        string path = Path.Join(_tree.Root, "run/utmp");
        using System.Net.Sockets.Socket socket = new(
            System.Net.Sockets.AddressFamily.Unix,
            System.Net.Sockets.SocketType.Stream,
            System.Net.Sockets.ProtocolType.Unspecified
        );
        socket.Bind(new System.Net.Sockets.UnixDomainSocketEndPoint(path));
        Assert.Equal("file type", Assert.Throws<MalformedDataException>(_tree.Machine.GetUserSessions).Field);
    }

    [Theory]
    [InlineData("/dev/zero")]
    [InlineData("/proc/self/stat")]
    [InlineData("../../../../../../../../../../proc/self/stat")]
    public void NoLinkLeadsOutOfAnotherRoot(string target)
    {
        _tree.AddLink("proc/stat", target);
        SystemCallException exception = Assert.Throws<SystemCallException>(() => _tree.Machine.Cpu.GetTimes());
        Assert.Equal(Errno.ENOENT, exception.ErrorCode);
    }

    [Fact]
    public void AnAbsoluteLinkIsAnotherRootsOwn()
    {
        _tree.Add("usr/stat", "cpu 100 0 200 300\n").AddLink("proc/stat", "/usr/stat");
        Assert.Equal(TimeSpan.FromSeconds(1), _tree.Machine.Cpu.GetTimes().User);
    }

    [Fact]
    public void ALinkInTheRootsOwnPathStaysBelowIt()
    {
        Directory.Delete(Path.Join(_tree.Root, "etc"));
        _tree.AddLink("etc", "/etc").AddLink("inside", "/sys");
        _tree.Add("sys/name", "ours");
        using FileTree outside = new(Path.Join(_tree.Root, "etc"), _tree.Root);
        using FileTree inside = new(Path.Join(_tree.Root, "inside"), _tree.Root);
        Assert.Null(outside.ReadText("passwd"));
        Assert.Equal("ours", inside.ReadText("name"));
        Assert.Equal(["name"], inside.List(""));
    }

    [Fact]
    public void TheKernelsOwnFilesAreReadWithoutAGuardWhereverTheyAreMounted()
    {
        using FileTree proc = new("/proc/self", "/proc/self");
        Assert.True(proc.IsProcFileSystem());
        Assert.False(proc.ReadLink("exe\0"u8, new byte[4096]).Failed);
        using FileTree copy = new(Path.Join(_tree.Root, "proc"), _tree.Root);
        Assert.False(copy.IsProcFileSystem());
    }

    [Theory]
    [InlineData("folder/file", nameof(OpenPurpose.Read), "text")]
    [InlineData("absolute", nameof(OpenPurpose.Read), "text")]
    [InlineData("relative", nameof(OpenPurpose.Read), "text")]
    [InlineData("twice", nameof(OpenPurpose.Read), "text")]
    [InlineData("folder/up", nameof(OpenPurpose.Read), "text")]
    [InlineData("../../folder/../folder/./file", nameof(OpenPurpose.Read), "text")]
    [InlineData("//folder//file", nameof(OpenPurpose.Read), "text")]
    [InlineData("out", nameof(OpenPurpose.Read), null)]
    [InlineData("outside", nameof(OpenPurpose.Read), null)]
    [InlineData("outside", nameof(OpenPurpose.Link), "/proc/self/stat")]
    [InlineData("link/up", nameof(OpenPurpose.Read), "text")]
    [InlineData("link/up", nameof(OpenPurpose.Link), "../folder/file")]
    [InlineData("loop", nameof(OpenPurpose.Read), null)]
    [InlineData("folder/file/x", nameof(OpenPurpose.Read), null)]
    [InlineData("missing/x", nameof(OpenPurpose.Name), null)]
    public void TheWalkByHandFindsWhatTheKernelFinds(string path, string wanted, string? expected)
    {
        OpenPurpose purpose = Enum.Parse<OpenPurpose>(wanted);
        _tree
            .Add("folder/file", "text")
            .AddLink("absolute", "/folder/file")
            .AddLink("relative", "folder/file")
            .AddLink("twice", "absolute")
            .AddLink("folder/up", "../folder/file")
            .AddLink("out", "../../../../../../../../proc/self/stat")
            .AddLink("outside", "/proc/self/stat")
            .AddLink("link", "/folder")
            .AddLink("loop", "loop");
        using Microsoft.Win32.SafeHandles.SafeFileHandle root = new(
            Libc.OpenDirectoryPath(Encoding.UTF8.GetBytes($"{_tree.Root}\0")),
            ownsHandle: true
        );
        byte[] name = Encoding.UTF8.GetBytes($"{path}\0");
        int byHand = FilesInRoot.OpenByHand(root, name, purpose);
        int byKernel = FilesInRoot.Open(root, name, purpose);
        Assert.Equal(byKernel < 0 ? byKernel : 0, byHand < 0 ? byHand : 0);
        Assert.Equal(expected, TextOf(byHand, purpose));
        Assert.Equal(expected, TextOf(byKernel, purpose));
    }

    [Fact]
    public void TheWalkByHandLeavesNoDescriptorOpen()
    {
        const int Rounds = 500;
        _tree.Add("folder/file", "text").AddLink("up", "folder/../folder/file").AddLink("loop", "loop");
        using Microsoft.Win32.SafeHandles.SafeFileHandle root = new(
            Libc.OpenDirectoryPath(Encoding.UTF8.GetBytes($"{_tree.Root}\0")),
            ownsHandle: true
        );
        int before = Directory.GetFileSystemEntries("/proc/self/fd").Length;
        for (int round = 0; round < Rounds; round++)
        {
            Assert.Equal("text", TextOf(FilesInRoot.OpenByHand(root, "up\0"u8, OpenPurpose.Read), OpenPurpose.Read));
            Assert.Equal(-Errno.ELOOP, FilesInRoot.OpenByHand(root, "loop\0"u8, OpenPurpose.Read));
        }

        // Tests beside this one open files, too: not as many, and not for long.
        Assert.True(
            SpinWait.SpinUntil(() => Directory.GetFileSystemEntries("/proc/self/fd").Length <= before + Rounds / 2, TimeSpan.FromMinutes(1))
        );
    }

    [Fact]
    public void AFolderOfTooManyNamesIsMalformed()
    {
        using FileTree tree = new(_tree.Root, _tree.Root);
        using (DirectoryReader reader = new(tree.OpenDirectory(".\0"u8).Value, new byte[4096], most: 3))
        {
            while (reader.MoveNext()) { }

            Assert.True(reader.IsMalformed);
        }

        using DirectoryReader enough = new(tree.OpenDirectory(".\0"u8).Value, new byte[4096], most: 5);
        while (enough.MoveNext()) { }

        Assert.False(enough.IsMalformed);
    }

    [Fact]
    public void ALinkThatDoesNotFitIsNotCut()
    {
        _tree.AddLink("long", new string('x', 100));
        using FileTree guarded = new(_tree.Root, _tree.Root);
        using FileTree own = new(_tree.Root);
        foreach (FileTree tree in (ReadOnlySpan<FileTree>)[guarded, own])
        {
            Assert.Equal(Errno.ENAMETOOLONG, tree.ReadLink("long\0"u8, new byte[100]).Error);
            Assert.Equal(100, tree.ReadLink("long\0"u8, new byte[101]).Value);
            Assert.Equal(Errno.EINVAL, tree.ReadLink("proc\0"u8, new byte[101]).Error);
        }
    }

    private static void Read(Machine machine, string path)
    {
        _ = path switch
        {
            "proc/stat" => (object)machine.Cpu.GetTimesPerCpu(),
            "proc/diskstats" => machine.Disks.GetIOCountersPerDisk(),
            "proc/net/dev" => machine.Network.GetIOCountersPerInterface(),
            "proc/1/mountinfo" => machine.Disks.GetPartitions(),
            "proc/cpuinfo" => machine.Cpu.GetFrequencyPerCpu(),
            "run/utmp" => machine.GetUserSessions(),
            _ => machine.GetLimits(),
        };
    }

    private static string? TextOf(int descriptor, OpenPurpose purpose)
    {
        if (descriptor < 0)
        {
            return null;
        }

        Span<byte> buffer = stackalloc byte[256];
        int length = purpose == OpenPurpose.Link ? Libc.ReadLink(descriptor, "\0"u8, buffer) : Libc.Read(descriptor, buffer);
        Libc.Close(descriptor);
        return Encoding.UTF8.GetString(buffer[..length]);
    }

    [LibraryImport("libc", EntryPoint = "mkfifo", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int MakeFifo(string path, uint mode);
}
