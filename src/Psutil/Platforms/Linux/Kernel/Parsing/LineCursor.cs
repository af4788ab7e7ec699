namespace Psutil.Platforms.Linux.Parsing;

/// <summary>Iterates over the lines of a text that are not empty, after the header lines.</summary>
internal ref struct LineCursor
{
    private ReadOnlySpan<byte> _rest;

    public LineCursor(ReadOnlySpan<byte> text, int headerLines)
    {
        _rest = text;
        for (int line = 0; line < headerLines; line++)
        {
            Take();
        }
    }

    public ReadOnlySpan<byte> Current { get; private set; }

    public bool MoveNext()
    {
        while (!_rest.IsEmpty)
        {
            Current = Take();
            if (!Current.IsEmpty)
            {
                return true;
            }
        }

        return false;
    }

    private ReadOnlySpan<byte> Take()
    {
        int end = _rest.IndexOf((byte)'\n');
        ReadOnlySpan<byte> line = end < 0 ? _rest : _rest[..end];
        _rest = end < 0 ? default : _rest[(end + 1)..];
        return line;
    }
}
