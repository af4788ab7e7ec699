using Psutil.Tool.Commands;
using Psutil.Tool.Past;

namespace Psutil.Tool.Top.Replay;

/// <summary>Finds the recording of a command line.</summary>
internal static class PastStart
{
    /// <summary>Opens the recording that is shown first. Returns the exit code where that fails; a message said why.</summary>
    public static int? Open(ToolHost host, TopOptions options, out PastReader? reader)
    {
        reader = null;
        DateTimeOffset? time = options.ReplayTime is { } text
            ? MomentText.Parse(text, host.Clock.GetUtcNow(), host.Clock.LocalTimeZone)
            : DateTimeOffset.MaxValue;
        if (time is not { } moment)
        {
            host.Complain($"'{options.ReplayTime}' is not a time for --replay: {MomentText.Forms}");
            return ExitCode.Usage;
        }

        if (RecordingPlace.Find(host, options.Directory) is not { } place)
        {
            return ExitCode.Usage;
        }

        reader = PastReader.Open(place, moment, host.Clock.LocalTimeZone);
        return null;
    }

    /// <summary>What shows a recording in a session; null where there is no place for one.</summary>
    public static PastSession? Session(ToolHost host, TopOptions options, Action wake) =>
        (options.Directory ?? RecordingPlace.FindUsual(host)) is { } place
            ? new PastSession(place, options.Directory is not null, host.Clock, wake)
            : null;
}
