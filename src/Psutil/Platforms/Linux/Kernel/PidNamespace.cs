using System.Runtime.CompilerServices;
using Psutil.Platforms.Linux.Interop;
using Psutil.Platforms.Linux.Parsing;

namespace Psutil.Platforms.Linux;

/// <summary>
/// Whether a proc file system shows our PID namespace. A process cannot change its own, so this is checked once.
/// </summary>
[SkipLocalsInit]
internal sealed class PidNamespace(FileTree proc)
{
    // Enough for the lines up to NSpid of a process in a thousand groups (fs/proc/array.c, task_state).
    private const int Room = 16384;

    // Null until it is known.
    private volatile object? _isOurs;

    public bool IsOurs => (bool)(_isOurs ?? Ask());

    private object Ask()
    {
        Span<byte> link = stackalloc byte[KernelPath.Room];
        ReadResult self = proc.ReadLink("self\0"u8, link);
        if (self.Failed && (self.Error != Errno.ENOENT || self.Call == "open"))
        {
            // Unknown, and nothing else can be read there either. The lack of descriptors may be temporary, so it is not stored.
            return true;
        }

        // A namespace in which we have no number is not ours. An outer namespace has another number for us; if it happens to be the same,
        // NSpid shows it, with a number for each namespace from that of the file system inwards (Linux 4.1).
        _isOurs =
            !self.Failed
            && Ascii.TryParse(link[..self.Value], out int pid)
            && pid == Environment.ProcessId
            && CountNamespaces() is null or 1;
        return _isOurs;
    }

    private int? CountNamespaces()
    {
        Span<byte> text = stackalloc byte[Room];
        ReadResult read = proc.Read("self/status\0"u8, text);
        if (read.Failed)
        {
            return null;
        }

        KeyedLineCursor lines = new(text[..read.Value]);
        while (lines.MoveNext())
        {
            if (lines.Key.SequenceEqual("NSpid"u8))
            {
                FieldCursor numbers = new(lines.Value);
                int count = 0;
                while (numbers.TryNext(out ReadOnlySpan<byte> _))
                {
                    count++;
                }

                return count;
            }
        }

        return null;
    }
}
