namespace Psutil.Platforms.Linux.Parsing;

/// <summary>
/// The lines of the form <c>key: value</c> of a text, one after the other; others are passed over. A value may hold colons, a key none.
/// </summary>
internal ref struct KeyedLineCursor(ReadOnlySpan<byte> text)
{
    private readonly ReadOnlySpan<byte> _text = text;
    private int _next;
    private int _valueStart;

    public ReadOnlySpan<byte> Key { get; private set; }

    /// <summary>What stands behind the colon, blanks included.</summary>
    public readonly ReadOnlySpan<byte> Value => _text[ValueRange];

    /// <summary>Where in the text the value stands.</summary>
    public readonly Range ValueRange => _valueStart..ValueEnd;

    private int ValueEnd { readonly get; set; }

    public bool MoveNext()
    {
        while (_next < _text.Length)
        {
            int start = _next;
            int length = _text[start..].IndexOf((byte)'\n');
            ValueEnd = length < 0 ? _text.Length : start + length;
            _next = ValueEnd + 1;
            int colon = _text[start..ValueEnd].IndexOf((byte)':');
            if (colon > 0)
            {
                Key = _text.Slice(start, colon);
                _valueStart = start + colon + 1;
                return true;
            }
        }

        return false;
    }
}
