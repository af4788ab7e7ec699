using System.Text;

namespace Psutil.Platforms.Unix;

/// <summary>
/// Strings that come again and again (process names), made once. A table of fixed size where a newcomer takes an old one's place: it never
/// grows, needs no lock (a lost race makes a string twice), and never gives a wrong string.
/// </summary>
internal sealed class StringCache(int size = 1024)
{
    private readonly string?[] _strings = new string?[size];

    public string Get(ReadOnlySpan<byte> bytes)
    {
        // FNV-1a.
        uint hash = 2166136261;
        foreach (byte value in bytes)
        {
            hash = (hash ^ value) * 16777619;
        }

        ref string? slot = ref _strings[hash % (uint)_strings.Length];
        string? known = slot;
        if (known is not null && Ascii.Equals(bytes, known))
        {
            return known;
        }

        return slot = OSText.GetString(bytes);
    }
}
