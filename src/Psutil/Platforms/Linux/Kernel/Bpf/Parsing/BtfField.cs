namespace Psutil.Platforms.Linux.Parsing;

/// <summary>The place of a field in a structure.</summary>
/// <param name="Offset">The offset of its first byte; for a bit field, of the byte that has its first bit.</param>
/// <param name="Size">Its size in bytes; for a bit field, the size of its declared type.</param>
/// <param name="FirstBit">For a bit field, its first bit in that byte, in the machine's bit order.</param>
/// <param name="BitCount">The number of bits of a bit field; 0 for other fields.</param>
internal readonly record struct BtfField(int Offset, int Size, int FirstBit = 0, int BitCount = 0)
{
    /// <summary>Whether one plain load can read it.</summary>
    public bool IsLoadable => BitCount == 0 && Size is 1 or 2 or 4 or 8;
}
