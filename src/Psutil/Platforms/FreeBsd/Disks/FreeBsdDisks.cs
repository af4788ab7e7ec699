using System.Runtime.CompilerServices;
using Psutil.Platforms.Bsd;
using Psutil.Platforms.FreeBsd.Interop;
using Psutil.Platforms.FreeBsd.Parsing;

namespace Psutil.Platforms.FreeBsd;

/// <summary>The disks of a FreeBSD machine: <c>getfsstat</c>, <c>statvfs</c> and <c>kern.devstat.all</c>.</summary>
internal sealed class FreeBsdDisks(Machine machine) : BsdDisks(machine)
{
    private const string DeviceStatistics = "kern.devstat.all";
    private const int MostTries = 20;

    private static readonly DiskUsageCalls Usage = new(AskUsage);

    private static readonly (ulong Flag, string Name)[] OptionNames =
    [
        (FileSystemNumbers.MNT_SYNCHRONOUS, "sync"),
        (FileSystemNumbers.MNT_NOEXEC, "noexec"),
        (FileSystemNumbers.MNT_NOSUID, "nosuid"),
        (FileSystemNumbers.MNT_ASYNC, "async"),
        (FileSystemNumbers.MNT_NOATIME, "noatime"),
        (FileSystemNumbers.MNT_SOFTDEP, "softdep"),
        (FileSystemNumbers.MNT_UNION, "union"),
        (FileSystemNumbers.MNT_SUIDDIR, "suiddir"),
        (FileSystemNumbers.MNT_NOSYMFOLLOW, "nosymfollow"),
        (FileSystemNumbers.MNT_GJOURNAL, "gjournal"),
        (FileSystemNumbers.MNT_MULTILABEL, "multilabel"),
        (FileSystemNumbers.MNT_ACLS, "acls"),
        (FileSystemNumbers.MNT_NOCLUSTERR, "noclusterr"),
        (FileSystemNumbers.MNT_NOCLUSTERW, "noclusterw"),
        (FileSystemNumbers.MNT_NFS4ACLS, "nfs4acls"),
    ];

    private protected override DiskUsageCalls UsageCalls => Usage;

    private protected override int MountSize => Unsafe.SizeOf<FileSystemEntry>();

    private protected override int ReadMounts(Span<byte> buffer) => Libc.GetFileSystems(buffer);

    private protected override DiskPartition ParseMount(ReadOnlySpan<byte> record, out bool isLocal) =>
        ToPartition<FileSystemEntry>(record, OptionNames, out isLocal);

    private protected override IEnumerable<(string Name, DiskIOCounters Counters)> ReadCounters()
    {
        if (NamedSysctl.FindNode(DeviceStatistics) is not { } node)
        {
            return [];
        }

        RentedBuffer buffer = new(16 * 1024);
        try
        {
            ReadResult result = node.ReadTable(ref buffer);

            // The list has changed while the kernel copied it (sysctl_devstat).
            for (int tries = 1; result.Error == Bsd.Interop.Errno.EBUSY && tries < MostTries; tries++)
            {
                result = node.ReadTable(ref buffer);
            }

            return result.Failed ? throw node.ToException(result) : DeviceStatisticsParser.Parse(buffer.Span[..result.Value].ToArray());
        }
        finally
        {
            buffer.Dispose();
        }
    }

    private static DiskUsageCalls.Answer AskUsage(string path)
    {
        int error = -Libc.GetFileSystem([.. OSText.GetBytes(path), 0], out FileSystemSpace space);
        return new DiskUsageCalls.Answer(
            error,
            DiskUsageCalls.ToUsage(space.f_frsize, space.f_blocks, space.f_bfree, space.f_bavail, space.f_files, space.f_ffree)
        );
    }
}
