namespace Psutil.Platforms.Linux.Parsing;

/// <summary>
/// The text of a field in the kernel's lists of mounts, in which separators are escaped with a backslash and three octal digits.
/// </summary>
internal static class MountText
{
    private const int EscapeLength = 4;

    /// <summary>Whether a field can be a path: it is not empty and has no NUL, which no path has.</summary>
    public static bool IsPath(ReadOnlySpan<byte> field) => !field.IsEmpty && !field.Contains((byte)0) && field.IndexOf(@"\000"u8) < 0;

    /// <summary>The field's text without the kernel's escapes.</summary>
    public static string Decode(ReadOnlySpan<byte> field)
    {
        if (!field.Contains((byte)'\\'))
        {
            return OSText.GetString(field);
        }

        byte[] rented = BoundedPool.Rent<byte>(field.Length);
        string text = OSText.GetString(rented.AsSpan(0, Decode(field, rented)));
        BoundedPool.Return(rented);
        return text;
    }

    /// <summary>
    /// Writes the field's bytes without the kernel's escapes; returns how many there are, never more than before.
    /// </summary>
    public static int Decode(ReadOnlySpan<byte> field, Span<byte> decoded)
    {
        int length = 0;
        while (!field.IsEmpty)
        {
            if (TryDecodeOne(field, out byte value))
            {
                decoded[length++] = value;
                field = field[EscapeLength..];
            }
            else
            {
                decoded[length++] = field[0];
                field = field[1..];
            }
        }

        return length;
    }

    private static bool TryDecodeOne(ReadOnlySpan<byte> text, out byte value)
    {
        value = 0;
        if (text.Length < EscapeLength || text[0] != '\\')
        {
            return false;
        }

        int number = 0;
        foreach (byte digit in text[1..EscapeLength])
        {
            if (digit is < (byte)'0' or > (byte)'7')
            {
                return false;
            }

            number = number * 8 + digit - '0';
        }

        value = (byte)number;

        // A comma or an equals sign within an option's value stays escaped, because it would end the value.
        return number <= byte.MaxValue && number is not (',' or '=');
    }

    /// <summary>
    /// Takes the next field. Exactly one space ends it: the device of a mount can be empty, and then there are two spaces in a row.
    /// </summary>
    public static ReadOnlySpan<byte> TakeField(ref ReadOnlySpan<byte> line)
    {
        int space = line.IndexOf((byte)' ');
        ReadOnlySpan<byte> field = space < 0 ? line : line[..space];
        line = space < 0 ? default : line[(space + 1)..];
        return field;
    }
}
