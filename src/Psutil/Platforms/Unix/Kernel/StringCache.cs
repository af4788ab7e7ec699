using System.Text;

namespace Psutil.Platforms.Unix;

/// <summary>
/// Reuses strings that occur often (process names). A table of fixed size in which a new string replaces an old one: it never grows, needs
/// no lock (a lost race creates a string twice), and never returns a wrong string.
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
