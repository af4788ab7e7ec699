using System.Runtime.CompilerServices;
using Psutil.Platforms.Linux.Parsing;

namespace Psutil.Platforms.Linux;

/// <summary>Reads what the calling thread may do at this moment.</summary>
internal static class ThreadRights
{
    // The file has 1.5 KB, but the groups of a user, of which there can be 65,536, stand before the rights.
    private const int Room = 8192;

    [SkipLocalsInit]
    public static ReadResult Read(FileTree proc, out ProcThreadRights rights)
    {
        Span<byte> buffer = stackalloc byte[Room];
        ReadResult status = proc.Read("thread-self/status\0"u8, buffer);
        ReadOnlySpan<byte> text = status.Failed ? default : buffer[..status.Value];
        if (text.Length == Room)
        {
            text = proc.ReadBytes("thread-self/status");
        }

        rights = ProcThreadRights.Parse(text);
        return status;
    }
}
