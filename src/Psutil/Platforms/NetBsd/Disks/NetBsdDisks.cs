using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Psutil.Platforms.Bsd;
using Psutil.Platforms.Bsd.Interop;
using Psutil.Platforms.NetBsd.Interop;
using Libc = Psutil.Platforms.NetBsd.Interop.Libc;

namespace Psutil.Platforms.NetBsd;

/// <summary>
/// The disks of a NetBSD machine: <c>getvfsstat</c>, <c>statvfs</c> and <c>hw.iostats</c>. NetBSD 10 has longer entries of mounts, and
/// functions of their own for them.
/// </summary>
internal sealed class NetBsdDisks : BsdDisks
{
    private static readonly SysctlNode Statistics = new("hw.iostats", SysctlNumbers.CTL_HW, MachineNumbers.HW_IOSTATS);

    private static readonly (ulong Flag, string Name)[] OptionNames =
    [
        (FileSystemNumbers.MNT_SYNCHRONOUS, "sync"),
        (FileSystemNumbers.MNT_NOEXEC, "noexec"),
        (FileSystemNumbers.MNT_NOSUID, "nosuid"),
        (FileSystemNumbers.MNT_ASYNC, "async"),
        (FileSystemNumbers.MNT_NOATIME, "noatime"),
        (FileSystemNumbers.MNT_SOFTDEP, "softdep"),
        (FileSystemNumbers.MNT_NODEV, "nodev"),
        (FileSystemNumbers.MNT_UNION, "union"),
        (FileSystemNumbers.MNT_NOCOREDUMP, "nocoredump"),
        (FileSystemNumbers.MNT_RELATIME, "relatime"),
        (FileSystemNumbers.MNT_IGNORE, "ignore"),
        (FileSystemNumbers.MNT_DISCARD, "discard"),
        (FileSystemNumbers.MNT_EXTATTR, "extattr"),
        (FileSystemNumbers.MNT_LOG, "log"),
        (FileSystemNumbers.MNT_SYMPERM, "symperm"),
        (FileSystemNumbers.MNT_NODEVMTIME, "nodevmtime"),
    ];

    private readonly Lazy<bool> _hasLongEntries = new(Libc.HasLongFileSystemEntries);
    private readonly DiskUsageCalls _usage;

    public NetBsdDisks(Machine machine)
        : base(machine) => _usage = new DiskUsageCalls(AskUsage);

    private protected override DiskUsageCalls UsageCalls => _usage;

    private protected override int MountSize =>
        _hasLongEntries.Value ? Unsafe.SizeOf<FileSystemEntry>() : Unsafe.SizeOf<FileSystemEntry9>();

    private protected override int ReadMounts(Span<byte> buffer) => Libc.GetFileSystems(buffer, _hasLongEntries.Value);

    private protected override DiskPartition ParseMount(ReadOnlySpan<byte> record, out bool isLocal) =>
        _hasLongEntries.Value
            ? ToPartition<FileSystemEntry>(record, OptionNames, out isLocal)
            : ToPartition<FileSystemEntry9>(record, OptionNames, out isLocal);

    private protected override IEnumerable<(string Name, DiskIOCounters Counters)> ReadCounters() =>
        ReadCounters<DiskStatistics>(Statistics, Unsafe.SizeOf<DiskStatistics>());

    private DiskUsageCalls.Answer AskUsage(string path)
    {
        // Both kinds of entries begin with the space of the file system, and the longer one has room for either.
        FileSystemEntry[] entry = new FileSystemEntry[1];
        int error = -Libc.GetFileSystem([.. OSText.GetBytes(path), 0], MemoryMarshal.AsBytes(entry.AsSpan()), _hasLongEntries.Value);
        ref readonly FileSystemSpace found = ref entry[0].space;
        return new DiskUsageCalls.Answer(
            error,
            DiskUsageCalls.ToUsage(found.f_frsize, found.f_blocks, found.f_bfree, found.f_bavail, found.f_files, found.f_ffree)
        );
    }
}
