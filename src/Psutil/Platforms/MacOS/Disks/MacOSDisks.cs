using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Psutil.Platforms.Bsd;
using Psutil.Platforms.Bsd.Interop;
using Psutil.Platforms.MacOS.Interop;
using Libc = Psutil.Platforms.MacOS.Interop.Libc;

namespace Psutil.Platforms.MacOS;

/// <summary>The disks of a Mac: <c>getfsstat</c>, <c>statfs</c>, <c>getattrlist</c>, and IOKit for the counters.</summary>
internal sealed class MacOSDisks(Machine machine, Architecture architecture) : BsdDisks(machine)
{
    private static readonly (ulong Flag, string Name)[] OptionNames =
    [
        (FileSystemNumbers.MNT_SYNCHRONOUS, "sync"),
        (FileSystemNumbers.MNT_NOEXEC, "noexec"),
        (FileSystemNumbers.MNT_NOSUID, "nosuid"),
        (FileSystemNumbers.MNT_NODEV, "nodev"),
        (FileSystemNumbers.MNT_UNION, "union"),
        (FileSystemNumbers.MNT_ASYNC, "async"),
        (FileSystemNumbers.MNT_EXPORTED, "exported"),
        (MountNumbers.MNT_LOCAL, "local"),
        (FileSystemNumbers.MNT_QUOTA, "quota"),
        (FileSystemNumbers.MNT_ROOTFS, "rootfs"),
        (FileSystemNumbers.MNT_DOVOLFS, "dovolfs"),
        (FileSystemNumbers.MNT_DONTBROWSE, "dontbrowse"),
        (FileSystemNumbers.MNT_IGNORE_OWNERSHIP, "ignore-ownership"),
        (FileSystemNumbers.MNT_AUTOMOUNTED, "automounted"),
        (FileSystemNumbers.MNT_JOURNALED, "journaled"),
        (FileSystemNumbers.MNT_NOUSERXATTR, "nouserxattr"),
        (FileSystemNumbers.MNT_DEFWRITE, "defwrite"),
        (FileSystemNumbers.MNT_NOATIME, "noatime"),
    ];

    private readonly DiskUsageCalls _usage = new(path => AskUsage(path, architecture));

    private protected override DiskUsageCalls UsageCalls => _usage;

    private protected override int MountSize => Unsafe.SizeOf<FileSystemEntry>();

    private protected override int ReadMounts(Span<byte> buffer) => Libc.GetFileSystems(buffer, architecture);

    private protected override DiskPartition ParseMount(ReadOnlySpan<byte> record, out bool isLocal) =>
        ToPartition<FileSystemEntry>(record, OptionNames, out isLocal);

    private protected override IEnumerable<(string Name, DiskIOCounters Counters)> ReadCounters() =>
        IOKitCalls.Read(ReadRegistry, "disk counters");

    private static List<(string Name, DiskIOCounters Counters)> ReadRegistry()
    {
        List<(string Name, DiskIOCounters Counters)> disks = [];
        foreach (uint medium in IOKit.FindAll("IOMedia"))
        {
            // A partition's parent is its disk's medium; a whole disk's parent is its driver, which has the counters.
            uint driver = IOKit.GetParent(medium);
            if (driver != 0 && IOKit.IsA(driver, "IOBlockStorageDriver") && ReadCounters(medium, driver) is { } disk)
            {
                disks.Add(disk);
            }

            IOKit.Release(driver);
            IOKit.Release(medium);
        }

        return disks;
    }

    private static (string Name, DiskIOCounters Counters)? ReadCounters(uint medium, uint driver)
    {
        nint mediumProperties = IOKit.GetProperties(medium);
        nint driverProperties = IOKit.GetProperties(driver);
        string? name = mediumProperties == 0 ? null : CoreFoundation.ToText(CoreFoundation.GetValue(mediumProperties, "BSD Name"));
        nint statistics = driverProperties == 0 ? 0 : CoreFoundation.GetValue(driverProperties, "Statistics");
        (string, DiskIOCounters)? disk = null;
        if (
            name is not null
            && statistics != 0
            && Count("Operations (Read)") is { } reads
            && Count("Operations (Write)") is { } writes
            && Count("Bytes (Read)") is { } readBytes
            && Count("Bytes (Write)") is { } writeBytes
        )
        {
            disk = (
                name,
                new DiskIOCounters
                {
                    ReadCount = reads,
                    WriteCount = writes,
                    ReadBytes = readBytes,
                    WriteBytes = writeBytes,
                    ReadTime = Count("Total Time (Read)") is { } read ? MacOSTimebase.FromNanoseconds((ulong)read) : null,
                    WriteTime = Count("Total Time (Write)") is { } write ? MacOSTimebase.FromNanoseconds((ulong)write) : null,
                }
            );
        }

        CoreFoundation.Release(mediumProperties);
        CoreFoundation.Release(driverProperties);
        return disk;

        long? Count(string key) => CoreFoundation.ToInt64(CoreFoundation.GetValue(statistics, key));
    }

    private static DiskUsageCalls.Answer AskUsage(string path, Architecture architecture)
    {
        byte[] bytes = [.. OSText.GetBytes(path), 0];
        int error = -Libc.GetFileSystem(bytes, architecture, out FileSystemEntry entry);
        DiskUsage usage = DiskUsageCalls.ToUsage(
            entry.f_bsize,
            entry.f_blocks,
            entry.f_bfree,
            entry.f_bavail,
            entry.f_files,
            entry.f_ffree
        );
        if (error != 0)
        {
            return new DiskUsageCalls.Answer(error, usage);
        }

        // Only some file systems report it.
        int failure = -Libc.GetUsedSpace(bytes, out UsedSpace space);
        if (failure == 0)
        {
            usage = usage with { Used = (long)space.spaceused };
        }
        else
        {
            PsutilEventSource.Log.SourceSkipped($"getattrlist({path})", Errno.Describe(failure));
        }

        return new DiskUsageCalls.Answer(0, usage);
    }
}
