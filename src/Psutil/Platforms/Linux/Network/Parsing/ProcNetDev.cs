using System.Diagnostics.CodeAnalysis;

namespace Psutil.Platforms.Linux.Parsing;

/// <summary>The lines of <c>/proc/net/dev</c>.</summary>
internal static class ProcNetDev
{
    /// <summary>How many counters <see cref="TryParse"/> fills.</summary>
    public const int CounterCount = 8;

    /// <summary>The number of header lines.</summary>
    public const int HeaderLines = 2;

    private const int ColumnCount = 16;

    private static readonly string[] ColumnNames =
    [
        "receive bytes",
        "receive packets",
        "receive errs",
        "receive drop",
        "receive fifo",
        "receive frame",
        "receive compressed",
        "receive multicast",
        "transmit bytes",
        "transmit packets",
        "transmit errs",
        "transmit drop",
        "transmit fifo",
        "transmit colls",
        "transmit carrier",
        "transmit compressed",
    ];

    /// <summary>One interface's counters, in the order of <see cref="NetworkIOCounters"/>'s parameters.</summary>
    public static bool TryParse(
        ReadOnlySpan<byte> line,
        Span<long> counters,
        out ReadOnlySpan<byte> name,
        [NotNullWhen(false)] out string? malformed
    )
    {
        if (!TryParseName(line, out name, out malformed))
        {
            return false;
        }

        // Old kernels put no space between the colon and a large number.
        FieldCursor fields = new(line[(line.LastIndexOf((byte)':') + 1)..]);
        Span<long> columns = stackalloc long[ColumnCount];
        for (int column = 0; column < ColumnCount; column++)
        {
            if (!fields.TryNext(out ulong value))
            {
                malformed = ColumnNames[column];
                return false;
            }

            // A driver shows a counter that fell below zero as a number near 2^64, which is capped at the largest value.
            columns[column] = (long)Math.Min(value, long.MaxValue);
        }

        (counters[0], counters[1], counters[2], counters[3]) = (columns[8], columns[0], columns[9], columns[1]);
        (counters[4], counters[5], counters[6], counters[7]) = (columns[2], columns[10], columns[3], columns[11]);
        malformed = null;
        return true;
    }

    /// <summary>The interface's name. It can contain a colon (<c>eth0:1</c>): the last one ends it.</summary>
    public static bool TryParseName(ReadOnlySpan<byte> line, out ReadOnlySpan<byte> name, [NotNullWhen(false)] out string? malformed)
    {
        int colon = line.LastIndexOf((byte)':');
        name = colon < 0 ? default : Ascii.Trim(line[..colon]);

        // The kernel allows neither a slash in a name nor "." nor "..": such a name must not become part of a path.
        bool isName = !name.IsEmpty && !name.ContainsAny((byte)'/', (byte)0) && !name.SequenceEqual("."u8) && !name.SequenceEqual(".."u8);
        malformed = isName ? null : "face";
        return isName;
    }
}
