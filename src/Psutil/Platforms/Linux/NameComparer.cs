namespace Psutil.Platforms.Linux;

/// <summary>Names in the order of their characters, with runs of digits by their value: <c>cpu2</c> before <c>cpu10</c>.</summary>
/// <remarks>The framework's own numeric ordering falls back to plain characters in programs published with invariant globalization.</remarks>
internal sealed class NameComparer : IComparer<string>
{
    public static NameComparer Instance { get; } = new();

    public int Compare(string? x, string? y)
    {
        ReadOnlySpan<char> left = x;
        ReadOnlySpan<char> right = y;
        while (!left.IsEmpty && !right.IsEmpty)
        {
            int order;
            if (char.IsAsciiDigit(left[0]) && char.IsAsciiDigit(right[0]))
            {
                ReadOnlySpan<char> leftNumber = TakeNumber(ref left);
                ReadOnlySpan<char> rightNumber = TakeNumber(ref right);

                // Without leading zeros, the longer number is the larger one.
                order = leftNumber.Length != rightNumber.Length ? leftNumber.Length.CompareTo(rightNumber.Length) : leftNumber.SequenceCompareTo(rightNumber);
            }
            else
            {
                order = left[0].CompareTo(right[0]);
                left = left[1..];
                right = right[1..];
            }

            if (order != 0)
            {
                return order;
            }
        }

        // "07" and "7" are equal so far, and must not be equal in the end.
        return left.Length != right.Length ? left.Length.CompareTo(right.Length) : string.CompareOrdinal(x, y);
    }

    private static ReadOnlySpan<char> TakeNumber(ref ReadOnlySpan<char> text)
    {
        int length = text.IndexOfAnyExceptInRange('0', '9');
        ReadOnlySpan<char> number = length < 0 ? text : text[..length];
        text = text[number.Length..];
        return number.TrimStart('0');
    }
}
