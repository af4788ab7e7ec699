using Psutil.Platforms.Linux.Interop;
using Psutil.Platforms.Linux.Parsing;

namespace Psutil.Platforms.Linux;

/// <summary>Pressure stall information, Linux 4.20 and later.</summary>
internal static class LinuxPressure
{
    private const int LongestPath = 64;
    private const int Room = 256;

    /// <summary>A file in the proc root, such as <c>pressure/cpu</c>; null if this kernel does not have it.</summary>
    public static PressureStall? Read(FileTree proc, string path)
    {
        Span<byte> name = stackalloc byte[LongestPath];
        Span<byte> buffer = stackalloc byte[Room];
        ReadOnlySpan<byte> file = FileTree.Encode(path, name);
        ReadResult result = proc.Read(file, buffer);
        if (result.Failed)
        {
            // A kernel in which PSI is disabled (psi=0 or a build option) has the files, but opening them fails.
            return result.Error is Errno.ENOENT or Errno.ENOTDIR or Errno.EOPNOTSUPP ? null : throw proc.ToException(result, file);
        }

        if (!ProcPressure.TryParse(buffer[..result.Value], out PressureStall pressure, out string? malformed))
        {
            throw new MalformedDataException(proc.FullName(file), malformed);
        }

        if (malformed is not null)
        {
            PsutilEventSource.Log.Malformed(proc.FullName(file), malformed);
        }

        return pressure;
    }
}
