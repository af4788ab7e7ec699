using Psutil.Platforms.Linux.Interop;

namespace Psutil.Platforms.Linux;

/// <summary>
/// Reads <c>/proc/stat</c>, which can be long: a line per CPU, then one with a counter per interrupt. Only the needed part is read.
/// </summary>
internal static class LinuxStat
{
    /// <summary>Enough for the first line: ten numbers of at most 20 digits.</summary>
    public const int FirstLineRoom = 512;

    /// <summary>Enough for the whole file of an ordinary machine, and for the lines of about 200 CPUs.</summary>
    public const int UsualRoom = 16 * 1024;

    public static ReadOnlySpan<byte> Path => "stat\0"u8;

    /// <summary>Reads the file until a text was found, or to its end.</summary>
    public static ReadResult ReadUntil(FileTree proc, ReadOnlySpan<byte> text, ref RentedBuffer buffer)
    {
        ReadResult opened = proc.OpenRead(Path);
        if (opened.Failed)
        {
            return opened;
        }

        int length = 0;
        int count;
        while ((count = Libc.Read(opened.Value, buffer.Span[length..])) > 0)
        {
            // The text can begin in the bytes of an earlier read.
            int unseen = Math.Max(0, length - text.Length);
            length += count;
            if (buffer.Span[unseen..length].IndexOf(text) >= 0 || length > FileTree.KernelFileLimit)
            {
                break;
            }

            if (length == buffer.Span.Length)
            {
                buffer.Grow(length);
            }
        }

        Libc.Close(opened.Value);
        return count < 0 ? ReadResult.Failure("read", -count)
            : length > FileTree.KernelFileLimit ? ReadResult.Malformed("length")
            : ReadResult.Success(length);
    }
}
