namespace Psutil.Platforms.Linux.Parsing;

/// <summary>Fields separated by white space, one after the other. Never throws: a field that is missing or no number is a 'false'.</summary>
internal ref struct FieldReader(ReadOnlySpan<byte> text)
{
    private ReadOnlySpan<byte> _rest = text;

    /// <summary>What has not been read yet.</summary>
    public readonly ReadOnlySpan<byte> Rest => _rest;

    public bool TryNext(out ReadOnlySpan<byte> field)
    {
        int start = 0;
        while (start < _rest.Length && IsSpace(_rest[start]))
        {
            start++;
        }

        int end = start;
        while (end < _rest.Length && !IsSpace(_rest[end]))
        {
            end++;
        }

        field = _rest[start..end];
        _rest = _rest[end..];
        return !field.IsEmpty;
    }

    public bool TryNext(out long value)
    {
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
        value = 0;
        return TryNext(out ReadOnlySpan<byte> field) && Ascii.TryParse(field, out value);
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

    private static bool IsSpace(byte character) => character is (byte)' ' or (byte)'\t' or (byte)'\n' or (byte)'\r';
}
