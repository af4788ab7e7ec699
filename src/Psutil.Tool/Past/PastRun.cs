using Psutil.Recording;
using Psutil.Tool.Commands;

namespace Psutil.Tool.Past;

/// <summary>Runs a command on the machine as it was recorded.</summary>
internal static class PastRun
{
    // A recorder takes a sample every few seconds. Who asks for a moment much later than the last one should know.
    private static readonly TimeSpan LongGap = TimeSpan.FromMinutes(1);

    /// <param name="host">The host, of which the machine and the clock are replaced.</param>
    /// <param name="moment">The moment, as the user wrote it.</param>
    /// <param name="directory">The directory of the recording; null for the usual one.</param>
    /// <param name="run">Runs the command.</param>
    /// <returns>The exit code.</returns>
    public static int Invoke(ToolHost host, string moment, string? directory, Func<ToolHost, int> run)
    {
        if (MomentText.Parse(moment, host.Clock.GetUtcNow(), host.Clock.LocalTimeZone) is not { } time)
        {
            host.Complain($"'{moment}' is not a time for --at: {MomentText.Forms}");
            return ExitCode.Usage;
        }

        if (RecordingPlace.Find(host, directory) is not { } place)
        {
            return ExitCode.Usage;
        }

        Recording.Recording recording = Recording.Recording.Open(place);
        using RecordedMachine machine = recording.OpenMachine(time);
        string recorded = TextOf(machine.Time, host);
        host.Complain(
            time - machine.Time <= LongGap
                ? $"as recorded at {recorded}"
                : $"nothing was recorded for {TextOf(time, host)}; this is {recorded}"
        );
        int exitCode = run(HostAt(host, machine));
        Complain(host, recording);
        return exitCode;
    }

    /// <param name="host">The host, of which the machine and the clock are replaced.</param>
    /// <param name="start">The start of the time, as the user wrote it.</param>
    /// <param name="end">Its end, as the user wrote it; null for now.</param>
    /// <param name="directory">The directory of the recording; null for the usual one.</param>
    /// <param name="run">Runs the command, with the length of the time.</param>
    /// <returns>The exit code.</returns>
    public static int Invoke(ToolHost host, string start, string? end, string? directory, Func<ToolHost, TimeSpan, int> run)
    {
        DateTimeOffset now = host.Clock.GetUtcNow();
        if (ReportSpan.Find(start, end, now, host.Clock.LocalTimeZone, out DateTimeOffset from, out DateTimeOffset to) is { } error)
        {
            host.Complain(error);
            return ExitCode.Usage;
        }

        if (RecordingPlace.Find(host, directory) is not { } place)
        {
            return ExitCode.Usage;
        }

        Recording.Recording recording = Recording.Recording.Open(place);
        using RecordedMachine machine = recording.OpenFirst();

        // A recording that begins later has a part of the time.
        machine.TryMoveTo(from);
        DateTimeOffset first = machine.Time;
        if (first > to)
        {
            host.Complain($"the recording in {place} begins at {TextOf(first, host)}");
            return ExitCode.Fatal;
        }

        TimeSpan length = to - first;
        using RecordedSpanMeter meter = machine.CreateSpanMeter();
        bool hasEnded = false;
        ToolHost past = HostAt(host, machine) with
        {
            // Who measures over all of the time ends within it, whatever the clocks did meanwhile.
            Sleep = time => hasEnded = !(time == length ? machine.TryMoveOnTo(to) : machine.TryMoveBy(time)) || machine.Time > to,
            HasEnded = () => hasEnded,
            Since = from,
            Until = to,
            TakeSpan = meter.Read,
        };
        int exitCode = run(past, length);
        host.Complain($"as recorded from {TextOf(first, host)} to {TextOf(machine.Time < to ? machine.Time : to, host)}");
        Complain(host, recording);
        return exitCode;
    }

    /// <summary>Says which parts of a recording could not be read.</summary>
    public static void Complain(ToolHost host, Recording.Recording recording)
    {
        foreach (RecordingFault fault in recording.Faults)
        {
            host.Complain(Describe(fault));
        }
    }

    /// <summary>What of a file cannot be read, in words.</summary>
    public static string Describe(RecordingFault fault) =>
        string.Create(CultureInfo.InvariantCulture, $"{fault.Path} can be read up to byte {fault.Position} only: {fault.Reason}");

    /// <summary>A moment in a time zone, to the second.</summary>
    public static string TextOf(DateTimeOffset time, TimeZoneInfo zone) =>
        TimeZoneInfo.ConvertTime(time, zone).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    private static ToolHost HostAt(ToolHost host, RecordedMachine machine)
    {
        bool hasEnded = false;
        return host with
        {
            OpenMachine = () => machine,
            OpenMachineToWatch = null,
            Clock = machine.TimeProvider,
            Sleep = time => hasEnded = !machine.TryMoveBy(time),
            HasEnded = () => hasEnded,
            AskUsageOutside = null,
            IsReadOnly = true,
        };
    }

    private static string TextOf(DateTimeOffset time, ToolHost host) => TextOf(time, host.Clock.LocalTimeZone);
}
