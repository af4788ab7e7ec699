namespace Psutil.Platforms.Linux.Parsing;

/// <summary><c>/etc/passwd</c>: <c>name:password:uid:…</c> lines.</summary>
internal static class EtcPasswd
{
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
}
