using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Psutil.Platforms.Windows.Parsing;

/// <summary>The texts and names that the graphics kernel reports.</summary>
internal static class GraphicsText
{
    /// <summary>
    /// The size of <c>D3DKMT_ADAPTERREGISTRYINFO</c>: four texts of 260 characters, of which the first is the name of the adapter.
    /// </summary>
    public const int RegistrySize = 4 * LongestName * sizeof(char);

    /// <summary>
    /// The size of <c>D3DKMT_NODEMETADATA</c>, which is packed: the number, then <c>DXGK_NODEMETADATA</c> with the kind of engine, its
    /// name, flags and two booleans.
    /// </summary>
    public const int MetadataSize = NameOffset + (LongestEngineName * sizeof(char)) + sizeof(uint) + 2;

    private const int LongestName = 260;
    private const int LongestEngineName = 32;
    private const int KindOffset = 4;
    private const int NameOffset = 8;
    private const int BitsOfBus = 8;
    private const uint HighestDevice = 31;
    private const uint HighestFunction = 7;

    // DXGK_ENGINE_TYPE of d3dkmdt.h, by the names that Windows has in its performance counters.
    private static readonly string[] Engines =
    [
        "Other",
        "3D",
        "VideoDecode",
        "VideoEncode",
        "VideoProcessing",
        "SceneAssembly",
        "Copy",
        "Overlay",
        "Crypto",
        "VideoCodec",
    ];

    /// <summary>The name of an adapter; null if it has none.</summary>
    public static string? ReadName(ReadOnlySpan<byte> registry) => ReadText(registry, LongestName);

    /// <summary>The name of an engine's kind; the driver's own name if it is of no known kind.</summary>
    public static string ReadEngine(ReadOnlySpan<byte> metadata)
    {
        if (metadata.Length < NameOffset)
        {
            return Engines[0];
        }

        uint kind = BinaryPrimitives.ReadUInt32LittleEndian(metadata[KindOffset..]);
        return kind > 0 && kind < Engines.Length ? Engines[kind] : ReadText(metadata[NameOffset..], LongestEngineName) ?? Engines[0];
    }

    /// <summary>A version of four numbers in 64 bits; null if there is none.</summary>
    public static string? FormatVersion(ulong version) =>
        version == 0
            ? null
            : string.Create(
                CultureInfo.InvariantCulture,
                $"{version >> 48}.{(version >> 32) & 0xFFFF}.{(version >> 16) & 0xFFFF}.{version & 0xFFFF}"
            );

    /// <summary>A PCI address in the form of Linux; null if it is none.</summary>
    public static string? FormatAddress(uint bus, uint device, uint function) =>
        bus == uint.MaxValue || device > HighestDevice || function > HighestFunction
            ? null
            : string.Create(CultureInfo.InvariantCulture, $"{bus >> BitsOfBus:x4}:{bus & 0xFF:x2}:{device:x2}.{function:x}");

    private static string? ReadText(ReadOnlySpan<byte> bytes, int longest)
    {
        ReadOnlySpan<char> text = MemoryMarshal.Cast<byte, char>(bytes);
        text = text[..Math.Min(text.Length, longest)];
        text = text.IndexOf('\0') is >= 0 and var end ? text[..end] : text;
        return text.IsWhiteSpace() ? null : new string(text);
    }
}
