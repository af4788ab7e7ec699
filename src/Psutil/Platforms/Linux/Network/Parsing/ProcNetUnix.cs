namespace Psutil.Platforms.Linux.Parsing;

/// <summary>
/// Iterates over the sockets of <c>/proc/net/unix</c>. The kernel prints names without escapes, so they can contain spaces and line ends:
/// a socket ends at the next line that looks like a socket.
/// </summary>
internal ref struct ProcNetUnix
{
    private const int FlagsDigits = 8;
    private const int TypeDigits = 4;
    private const int StateDigits = 2;

    private ReadOnlySpan<byte> _rest;

    public ProcNetUnix(ReadOnlySpan<byte> text)
    {
        // The first line is a header.
        _rest = text;
        TakeLine();
    }

    public UnixSocket Current { get; private set; }

    /// <summary>How many lines were neither a socket nor part of one.</summary>
    public int MalformedLines { get; private set; }

    public bool MoveNext()
    {
        while (!_rest.IsEmpty)
        {
            if (!TryParseHead(_rest, out int type, out ulong inode, out int nameStart))
            {
                MalformedLines++;
                TakeLine();
                continue;
            }

            ReadOnlySpan<byte> record = _rest;
            TakeLine();
            while (!_rest.IsEmpty && !TryParseHead(_rest, out _, out _, out _))
            {
                TakeLine();
            }

            ReadOnlySpan<byte> name = record[nameStart..(record.Length - _rest.Length)];
            if (name is [.., (byte)'\n'])
            {
                name = name[..^1];
            }

            Current = new UnixSocket
            {
                Type = type,
                Inode = inode,
                Name = name,
            };
            return true;
        }

        return false;
    }

    private void TakeLine()
    {
        int end = _rest.IndexOf((byte)'\n');
        _rest = end < 0 ? default : _rest[(end + 1)..];
    }

    // "%pK: %08X %08X %08X %04X %02X %5lu" and, if it has a name, a space and the name.
    private static bool TryParseHead(ReadOnlySpan<byte> text, out int type, out ulong inode, out int nameStart)
    {
        type = 0;
        inode = 0;
        nameStart = 0;
        int end = text.IndexOf((byte)'\n');
        FieldCursor fields = new(end < 0 ? text : text[..end]);
        if (
            !fields.TryNext(out ReadOnlySpan<byte> number)
            || number[^1] != ':'
            || !TryNextHex(ref fields, FlagsDigits, out _)
            || !TryNextHex(ref fields, FlagsDigits, out _)
            || !TryNextHex(ref fields, FlagsDigits, out _)
            || !TryNextHex(ref fields, TypeDigits, out ulong socketType)
            || !TryNextHex(ref fields, StateDigits, out _)
            || !fields.TryNext(out inode)
        )
        {
            return false;
        }

        type = (int)socketType;
        int headLength = (end < 0 ? text.Length : end) - fields.Rest.Length;
        nameStart = fields.Rest.IsEmpty ? headLength : headLength + 1;
        return true;
    }

    private static bool TryNextHex(ref FieldCursor fields, int digits, out ulong value)
    {
        value = 0;
        return fields.TryNext(out ReadOnlySpan<byte> field) && field.Length == digits && Ascii.TryParseHex(field, out value);
    }
}
