using System.Buffers.Binary;

namespace Psutil.Platforms.MacOS.Parsing;

/// <summary>What GPUs and their clients have in IOKit's registry as text or bytes.</summary>
internal static class GpuRegistryText
{
    private const string CreatorStart = "pid ";

    /// <summary>
    /// The process that opened a client, of <c>IOUserClientCreator</c>: <c>pid 533, WindowServer</c>; null if there is none.
    /// </summary>
    public static int? FindProcess(ReadOnlySpan<char> creator)
    {
        if (!creator.StartsWith(CreatorStart))
        {
            return null;
        }

        ReadOnlySpan<char> number = creator[CreatorStart.Length..];
        int end = number.IndexOfAnyExceptInRange('0', '9');
        return int.TryParse(end < 0 ? number : number[..end], NumberStyles.None, CultureInfo.InvariantCulture, out int pid) ? pid : null;
    }

    /// <summary>A PCI address of <c>pcidebug</c>, decimal: <c>1:0:0</c> or <c>0:1:0(1:1)</c>; null if it is none.</summary>
    public static string? FormatAddress(ReadOnlySpan<char> place)
    {
        int bracket = place.IndexOf('(');
        Span<Range> parts = stackalloc Range[4];
        ReadOnlySpan<char> numbers = bracket < 0 ? place : place[..bracket];
        return
            numbers.Split(parts, ':') == 3
            && byte.TryParse(numbers[parts[0]], NumberStyles.None, CultureInfo.InvariantCulture, out byte bus)
            && byte.TryParse(numbers[parts[1]], NumberStyles.None, CultureInfo.InvariantCulture, out byte device)
            && byte.TryParse(numbers[parts[2]], NumberStyles.None, CultureInfo.InvariantCulture, out byte function)
            && device < 32
            && function < 8
            ? string.Create(CultureInfo.InvariantCulture, $"0000:{bus:x2}:{device:x2}.{function:x}")
            : null;
    }

    /// <summary>A PCI number in the first two of four bytes; null if there are none, or it is 0.</summary>
    public static int? ReadPciNumber(ReadOnlySpan<byte> bytes) =>
        bytes.Length >= sizeof(ushort) && BinaryPrimitives.ReadUInt16LittleEndian(bytes) is > 0 and var number ? number : null;

    /// <summary>A text in bytes, up to its NUL; null if it is empty.</summary>
    public static string? ReadText(ReadOnlySpan<byte> bytes)
    {
        int end = bytes.IndexOf((byte)0);
        ReadOnlySpan<byte> text = end < 0 ? bytes : bytes[..end];
        return text.IsEmpty ? null : OSText.GetString(text);
    }
}
