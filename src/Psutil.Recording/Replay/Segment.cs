using Psutil.Recording.Parsing;

namespace Psutil.Recording;

/// <summary>A segment that was read: its samples, in the order of their times, up to the first fault.</summary>
internal sealed class Segment
{
    private readonly byte[] _bytes;
    private readonly List<Frame> _samples = [];

    private Segment(SegmentFile file, byte[] bytes)
    {
        File = file;
        _bytes = bytes;
    }

    public SegmentFile File { get; }

    public int Count => _samples.Count;

    /// <summary>What is wrong with the file; null if nothing is.</summary>
    public RecordingFault? Fault { get; private set; }

    /// <summary>Reads a segment.</summary>
    /// <param name="file">The file.</param>
    /// <param name="read">Reads its bytes.</param>
    /// <param name="mayGrow">Whether it can be the one that a recorder is writing, whose last frame may not be there whole yet.</param>
    public static Segment Read(SegmentFile file, Func<SegmentFile, byte[]> read, bool mayGrow)
    {
        byte[] bytes;
        try
        {
            bytes = read(file);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return new Segment(file, []) { Fault = FaultAt(file, 0, FailureText.ReasonOf(exception)) };
        }

        Segment segment = new(file, bytes);
        segment.FindSamples(mayGrow);
        return segment;
    }

    public DateTimeOffset TimeOf(int index) => Row.InstantOf(_samples[index].Header.Time) ?? DateTimeOffset.MinValue;

    /// <summary>The last sample whose time is not after the given one; -1 if there is none.</summary>
    public int FindLast(DateTimeOffset time)
    {
        int low = 0;
        int high = _samples.Count - 1;
        while (low <= high)
        {
            int middle = (low + high) / 2;
            (low, high) = _samples[middle].Header.Time <= time.UtcTicks ? (middle + 1, high) : (low, middle - 1);
        }

        return high;
    }

    /// <summary>The last whole sample that is not after the given one. The first of a segment is whole.</summary>
    public int FindWhole(int index)
    {
        while (_samples[index].Header.Kind != FrameKind.Whole)
        {
            index--;
        }

        return index;
    }

    /// <summary>Applies a sample to the rows of the one before it; to none if it is whole.</summary>
    /// <param name="index">The sample.</param>
    /// <param name="rows">The rows.</param>
    /// <param name="mayChangeRows">Whether nobody else has the rows.</param>
    /// <returns>False if it cannot be: then the segment ends before it.</returns>
    public bool TryApply(int index, SampleRows rows, bool mayChangeRows)
    {
        Frame frame = _samples[index];
        byte[]? content = SegmentParser.Unpack(frame.Header, _bytes.AsSpan(frame.Position, frame.Header.StoredLength));
        if (content is not null && SampleParser.TryApply(content, rows, mayChangeRows))
        {
            return true;
        }

        _samples.RemoveRange(index, _samples.Count - index);
        Fault ??= FaultAt(File, frame.Position - FrameHeader.Size, "a sample cannot be understood");
        return false;
    }

    private void FindSamples(bool mayGrow)
    {
        if (SegmentParser.CheckHeader(_bytes) is { } reason)
        {
            // A recorder creates the file and writes its header in two steps.
            Fault = mayGrow && _bytes.Length < SegmentFormat.HeaderSize ? null : FaultAt(File, 0, reason);
            return;
        }

        int position = SegmentFormat.HeaderSize;
        long unpacked = 0;
        while (position < _bytes.Length)
        {
            FrameFault fault = SegmentParser.ReadFrame(_bytes, ref position, out Frame frame);
            if (fault != FrameFault.None)
            {
                bool isGrowing = mayGrow && fault == FrameFault.CutShort;
                Fault = isGrowing ? null : FaultAt(File, position, fault == FrameFault.CutShort ? "it ends within a sample" : "damaged");
                return;
            }

            long last = _samples.Count > 0 ? _samples[^1].Header.Time : long.MinValue;
            bool isUsable = frame.Header.Kind == FrameKind.Whole || (frame.Header.Kind == FrameKind.Difference && _samples.Count > 0);
            if (!isUsable || frame.Header.Time < last)
            {
                continue;
            }

            unpacked = frame.Header.Length + (frame.Header.Kind == FrameKind.Whole ? 0 : unpacked);
            if (unpacked > SegmentFormat.MostUnpacked)
            {
                Fault = FaultAt(File, frame.Position - FrameHeader.Size, "too much follows a whole sample");
                return;
            }

            _samples.Add(frame);
        }
    }

    private static RecordingFault FaultAt(SegmentFile file, long position, string reason) =>
        new()
        {
            Path = file.Path,
            Position = position,
            Reason = reason,
        };
}
