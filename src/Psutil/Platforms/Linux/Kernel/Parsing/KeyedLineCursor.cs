namespace Psutil.Platforms.Linux.Parsing;

/// <summary>
/// Iterates over the lines of the form <c>key: value</c> and skips others. A value can contain colons, a key cannot.
/// </summary>
internal ref struct KeyedLineCursor(ReadOnlySpan<byte> text)
{
    private readonly ReadOnlySpan<byte> _text = text;
    private int _next;
    private int _valueStart;

    public ReadOnlySpan<byte> Key { get; private set; }

    /// <summary>The text after the colon, with blanks.</summary>
    public readonly ReadOnlySpan<byte> Value => _text[ValueRange];

    /// <summary>The position of the value in the text.</summary>
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
