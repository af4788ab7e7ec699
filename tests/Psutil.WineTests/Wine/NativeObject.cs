using System.Buffers.Binary;
using System.Text;

namespace Psutil.WineTests.Wine;

/// <summary>A compiled object (COFF), and the libraries that it is linked with: the names that each needs or has.</summary>
/// <param name="Machine">The processor it is compiled for.</param>
/// <param name="Undefined">The names that something else must define.</param>
internal sealed record NativeObject(int Machine, IReadOnlySet<string> Undefined)
{
    public const int X64 = 0x8664;

    private const int External = 2;
    private const int ArchiveHeader = 8;
    private const int MemberHeader = 60;

    public static NativeObject Read(string path)
    {
        byte[] file = File.ReadAllBytes(path);

        // IMAGE_FILE_HEADER, or ANON_OBJECT_HEADER_BIGOBJ with more than 65,279 sections, whose symbols have 32 bits for theirs.
        bool isBig = Number(file, 0) == 0xFFFF0000;
        int machine = BinaryPrimitives.ReadUInt16LittleEndian(file.AsSpan(isBig ? 6 : 0));
        int symbols = (int)Number(file, isBig ? 48 : 8);
        int count = (int)Number(file, isBig ? 52 : 12);
        int size = isBig ? 20 : 18;
        int texts = symbols + (count * size);
        HashSet<string> undefined = [];
        for (int index = 0; index < count; index++)
        {
            ReadOnlySpan<byte> symbol = file.AsSpan(symbols + (index * size), size);
            bool hasSection = symbol.Slice(12, isBig ? 4 : 2).ContainsAnyExcept((byte)0);
            if (!hasSection && symbol[size - 2] == External && Number(symbol, 8) == 0)
            {
                undefined.Add(Number(symbol, 0) == 0 ? TextAt(file, texts + (int)Number(symbol, 4)) : Text(symbol[..8]));
            }

            index += symbol[size - 1];
        }

        return new NativeObject(machine, undefined);
    }

    /// <summary>The names that a library defines, from the index at its beginning.</summary>
    public static IEnumerable<string> NamesIn(string library)
    {
        byte[] file = File.ReadAllBytes(library);
        int index = ArchiveHeader + MemberHeader;
        int count = (int)BinaryPrimitives.ReadUInt32BigEndian(file.AsSpan(index));
        int at = index + (sizeof(int) * (count + 1));
        for (int name = 0; name < count; name++)
        {
            string text = TextAt(file, at);
            at += Encoding.UTF8.GetByteCount(text) + 1;
            yield return text;
        }
    }

    private static uint Number(ReadOnlySpan<byte> bytes, int offset) => BinaryPrimitives.ReadUInt32LittleEndian(bytes[offset..]);

    private static string TextAt(byte[] file, int offset) => Text(file.AsSpan(offset));

    private static string Text(ReadOnlySpan<byte> bytes) =>
        Encoding.UTF8.GetString(bytes.IndexOf((byte)0) is >= 0 and var end ? bytes[..end] : bytes);
}
