using Psutil.Platforms.Linux;
using Psutil.Platforms.Linux.Interop;
using Psutil.Platforms.Linux.Parsing;

namespace Psutil.LinuxTests.Kernel;

public class KernelTypesTests
{
    // BTF of one type, "int" of four bytes: struct btf_header, struct btf_type, the encoding, the names.
    private static readonly byte[] Small =
    [
        .. (ReadOnlySpan<byte>)[0x9F, 0xEB, 1, 0, 24, 0, 0, 0],
        .. (ReadOnlySpan<byte>)[0, 0, 0, 0, 16, 0, 0, 0, 16, 0, 0, 0, 5, 0, 0, 0],
        .. (ReadOnlySpan<byte>)[1, 0, 0, 0, 0, 0, 0, 1, 4, 0, 0, 0, 32, 0, 0, 0],
        .. "\0int\0"u8,
    ];

    [Theory]
    [InlineData(0)]
    [InlineData(8 * 1024 * 1024)]
    [InlineData(20_000_000)]
    public void FilesOfAnyUsualSizeAreReadWhole(int padding)
    {
        using TemporaryFiles files = new([.. Small, .. new byte[padding]]);
        Assert.True(KernelTypes.TryRead(files.Sys, out KernelTypes? types, out BpfRefusal? refusal), refusal?.ToString());
        using (types)
        {
            Assert.Equal(1, types.Btf.FindType(BtfKind.Integer, "int"));
        }

        Assert.Throws<ObjectDisposedException>(() => types.Btf.FindType(BtfKind.Integer, "int"));
    }

    [Fact]
    public void AFileThatIsAbsentEmptyOrTooLongIsARefusal()
    {
        using TemporaryFiles files = new([]);
        Assert.False(KernelTypes.TryRead(files.Sys, out _, out BpfRefusal? refusal));
        Assert.Equal("The kernel's type information is malformed: BTF header.", refusal.Reason);

        // 1 GiB of nothing takes no space on the disk.
        using (FileStream stream = File.OpenWrite(files.Path))
        {
            stream.SetLength(1 << 30);
        }

        Assert.False(KernelTypes.TryRead(files.Sys, out _, out refusal));
        Assert.Equal(Errno.EOVERFLOW, refusal.Error);

        File.Delete(files.Path);
        Assert.False(KernelTypes.TryRead(files.Sys, out _, out refusal));
        Assert.Equal(("openat(/sys/kernel/btf/vmlinux)", Errno.ENOENT), (refusal.Reason, refusal.Error));
    }

    [Fact]
    public void LookingUpTheKernelsTypesLeavesLittleToBeCollected()
    {
        using LinuxRoots roots = new(new MachineOptions());
        Assert.SkipUnless(File.Exists("/sys/kernel/btf/vmlinux"), "This kernel does not describe its types.");
        LookUp(roots.Sys);
        long before = GC.GetAllocatedBytesForCurrentThread();
        LookUp(roots.Sys);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 128 * 1024);
    }

    private static void LookUp(FileTree sys)
    {
        Assert.SkipUnless(KernelTypes.TryRead(sys, out KernelTypes? types, out BpfRefusal? refusal), $"It cannot be read: {refusal}");
        using (types)
        {
            Assert.True(BpfTableLayout.TryFind(types.Btf, out _, out string? missing), missing);
        }
    }

    private sealed class TemporaryFiles : IDisposable
    {
        private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("psutil-types-");

        public TemporaryFiles(byte[] contents)
        {
            _folder.CreateSubdirectory("kernel/btf");
            Path = System.IO.Path.Join(_folder.FullName, "kernel/btf/vmlinux");
            File.WriteAllBytes(Path, contents);
            Sys = new FileTree(_folder.FullName);
        }

        public string Path { get; }

        public FileTree Sys { get; }

        public void Dispose()
        {
            Sys.Dispose();
            _folder.Delete(recursive: true);
        }
    }
}
