namespace Psutil.Platforms.Linux.Parsing;

/// <summary>
/// Iterates over fields separated by white space. Never throws: a field that is missing or not a number returns false.
/// </summary>
internal ref struct FieldCursor(ReadOnlySpan<byte> text)
{
    // A number of so many digits always fits into 64 bits.
    private const int SafeDigits = 18;

    private ReadOnlySpan<byte> _rest = text;

    /// <summary>What has not been read yet.</summary>
    public readonly ReadOnlySpan<byte> Rest => _rest;

    public bool TryNext(out ReadOnlySpan<byte> field)
    {
        ReadOnlySpan<byte> rest = _rest;
        int start = SkipBlanks(rest);
        int end = start;
        while (end < rest.Length && !IsSpace(rest[end]))
        {
            end++;
        }

        field = rest[start..end];
        _rest = rest[end..];
        return !field.IsEmpty;
    }

    public bool TryNext(out long value)
    {
        // Found and parsed in one pass, because the process table mostly has such numbers. Anything but a short run of digits takes the
        // slow path.
        ReadOnlySpan<byte> rest = _rest;
        int start = SkipBlanks(rest);
        int at = start < rest.Length && rest[start] == (byte)'-' ? start + 1 : start;
        int firstDigit = at;
        long number = 0;
        while (at < rest.Length && (uint)(rest[at] - '0') <= 9)
        {
            number = number * 10 + (rest[at] - '0');
            at++;
        }

        if ((at == rest.Length || IsSpace(rest[at])) && at - firstDigit is > 0 and <= SafeDigits)
        {
            value = firstDigit == start ? number : -number;
            _rest = rest[at..];
            return true;
        }

        value = 0;
        return TryNext(out ReadOnlySpan<byte> field) && Ascii.TryParse(field, out value);
    }

    public bool TryNext(out ulong value)
    {
        value = 0;
        return TryNext(out ReadOnlySpan<byte> field) && Ascii.TryParse(field, out value);
    }

    public bool TryNext(out int value)
    {
        bool fits = TryNext(out long number) && number is >= int.MinValue and <= int.MaxValue;
        value = fits ? (int)number : 0;
        return fits;
    }

    /// <summary>A number, or the nearest one if it does not fit into 64 bits.</summary>
    public bool TryNextNearest(out long value)
    {
        ReadOnlySpan<byte> rest = _rest;
        if (TryNext(out value))
        {
            return true;
        }

        _rest = rest;
        if (!TryNext(out ReadOnlySpan<byte> field))
        {
            return false;
        }

        bool isNegative = field[0] == (byte)'-';
        ReadOnlySpan<byte> digits = isNegative ? field[1..] : field;
        value = isNegative ? long.MinValue : long.MaxValue;
        return !digits.IsEmpty && !digits.ContainsAnyExceptInRange((byte)'0', (byte)'9');
    }

    /// <summary>A number, or <see cref="int.MinValue"/> if it does not fit into 32 bits.</summary>
    public bool TryNextOrLowest(out int value)
    {
        bool isNumber = TryNextNearest(out long number);
        value = number is >= int.MinValue and <= int.MaxValue ? (int)number : int.MinValue;
        return isNumber;
    }

    public bool TryNext(out double value)
    {
        value = 0;
        return TryNext(out ReadOnlySpan<byte> field) && Ascii.TryParse(field, out value);
    }

    public bool Skip(int count)
    {
        while (count-- > 0)
        {
            if (!TryNext(out ReadOnlySpan<byte> _))
            {
                return false;
            }
        }

        return true;
    }

    private static int SkipBlanks(ReadOnlySpan<byte> text)
    {
        int at = 0;
        while (at < text.Length && IsSpace(text[at]))
        {
            at++;
        }

        return at;
    }

    private static bool IsSpace(byte character) => character is (byte)' ' or (byte)'\t' or (byte)'\n' or (byte)'\r';
}
