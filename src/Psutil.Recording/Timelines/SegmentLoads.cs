namespace Psutil.Recording;

/// <summary>The load of the machine in the time of a segment, in parts of equal length.</summary>
internal sealed class SegmentLoads
{
    // A segment has an hour at most, and a part a second at least. A file can say anything.
    private const int MostParts = 4000;

    private SegmentLoads(SegmentFile file) => File = file;

    public SegmentFile File { get; }

    /// <summary>The parts, by how many steps they are after the year 1.</summary>
    public Dictionary<long, LoadPart> Parts { get; } = [];

    /// <summary>The time of the last sample; null if there is none.</summary>
    public DateTimeOffset? End { get; private set; }

    /// <summary>What could not be read; null if everything could.</summary>
    public RecordingFault? Fault { get; private set; }

    public static SegmentLoads Read(Recording recording, int file, TimeSpan step)
    {
        LoadReader reader = new(DateTimeOffset.MinValue, DateTimeOffset.MaxValue);
        if (file > 0 && recording.Load(file - 1) is { Count: > 0 } before)
        {
            // Two samples, to know how far apart they usually are.
            TakeFrom(before, before.Count - 2, reader, static _ => { });
        }

        SegmentLoads loads = new(recording.Files[file]);
        Segment segment = recording.Load(file);
        TakeFrom(segment, 0, reader, load => loads.Add(load, step));
        loads.Fault = segment.Fault;
        return loads;
    }

    private static void TakeFrom(Segment segment, int first, LoadReader reader, Action<RecordedLoad> add)
    {
        if (segment.Count == 0)
        {
            // Nothing of it can be read.
            return;
        }

        SampleRows rows = new(LoadReader.Tables);
        for (int index = segment.FindWhole(Math.Max(0, first)); index < segment.Count; index++)
        {
            // A whole sample has all rows anew.
            rows = segment.FindWhole(index) == index ? new SampleRows(LoadReader.Tables) : rows;
            if (!segment.TryApply(index, rows, mayChangeRows: false))
            {
                return;
            }

            if (index >= first)
            {
                add(reader.Take(rows, segment.TimeOf(index)));
            }
        }
    }

    private void Add(RecordedLoad load, TimeSpan step)
    {
        End = load.Time;
        long number = load.Time.UtcTicks / step.Ticks;
        if (!Parts.TryGetValue(number, out LoadPart? part))
        {
            if (Parts.Count == MostParts)
            {
                return;
            }

            Parts[number] = part = new LoadPart();
        }

        part.Add(load);
    }
}
