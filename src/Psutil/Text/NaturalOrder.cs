namespace Psutil;

/// <summary>Orders names by their characters, and the numbers in them by value: <c>hwmon2</c> before <c>hwmon10</c>.</summary>
/// <remarks>
/// .NET ignores <see cref="CompareOptions.NumericOrdering"/> in the invariant globalization mode, which many containers use.
/// </remarks>
internal sealed class NaturalOrder : IComparer<string>
{
    public static NaturalOrder Instance { get; } = new();

    public int Compare(string? x, string? y) => Compare(x.AsSpan(), y.AsSpan());

    /// <inheritdoc cref="Compare(string, string)"/>
    public static int Compare(ReadOnlySpan<char> x, ReadOnlySpan<char> y)
    {
        ReadOnlySpan<char> left = x;
        ReadOnlySpan<char> right = y;
        while (!left.IsEmpty && !right.IsEmpty)
        {
            int result;
            if (char.IsAsciiDigit(left[0]) && char.IsAsciiDigit(right[0]))
            {
                ReadOnlySpan<char> leftNumber = TakeNumber(ref left);
                ReadOnlySpan<char> rightNumber = TakeNumber(ref right);
                result =
                    leftNumber.Length != rightNumber.Length
                        ? leftNumber.Length - rightNumber.Length
                        : leftNumber.SequenceCompareTo(rightNumber);
            }
            else
            {
                result = left[0] - right[0];
                left = left[1..];
                right = right[1..];
            }

            if (result != 0)
            {
                return result;
            }
        }

        // One is a prefix of the other, or they differ only in leading zeros.
        return left.Length != right.Length ? left.Length - right.Length : x.SequenceCompareTo(y);
    }

    /// <summary>
    /// Removes the digits at the start and returns them without leading zeros, so that the longer of two numbers is the larger.
    /// </summary>
    private static ReadOnlySpan<char> TakeNumber(ref ReadOnlySpan<char> text)
    {
        int length = text.IndexOfAnyExceptInRange('0', '9');
        ReadOnlySpan<char> digits = length < 0 ? text : text[..length];
        text = text[digits.Length..];
        return digits.TrimStart('0');
    }
}
