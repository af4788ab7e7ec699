using System.Runtime.InteropServices;
using Psutil.Platforms.Bsd.Interop;

namespace Psutil.Platforms.OpenBsd.Parsing;

/// <summary>
/// Arguments or variables from OpenBSD: a list of pointers into the caller's buffer, ended by null, followed by the strings.
/// </summary>
internal static class PointerListParser
{
    /// <summary>The strings, each followed by a NUL. A pointer outside the buffer ends the list.</summary>
    /// <param name="bytes">The buffer.</param>
    /// <param name="address">Its address while the kernel wrote it.</param>
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

            // A hostile list could repeat one long string with every pointer.
            if (strings.Count > bytes.Length)
            {
                break;
            }
        }

        return [.. strings];
    }
}
