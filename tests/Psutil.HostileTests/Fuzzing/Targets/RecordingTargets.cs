using Psutil.Recording;
using Psutil.Recording.Parsing;

namespace Psutil.HostileTests.Fuzzing;

/// <summary>The parsers of recordings, and the machine that is made of what they read.</summary>
internal static class RecordingTargets
{
    private static readonly long Time = new DateTime(2026, 11, 28, 0, 0, 0, DateTimeKind.Utc).Ticks;

    public static FuzzTarget[] All { get; } =
    [
        new("Recording.Frames", ParseFrames),
        new("Recording.Segment", bytes => Replay(WithChecksums(bytes))),
        new("Recording.Samples", bytes => Replay(WithFrames(bytes))),
    ];

    private static void ParseFrames(byte[] bytes)
    {
        if (SegmentParser.CheckHeader(bytes) is not null)
        {
            return;
        }

        int position = SegmentFormat.HeaderSize;
        while (SegmentParser.ReadFrame(bytes, ref position, out Frame frame) == FrameFault.None)
        {
            SegmentParser.Unpack(frame.Header, bytes.AsSpan(frame.Position, frame.Header.StoredLength));
        }
    }

    /// <summary>The bytes as they are, but for the checksums: without the right ones nothing would be parsed.</summary>
    private static byte[] WithChecksums(byte[] bytes)
    {
        byte[] segment = [.. bytes];
        int position = SegmentFormat.HeaderSize;
        while (position + FrameHeader.Size <= segment.Length)
        {
            int length = BitConverter.ToInt32(segment, position + 8);
            if (length < 0 || length > segment.Length - position - FrameHeader.Size)
            {
                break;
            }

            uint sum = Checksum.Of(segment.AsSpan(position + 4, FrameHeader.Size - 4), segment.AsSpan(position + FrameHeader.Size, length));
            BitConverter.TryWriteBytes(segment.AsSpan(position), sum);
            position += FrameHeader.Size + length;
        }

        return segment;
    }

    /// <summary>A segment whose samples the bytes are: the first a whole one, and after each empty line a difference.</summary>
    private static byte[] WithFrames(byte[] bytes)
    {
        List<byte> segment = [.. SegmentFormat.Magic, (byte)SegmentFormat.Version, .. new byte[7]];
        FrameKind kind = FrameKind.Whole;
        foreach (Range range in bytes.AsSpan().Split("\n\n"u8))
        {
            byte[] content = bytes[range];
            byte[] frame = new byte[FrameHeader.Size];
            new FrameHeader(kind, FramePacking.None, content.Length, content.Length, Time).Write(frame, content);
            segment.AddRange(frame);
            segment.AddRange(content);
            kind = FrameKind.Difference;
        }

        return [.. segment];
    }

    private static void Replay(byte[] segment)
    {
        SegmentFile file = new("fuzzed", new SegmentName(1, DateTimeOffset.MinValue), segment.Length);
        Recording.Recording recording = new("fuzzed", [file], _ => segment);
        RecordedMachine machine;
        try
        {
            machine = recording.OpenFirst();
        }
        catch (RecordingException)
        {
            return;
        }

        RecordedAnswers.AskAll(machine);
        RecordedAnswers.AskRates(machine);
        while (machine.TryMoveNext()) { }

        RecordedAnswers.AskAll(machine);
        machine.TryMovePrevious();
        _ = recording.Faults;
    }
}
