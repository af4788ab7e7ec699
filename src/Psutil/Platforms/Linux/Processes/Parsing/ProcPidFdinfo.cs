using System.Diagnostics.CodeAnalysis;

namespace Psutil.Platforms.Linux.Parsing;

/// <summary><c>/proc/PID/fdinfo/FD</c> (fs/proc/fd.c, seq_show): the position in decimal, the flags in octal.</summary>
internal static class ProcPidFdinfo
{
    private const int AccessMask = 3;
    private const int WriteOnly = 1;
    private const int ReadWrite = 2;
    private const int Append = 0x400;

    public static bool TryParse(ReadOnlySpan<byte> text, out long position, out int flags, [NotNullWhen(false)] out string? malformed)
    {
        position = 0;
        flags = 0;
        bool hasPosition = false,
            hasFlags = false;
        foreach (Range range in text.Split((byte)'\n'))
        {
            ReadOnlySpan<byte> line = text[range];
            if (line.StartsWith("pos:"u8))
            {
                hasPosition = Ascii.TryParse(Ascii.Trim(line[4..]), out position);
            }
            else if (line.StartsWith("flags:"u8))
            {
                hasFlags = TryParseOctal(Ascii.Trim(line[6..]), out flags);
            }
        }

        malformed =
            !hasPosition ? "pos"
            : !hasFlags ? "flags"
            : null;
        return malformed is null;
    }

    /// <summary>The mode of <c>fopen</c> for open flags.</summary>
    public static string ModeOf(int flags) =>
        ((flags & AccessMask), (flags & Append) != 0) switch
        {
            (WriteOnly, false) => "w",
            (WriteOnly, true) => "a",
            (ReadWrite, false) => "r+",
            (ReadWrite, true) => "a+",
            _ => "r",
        };

    private static bool TryParseOctal(ReadOnlySpan<byte> text, out int value)
    {
        value = 0;
        if (text.IsEmpty || text.Length > 11)
        {
            return false;
        }

        long sum = 0;
        foreach (byte digit in text)
        {
            if (digit is < (byte)'0' or > (byte)'7')
            {
                return false;
            }

            sum = sum * 8 + (digit - '0');
        }

        value = (int)sum;
        return sum <= uint.MaxValue;
    }
}
