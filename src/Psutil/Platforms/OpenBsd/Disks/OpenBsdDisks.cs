using System.Runtime.CompilerServices;
using Psutil.Platforms.Bsd;
using Psutil.Platforms.Bsd.Interop;
using Psutil.Platforms.OpenBsd.Interop;
using Libc = Psutil.Platforms.OpenBsd.Interop.Libc;

namespace Psutil.Platforms.OpenBsd;

/// <summary>
/// The disks of an OpenBSD machine: <c>getfsstat</c>, <c>statvfs</c> and <c>hw.diskstats</c>, which has no times of reads and writes.
/// </summary>
internal sealed class OpenBsdDisks(Machine machine) : BsdDisks(machine)
{
    private static readonly SysctlNode Statistics = new("hw.diskstats", SysctlNumbers.CTL_HW, MachineNumbers.HW_DISKSTATS);
    private static readonly DiskUsageCalls Usage = new(AskUsage);

    private static readonly (ulong Flag, string Name)[] OptionNames =
    [
        (FileSystemNumbers.MNT_SYNCHRONOUS, "sync"),
        (FileSystemNumbers.MNT_NOEXEC, "noexec"),
        (FileSystemNumbers.MNT_NOSUID, "nosuid"),
        (FileSystemNumbers.MNT_NODEV, "nodev"),
        (FileSystemNumbers.MNT_NOPERM, "noperm"),
        (FileSystemNumbers.MNT_ASYNC, "async"),
        (FileSystemNumbers.MNT_WXALLOWED, "wxallowed"),
        (FileSystemNumbers.MNT_NOATIME, "noatime"),
        (FileSystemNumbers.MNT_SOFTDEP, "softdep"),
    ];

    private protected override DiskUsageCalls UsageCalls => Usage;

    private protected override int MountSize => Unsafe.SizeOf<FileSystemEntry>();

    private protected override int ReadMounts(Span<byte> buffer) => Libc.GetFileSystems(buffer);

    private protected override DiskPartition ParseMount(ReadOnlySpan<byte> record, out bool isLocal) =>
        ToPartition<FileSystemEntry>(record, OptionNames, out isLocal);

    private protected override IEnumerable<(string Name, DiskIOCounters Counters)> ReadCounters() =>
        ReadCounters<DiskStatistics>(Statistics);

    private static DiskUsageCalls.Answer AskUsage(string path)
    {
        int error = -Libc.GetFileSystem([.. OSText.GetBytes(path), 0], out FileSystemSpace space);
        return new DiskUsageCalls.Answer(
            error,
            DiskUsageCalls.ToUsage(space.f_frsize, space.f_blocks, space.f_bfree, space.f_bavail, space.f_files, space.f_ffree)
        );
    }
}
