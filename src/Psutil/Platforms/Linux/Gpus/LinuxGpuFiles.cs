using Psutil.Platforms.Linux.Interop;
using Psutil.Platforms.Linux.Parsing;

namespace Psutil.Platforms.Linux;

/// <summary>
/// Reads the files of one GPU in sysfs. What cannot be read is null, and its reason is noted, unless the driver has no such file.
/// </summary>
internal sealed class LinuxGpuFiles(FileTree sys, GpuReasons reasons)
{
    // A file of sysfs has at most one page, which has 64 KiB on some machines.
    private const int LongestFile = 64 * 1024;

    /// <summary>The first of some files that exists, parsed; null if none does, or it cannot be read or parsed.</summary>
    public T? Read<T>(GpuValue value, Func<byte[], T?> parse, params ReadOnlySpan<string?> paths)
        where T : struct
    {
        foreach (string? path in paths)
        {
            if (path is null)
            {
                continue;
            }

            ReadResult read = sys.TryReadBytes(path, LongestFile, out byte[]? bytes);
            if (read.Failed)
            {
                if (ReasonOf(read, path) is { } reason)
                {
                    reasons.Note(value, reason);
                }

                continue;
            }

            if (parse(bytes!) is { } parsed)
            {
                return parsed;
            }

            reasons.Note(value, Malformed(path));
        }

        return null;
    }

    /// <summary>A whole number that is not negative.</summary>
    public long? ReadAmount(GpuValue value, params ReadOnlySpan<string?> paths) => Read(value, ParseAmount, paths);

    /// <summary>A whole number in a smaller unit.</summary>
    public double? ReadScaled(GpuValue value, double unit, params ReadOnlySpan<string?> paths) => ReadAmount(value, paths) / unit;

    /// <summary>A percentage. More than 100 is an error of the driver, not a busier GPU.</summary>
    public double? ReadPercent(GpuValue value, params ReadOnlySpan<string?> paths) =>
        Read(value, static bytes => ParseAmount(bytes) is <= 100 and { } percent ? (double)percent : (double?)null, paths);

    /// <summary>A temperature in thousandths of a degree.</summary>
    public double? ReadTemperature(GpuValue value, params ReadOnlySpan<string?> paths) =>
        Read(value, static bytes => LinuxTemperature.ToDegrees(ParseNumber(bytes)), paths);

    /// <summary>A number of PCI, in hexadecimal digits: <c>0x1002</c>.</summary>
    public int? ReadPciNumber(GpuValue value, string path) =>
        Read(
            value,
            static bytes =>
                Ascii.Trim(bytes) is var text
                && text.StartsWith("0x"u8)
                && Ascii.TryParseHex(text[2..], out ulong number)
                && number <= ushort.MaxValue
                    ? (int)number
                    : (int?)null,
            path
        );

    public Unavailability Malformed(string path) =>
        new() { Reason = UnavailableReason.Malformed, MalformedField = sys.FullName(OSText.GetBytes(path)) };

    private static long? ParseNumber(byte[] bytes) => Ascii.TryParse(Ascii.Trim(bytes), out long number) ? number : null;

    private static long? ParseAmount(byte[] bytes) => ParseNumber(bytes) is >= 0 and { } amount ? amount : null;

    // A driver has the files of what some model can do, and refuses those that this one cannot.
    private Unavailability? ReasonOf(ReadResult read, string path) =>
        read.IsMalformed ? Malformed(path)
        : read.Error is Errno.ENOENT or Errno.ENOTDIR or Errno.EINVAL or Errno.EOPNOTSUPP or Errno.ENOSYS ? null
        : new Unavailability
        {
            Reason = read.Error is Errno.EACCES or Errno.EPERM ? UnavailableReason.Denied : UnavailableReason.Failed,
            Error = sys.Describe(read, OSText.GetBytes(path)),
        };
}
