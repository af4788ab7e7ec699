using System.Text;

namespace Psutil;

/// <summary>
/// Strings that many processes have, each created once: most variables of an environment are those of the parent. Holds a limited number of
/// them, for as long as one capture takes. Thread-safe.
/// </summary>
internal sealed class SharedTexts
{
    private const int Places = 2048;

    // What is longer is seldom shared.
    private const int Longest = 512;

    // A place holds what was last found for it: two texts that share a place displace each other, and nobody can make the table grow.
    private readonly string?[] _texts = new string?[Places];

    /// <summary>The text of some bytes, as <see cref="OSText.GetString"/> returns it.</summary>
    public string Get(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > Longest)
        {
            return OSText.GetString(bytes);
        }

        // Its seed is of this process alone, so that nobody can choose what collides.
        HashCode hash = default;
        hash.AddBytes(bytes);
        ref string? place = ref _texts[(uint)hash.ToHashCode() % Places];
        string? known = Volatile.Read(ref place);
        if (known is not null && Ascii.Equals(bytes, known))
        {
            return known;
        }

        string text = OSText.GetString(bytes);
        Volatile.Write(ref place, text);
        return text;
    }
}
