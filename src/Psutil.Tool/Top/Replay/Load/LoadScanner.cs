using Psutil.Recording;

namespace Psutil.Tool.Top.Replay;

/// <summary>Reads the load of a recording, an hour at a time. It may still be written. Not thread-safe.</summary>
internal sealed class LoadScanner(string directory)
{
    /// <summary>Reads an hour.</summary>
    /// <param name="number">Which.</param>
    /// <param name="known">What was read of it before; null if nothing was.</param>
    public LoadAnswer Read(long number, LoadHour? known)
    {
        DateTimeOffset from = known?.ReadTo.AddTicks(1) ?? LoadHour.StartOf(number);
        DateTimeOffset last = LoadHour.LastOf(number);
        LoadHour hour = known ?? new LoadHour(number, [], from);
        try
        {
            Recording.Recording recording = Recording.Recording.Open(directory);
            DateTimeOffset end = recording.GetEnd();
            LoadPoint[] points = [.. recording.ReadLoad(from, last).Select(LoadPoint.Of)];
            DateTimeOffset readTo =
                end > last ? last
                : end > hour.ReadTo ? end
                : hour.ReadTo;
            return new LoadAnswer(this, hour.With(points, readTo), recording.GetStart(), end);
        }
        catch (RecordingException)
        {
            // It was removed meanwhile, which the next move says.
            return new LoadAnswer(this, hour with { ReadTo = last }, null, null);
        }
    }
}
