namespace Psutil.Platforms.Linux.Parsing;

/// <summary>Where a field lies in a structure.</summary>
/// <param name="Offset">Its first byte; of a bit field, the byte that holds its first bit.</param>
/// <param name="Size">Its bytes; of a bit field, those of the type it is declared with.</param>
/// <param name="FirstBit">Of a bit field, the first bit of its first byte, counted as the machine counts.</param>
/// <param name="BitCount">The bits of a bit field; 0 of any other.</param>
internal readonly record struct BtfField(int Offset, int Size, int FirstBit = 0, int BitCount = 0)
{
    /// <summary>Whether one plain load reads it.</summary>
    public bool IsLoadable => BitCount == 0 && Size is 1 or 2 or 4 or 8;
}
