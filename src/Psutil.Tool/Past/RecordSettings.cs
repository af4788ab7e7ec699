using System.CommandLine;
using System.CommandLine.Parsing;
using Psutil.Recording;
using Psutil.Tool.Commands;

namespace Psutil.Tool.Past;

/// <summary>
/// The options that say how often is recorded, and how much is kept: of <c>psutil record</c> and <c>psutil serve --record</c>.
/// </summary>
internal static class RecordSettings
{
    private const double ShortestSeconds = 0.1;
    private const double LongestSeconds = 3600;

    public static Option<TimeSpan?> CreateEvery(string description) =>
        new("--every")
        {
            Description = description,
            HelpName = "seconds",
            CustomParser = ParseEvery,
        };

    public static Option<KeepLimits?> CreateKeep(string description) =>
        new("--keep")
        {
            Description = description,
            HelpName = "time|size",
            CustomParser = KeepLimits.Parse,
        };

    /// <summary>What is recorded, with the defaults for what is null.</summary>
    public static RecordOptions Of(string directory, TimeSpan? every, KeepLimits? keep)
    {
        RecordOptions options = new() { Directory = directory };
        options = every is { } time ? options with { Every = time } : options;
        return keep is null ? options : options with { KeepTime = keep.Time, KeepBytes = keep.Bytes };
    }

    private static TimeSpan? ParseEvery(ArgumentResult result)
    {
        string text = result.Tokens[0].Value;
        if (SecondsText.Parse(text, ShortestSeconds, LongestSeconds) is { } time)
        {
            return time;
        }

        result.AddError($"'{text}' is not valid for --every: give seconds from 0.1 to 3600");
        return null;
    }
}
