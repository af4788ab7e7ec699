using System.Buffers.Binary;

namespace Psutil.Recording;

/// <summary>What stands before the content of a frame.</summary>
/// <param name="Kind">What the content is.</param>
/// <param name="Packing">How the content is compressed.</param>
/// <param name="StoredLength">The content's length in the file.</param>
/// <param name="Length">Its length when it is not compressed.</param>
/// <param name="Time">The sample's time by the machine's clock, in ticks of UTC.</param>
internal readonly record struct FrameHeader(FrameKind Kind, FramePacking Packing, int StoredLength, int Length, long Time)
{
    /// <summary>The header's length: checksum, kind, packing, two unused bytes, both lengths, time.</summary>
    public const int Size = 24;

    /// <summary>The longest content, compressed or not.</summary>
    public const int MostLength = 64 << 20;

    /// <summary>Writes the header of a content, with the checksum over both.</summary>
    public void Write(Span<byte> target, ReadOnlySpan<byte> stored)
    {
        target[4] = (byte)Kind;
        target[5] = (byte)Packing;
        target[6] = target[7] = 0;
        BinaryPrimitives.WriteInt32LittleEndian(target[8..], StoredLength);
        BinaryPrimitives.WriteInt32LittleEndian(target[12..], Length);
        BinaryPrimitives.WriteInt64LittleEndian(target[16..], Time);
        BinaryPrimitives.WriteUInt32LittleEndian(target, Checksum.Of(target[4..Size], stored));
    }
}
