namespace Psutil.Recording;

/// <summary>What a machine did in the time of a segment, in parts of equal length.</summary>
internal sealed class SegmentLoads
{
    // A segment has an hour at most, and a part a second at least. A file can say anything.
    private const int MostParts = 4000;

    private SegmentLoads(SegmentFile file) => File = file;

    public SegmentFile File { get; }

    /// <summary>The parts, by how many steps they are after the year 1.</summary>
    public Dictionary<long, LoadPart> Parts { get; } = [];

    public LoadSample? First { get; private set; }

    public LoadSample? Last { get; private set; }

    /// <summary>What could not be read; null if everything could.</summary>
    public RecordingFault? Fault { get; private set; }

    public static SegmentLoads Read(Recording recording, int file, TimeSpan step)
    {
        SegmentLoads loads = new(recording.Files[file]);
        Segment segment = recording.Load(file);
        SampleRows rows = new(LoadSample.Tables);
        for (int index = 0; index < segment.Count; index++)
        {
            // A whole sample has all rows anew.
            rows = segment.FindWhole(index) == index ? new SampleRows(LoadSample.Tables) : rows;
            if (!segment.TryApply(index, rows))
            {
                break;
            }

            loads.Add(new LoadSample(rows, segment.TimeOf(index)), step);
        }

        loads.Fault = segment.Fault;
        return loads;
    }

    private void Add(LoadSample sample, TimeSpan step)
    {
        long number = sample.Time.UtcTicks / step.Ticks;
        if (!Parts.TryGetValue(number, out LoadPart? part))
        {
            if (Parts.Count == MostParts)
            {
                return;
            }

            Parts[number] = part = new LoadPart();
        }

        part.Add(sample, Last);
        First ??= sample;
        Last = sample;
    }
}
