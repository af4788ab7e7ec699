using System.Buffers;
using System.IO.Compression;

namespace Psutil.Recording;

/// <summary>Makes frames of samples: now and then a whole one, between them what has changed.</summary>
internal sealed class SampleEncoder
{
    // Deltas are small, and the time is spent on the whole samples: at 5 they are a third larger than at 11, and take a hundredth of it.
    private const int BrotliQuality = 5;
    private const int BrotliWindow = 22;

    private readonly RowWriter _content = new();
    private readonly RowWriter _table = new();
    private SampleRows _last = new();
    private bool _isWhole = true;
    private long _unpacked;

    /// <summary>Whether the next sample is written whole.</summary>
    public bool IsNextWhole => _isWhole;

    /// <summary>Writes the next sample whole, as the first of a segment has to be, and the next one after a sample that was lost.</summary>
    public void BeginWhole() => _isWhole = true;

    /// <summary>The frame of a sample; null if it is larger than a reader would take.</summary>
    /// <param name="time">The sample's time, in ticks of UTC.</param>
    /// <param name="sample">Its rows.</param>
    public byte[]? Encode(long time, SampleDraft sample)
    {
        FrameKind kind = _isWhole ? FrameKind.Whole : FrameKind.Difference;
        if (_isWhole)
        {
            _last = new SampleRows();
            _isWhole = false;
            _unpacked = 0;
        }

        _last.BeginSample();
        _content.Clear();
        List<(int Table, byte[] Part)> parts = [];
        foreach (int table in _last.Tables.Select(known => known.Key).Union(sample.Tables.Select(known => (int)known.Key)).ToArray())
        {
            // A table that has no row any more has lost them all.
            _table.Clear();
            if (_last.Get(table).WriteDifferences(sample[(RecordTable)table], _table))
            {
                parts.Add((table, _table.Written.ToArray()));
            }
        }

        _content.Count(parts.Count);
        foreach ((int table, byte[] part) in parts)
        {
            _content.Count(table);
            _content.Part(part);
        }

        int rowCount = _last.Tables.Sum(table => table.Value.NextNumber);
        byte[]? frame = rowCount > SegmentFormat.MostRows ? null : Pack(kind, time, _content.Written);
        _unpacked += _content.Written.Length;
        _isWhole |= frame is null || rowCount > SegmentFormat.MostRows / 2 || _unpacked > SegmentFormat.MostUnpacked / 2;
        return frame;
    }

    private static byte[]? Pack(FrameKind kind, long time, ReadOnlySpan<byte> content)
    {
        if (content.Length > FrameHeader.MostLength)
        {
            return null;
        }

        byte[] packed = ArrayPool<byte>.Shared.Rent(BrotliEncoder.GetMaxCompressedLength(content.Length));
        try
        {
            bool isPacked =
                BrotliEncoder.TryCompress(content, packed, out int length, BrotliQuality, BrotliWindow) && length < content.Length;
            ReadOnlySpan<byte> stored = isPacked ? packed.AsSpan(0, length) : content;
            FrameHeader header = new(kind, isPacked ? FramePacking.Brotli : FramePacking.None, stored.Length, content.Length, time);
            byte[] frame = new byte[FrameHeader.Size + stored.Length];
            header.Write(frame, stored);
            stored.CopyTo(frame.AsSpan(FrameHeader.Size));
            return frame;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(packed);
        }
    }
}
