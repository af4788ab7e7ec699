using System.Runtime.InteropServices;
using Psutil.Platforms.Bsd.Interop;

namespace Psutil.Platforms.OpenBsd.Parsing;

/// <summary>
/// Arguments or variables as OpenBSD gives them: a list of pointers into the caller's own buffer, ended by null, and the strings behind it.
/// </summary>
internal static class PointerListParser
{
    /// <summary>The strings, each with a NUL behind it. A pointer that leads elsewhere ends the list.</summary>
    /// <param name="bytes">The buffer.</param>
    /// <param name="address">Where it lay while the kernel wrote it.</param>
    public static byte[] Parse(ReadOnlySpan<byte> bytes, ulong address)
    {
        List<byte> strings = [];
        for (ReadOnlySpan<byte> rest = bytes; rest.Length >= sizeof(ulong); rest = rest[sizeof(ulong)..])
        {
            ulong offset = unchecked(MemoryMarshal.Read<ulong>(rest) - address);
            if (offset >= (ulong)bytes.Length)
            {
                break;
            }

            strings.AddRange(NativeText.UpToNul(bytes[(int)offset..]));
            strings.Add(0);

            // A hostile list could repeat one long string as often as it has pointers.
            if (strings.Count > bytes.Length)
            {
                break;
            }
        }

        return [.. strings];
    }
}
