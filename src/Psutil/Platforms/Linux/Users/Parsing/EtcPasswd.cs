namespace Psutil.Platforms.Linux.Parsing;

/// <summary><c>/etc/passwd</c>: <c>name:password:uid:…</c> lines.</summary>
internal static class EtcPasswd
{
    // name:password:uid:gid:comment:home:shell
    private const int NumberField = 2;
    private const int HomeField = 5;

    /// <summary>The names by user number; the first one if a number has several, as in getpwuid(3).</summary>
    public static Dictionary<uint, string> Parse(ReadOnlySpan<byte> text)
    {
        Dictionary<uint, string> names = [];
        foreach (Range range in text.Split((byte)'\n'))
        {
            ReadOnlySpan<byte> line = text[range];
            int name = line.IndexOf((byte)':');
            if (name <= 0)
            {
                continue;
            }

            ReadOnlySpan<byte> rest = line[(name + 1)..];
            int password = rest.IndexOf((byte)':');
            if (password < 0)
            {
                continue;
            }

            rest = rest[(password + 1)..];
            int number = rest.IndexOf((byte)':');
            if (Ascii.TryParse(number < 0 ? rest : rest[..number], out long id) && id is >= 0 and <= uint.MaxValue)
            {
                names.TryAdd((uint)id, OSText.GetString(line[..name]));
            }
        }

        return names;
    }

    /// <summary>The home folder of a user, of the first line with the number; null if there is none.</summary>
    public static string? FindHome(ReadOnlySpan<byte> text, uint user)
    {
        Span<Range> fields = stackalloc Range[HomeField + 2];
        foreach (Range range in text.Split((byte)'\n'))
        {
            ReadOnlySpan<byte> line = text[range];
            int count = 0;
            foreach (Range field in line.Split((byte)':'))
            {
                if (count < fields.Length)
                {
                    fields[count++] = field;
                }
            }

            if (count > HomeField && Ascii.TryParse(line[fields[NumberField]], out long id) && id == user)
            {
                ReadOnlySpan<byte> home = line[fields[HomeField]];
                return home.IsEmpty ? null : OSText.GetString(home);
            }
        }

        return null;
    }
}
