using Psutil.Platforms.Linux.Interop;
using Psutil.Platforms.Linux.Parsing;

namespace Psutil.Platforms.Linux;

// The mounted file systems, from the kernel's list. The mounts themselves are not accessed, because that can block.
internal sealed partial class LinuxDisks
{
    private const int FirstMountsSize = 16 * 1024;

    // The kernel allows a namespace 100,000 (fs.mount-max) unless root raises it.
    private const int MostMounts = 256 * 1024;

    // There is no mountinfo before Linux 2.6.26.
    private static readonly byte[][] LocalMounts = ["self/mountinfo\0"u8.ToArray(), "self/mounts\0"u8.ToArray()];

    // Below another root, 'self' is still this process or does not exist, and our mounts are not that machine's: those are its first
    // process's.
    private static readonly byte[][] OtherMounts =
    [
        "1/mountinfo\0"u8.ToArray(),
        "self/mountinfo\0"u8.ToArray(),
        "1/mounts\0"u8.ToArray(),
        "self/mounts\0"u8.ToArray(),
    ];

    protected override IReadOnlyList<DiskPartition> GetPartitionsCore(PartitionOptions options)
    {
        List<MountEntry> entries = ReadMounts();
        HashSet<string>? deviceTypes = options.IncludeAll ? null : ReadDeviceTypes();
        MountTree mounts = new(entries);
        DeviceNumber? rootNumber = entries.FindLast(entry => entry.MountPoint == "/")?.Number;
        List<DiskPartition> partitions = new(entries.Count);
        foreach (MountEntry entry in entries)
        {
            string? device = entry.Device is "" or "none" ? null : entry.Device;
            if (!options.IncludeAll && (device is null || deviceTypes?.Contains(entry.FileSystemType) == false))
            {
                continue;
            }

            // The kernel's name for the root's device, which it mounted before /dev existed.
            if (device is "/dev/root" or "rootfs")
            {
                device = FindDevice(entry.Number is { Major: > 0 } number ? number : rootNumber) ?? device;
            }

            partitions.Add(
                new DiskPartition
                {
                    Device = device,
                    MountPoint = entry.MountPoint,
                    FileSystemType = entry.FileSystemType,
                    Options = entry.Options,
                    Root = entry.Root,
                    CanHang = mounts.CanHang(entry),
                }
            );
        }

        return partitions;
    }

    private List<MountEntry> ReadMounts()
    {
        byte[][] lists = roots.IsLocalProc ? LocalMounts : OtherMounts;
        ReadResult firstFailure = default;
        RentedBuffer buffer = new(FirstMountsSize);
        try
        {
            foreach (byte[] path in lists)
            {
                ReadResult result = roots.Proc.ReadToEnd(path, ref buffer, FileTree.LongListLimit);
                if (!result.Failed)
                {
                    return ParseMounts(buffer.Span[..result.Value], path);
                }

                if (result.IsMalformed || Errno.IsExhausted(result.Error))
                {
                    throw roots.Proc.ToException(result, path);
                }

                if (PsutilEventSource.Log.IsListening())
                {
                    PsutilEventSource.Log.SourceSkipped(roots.Proc.FullName(path), roots.Proc.Describe(result, path).Description);
                }

                firstFailure = firstFailure.Failed ? firstFailure : result;
            }
        }
        finally
        {
            buffer.Dispose();
        }

        throw roots.Proc.ToException(firstFailure, lists[0]);
    }

    private List<MountEntry> ParseMounts(ReadOnlySpan<byte> text, ReadOnlySpan<byte> path)
    {
        bool isMountInfo = path.EndsWith("mountinfo\0"u8);
        List<MountEntry> entries = [];
        string? firstMalformed = null;
        foreach (Range range in text.Split((byte)'\n'))
        {
            ReadOnlySpan<byte> line = text[range];
            if (line.IsEmpty)
            {
                continue;
            }

            MountEntry? entry;
            string? malformed;
            if (isMountInfo ? ProcMountinfo.TryParse(line, out entry, out malformed) : ProcMounts.TryParse(line, out entry, out malformed))
            {
                if (entries.Count == MostMounts)
                {
                    throw new MalformedDataException(roots.Proc.FullName(path), "number of mounts");
                }

                entries.Add(entry!);
                continue;
            }

            firstMalformed ??= malformed;
            if (PsutilEventSource.Log.IsListening())
            {
                PsutilEventSource.Log.Malformed(roots.Proc.FullName(path), malformed!);
            }
        }

        return entries.Count == 0 && firstMalformed is not null
            ? throw new MalformedDataException(roots.Proc.FullName(path), firstMalformed)
            : entries;
    }

    /// <summary>
    /// The types of file systems that are on a device; null if the kernel does not report them, so that every type counts as one.
    /// </summary>
    private HashSet<string>? ReadDeviceTypes() =>
        roots.Proc.ReadBytes("filesystems") is { } text ? ProcFilesystems.ParseDeviceTypes(text) : null;

    private string? FindDevice(DeviceNumber? number)
    {
        if (number is not { } known)
        {
            return null;
        }

        if (
            roots.Proc.ReadBytes("partitions") is { } partitions
            && ProcPartitions.TryFindName(partitions, known, out ReadOnlySpan<byte> name)
        )
        {
            return DevicePath(OSText.GetString(name));
        }

        if (roots.Sys.ReadBytes($"dev/block/{known}/uevent") is { } uevent && SysUevent.TryFind(uevent, "DEVNAME"u8, out name))
        {
            return DevicePath(OSText.GetString(name));
        }

        foreach (string folder in roots.Sys.List("class/block"))
        {
            if (roots.Sys.ReadText($"class/block/{folder}/dev") == known.ToString())
            {
                return DevicePath(LinuxWholeDisks.FromSysName(folder));
            }
        }

        return null;
    }

    private static string DevicePath(string name) => $"/dev/{name}";
}
