using System.Buffers;
using System.Buffers.Binary;
using System.IO.Compression;

namespace Psutil.Recording.Parsing;

/// <summary>Finds the frames of a segment. What it gives has the right checksum: it is what a recorder wrote.</summary>
internal static class SegmentParser
{
    /// <summary>Reads the header of a segment.</summary>
    /// <returns>What is wrong with it; null if nothing is.</returns>
    public static string? CheckHeader(ReadOnlySpan<byte> segment)
    {
        if (segment.Length < SegmentFormat.HeaderSize)
        {
            return "it ends within its header";
        }

        if (!segment.StartsWith(SegmentFormat.Magic))
        {
            return "it is no segment of a recording";
        }

        int version = BinaryPrimitives.ReadUInt16LittleEndian(segment[SegmentFormat.Magic.Length..]);
        return version is 0 or > SegmentFormat.Version
            ? string.Create(CultureInfo.InvariantCulture, $"it has version {version}, which only a later version of Psutil can read")
            : null;
    }

    /// <summary>Reads the frame at a position.</summary>
    /// <param name="segment">The segment.</param>
    /// <param name="position">Where the frame begins; afterwards where the next one does, unchanged if there is a fault.</param>
    /// <param name="frame">The frame.</param>
    public static FrameFault ReadFrame(ReadOnlySpan<byte> segment, ref int position, out Frame frame)
    {
        frame = default;
        ReadOnlySpan<byte> rest = segment[position..];
        if (rest.Length < FrameHeader.Size)
        {
            return FrameFault.CutShort;
        }

        FrameHeader header = new(
            (FrameKind)rest[4],
            (FramePacking)rest[5],
            BinaryPrimitives.ReadInt32LittleEndian(rest[8..]),
            BinaryPrimitives.ReadInt32LittleEndian(rest[12..]),
            BinaryPrimitives.ReadInt64LittleEndian(rest[16..])
        );
        if (header.StoredLength is < 0 or > FrameHeader.MostLength || header.Length is < 0 or > FrameHeader.MostLength)
        {
            return FrameFault.Damaged;
        }

        if (header.StoredLength > rest.Length - FrameHeader.Size)
        {
            return FrameFault.CutShort;
        }

        ReadOnlySpan<byte> stored = rest.Slice(FrameHeader.Size, header.StoredLength);
        if (BinaryPrimitives.ReadUInt32LittleEndian(rest) != Checksum.Of(rest[4..FrameHeader.Size], stored))
        {
            return FrameFault.Damaged;
        }

        frame = new Frame(header, position + FrameHeader.Size);
        position += FrameHeader.Size + header.StoredLength;
        return FrameFault.None;
    }

    /// <summary>The content of a frame; null if it cannot be unpacked.</summary>
    public static byte[]? Unpack(FrameHeader header, ReadOnlySpan<byte> stored) =>
        header.Packing switch
        {
            FramePacking.None => stored.ToArray(),
            FramePacking.Brotli => Decompress(stored, header.Length),
            _ => null,
        };

    private static byte[]? Decompress(ReadOnlySpan<byte> stored, int announced)
    {
        // Most samples fit. What announces more than it holds does not get that much memory.
        const int UsualRatio = 32;
        byte[] content = new byte[(int)Math.Min(announced, 4096 + ((long)UsualRatio * stored.Length))];
        int length = 0;
        using BrotliDecoder decoder = default;
        while (true)
        {
            OperationStatus status = decoder.Decompress(stored, content.AsSpan(length), out int taken, out int written);
            stored = stored[taken..];
            length += written;
            if (status == OperationStatus.Done)
            {
                return length == announced ? content : null;
            }

            if (status != OperationStatus.DestinationTooSmall || content.Length == announced)
            {
                return null;
            }

            Array.Resize(ref content, (int)Math.Min(announced, 2L * content.Length));
        }
    }
}
