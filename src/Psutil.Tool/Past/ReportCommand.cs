using System.CommandLine;
using Psutil.Recording;
using Psutil.Tool.Commands;

namespace Psutil.Tool.Past;

/// <summary>
/// <c>psutil report</c>: who used what in a span of a recording, what ended, and when the machine was short of something.
/// </summary>
internal static class ReportCommand
{
    public const string Name = "report";

    private const int DefaultLimit = 20;

    private static readonly (string Name, SummaryGrouping Grouping)[] Groupings =
    [
        ("program", SummaryGrouping.Program),
        ("process", SummaryGrouping.Process),
        ("user", SummaryGrouping.User),
        ("container", SummaryGrouping.Container),
    ];

    private static readonly string[] SortKeys = ["cpu", "memory", "peak", "io", "started", "exited", "network", "gpu"];

    private static readonly string[] Lists = ["use", "exits", "oom", "pressure", "gaps"];

    public static ToolCommand Create(ToolHost host, CommonOptions options)
    {
        Option<TimeSpan?> lastOption = new("--last")
        {
            Description = "Report on the time up to now: 1h, 7d (1d).",
            HelpName = "time",
            CustomParser = result =>
            {
                string text = result.Tokens[0].Value;
                TimeSpan? span = MomentText.ParseSpan(text);
                if (span is null || span == TimeSpan.Zero)
                {
                    result.AddError($"'{text}' is not a time for --last: give 30m, 1h or 7d");
                }

                return span;
            },
        };
        Option<string?> dayOption = new("--day") { Description = "Report on a day: today, yesterday or 2026-11-28.", HelpName = "day" };
        Option<string> byOption = Choice(
            "--by",
            "Add up the processes of a program, user or container, or list each.",
            [.. Groupings.Select(entry => entry.Name)]
        );
        Option<string> sortOption = Choice(
            "--sort",
            "What comes first: cpu, memory (average), peak, io, started, exited, network or gpu.",
            SortKeys
        );
        sortOption.Aliases.Add("-s");
        Option<string> showOption = Choice("--show", "Show one list alone: use, exits, oom, pressure or gaps.", Lists);
        Option<int?> limitOption = new("--limit")
        {
            Description = "Show at most n of each list (20 in text).",
            HelpName = "n",
            CustomParser = CommonOptions.ParsePositive,
        };
        Option<string?> directoryOption = new("--dir") { Description = "The directory of the recording.", HelpName = "path" };
        ToolCommand command = new(Name, "Who used most of what in a recorded time, and what went wrong.")
        {
            Options = { lastOption, dayOption, byOption, sortOption, showOption, limitOption, directoryOption },
            Examples = """
                psutil report --last 1h
                psutil report --day yesterday --by user
                psutil report --from 03:00 --to 04:00 --by process --sort peak
                psutil report --last 7d --show exits --csv > exits.csv
                psutil report --json
                """,
            WriteNotes = output =>
            {
                output.WriteLine("It reads what psutil record wrote. CPU% is of one CPU, over the recorded time.");
                output.WriteLine("AVG-RSS is the average while any of the processes ran. What lived between two");
                output.WriteLine("samples counts as started and exited; what it used is not known. CSV has one");
                output.WriteLine("list: --show says which. RECV, SENT, GPU-TIME and GPU-MEM (the most memory on");
                output.WriteLine("GPUs) are shown where traffic and GPUs were recorded.");
                output.WriteLine();
            },
        };
        options.AddTo(command, CommonOptionKinds.Json | CommonOptionKinds.Csv | CommonOptionKinds.Bytes | CommonOptionKinds.Span);
        command.SetAction(result =>
        {
            DateTimeOffset now = host.Clock.GetUtcNow();
            string? error = ReportSpan.Find(
                new ReportSpan.Named(
                    result.GetValue(options.From),
                    result.GetValue(options.To),
                    result.GetValue(lastOption),
                    result.GetValue(dayOption)
                ),
                now,
                host.Clock.LocalTimeZone,
                out DateTimeOffset from,
                out DateTimeOffset to
            );
            if (error is not null)
            {
                host.Complain(error);
                return ExitCode.Usage;
            }

            if (RecordingPlace.Find(host, result.GetValue(directoryOption)) is not { } place)
            {
                return ExitCode.Usage;
            }

            string by = result.GetValue(byOption) ?? Groupings[0].Name;
            SummaryGrouping grouping = Groupings.First(entry => entry.Name == by).Grouping;
            Recording.Recording recording = Recording.Recording.Open(place);
            RecordingSummary summary = recording.Summarize(from, to, grouping);
            WatchLoop loop = new(host, options, result);
            ReportLists lists = new(summary, grouping, loop.Form == OutputForm.Text ? host.Clock : null)
            {
                Limit = result.GetValue(limitOption) ?? (loop.Form == OutputForm.Text ? DefaultLimit : null),
                Sort = result.GetValue(sortOption) ?? SortKeys[0],
            };
            lists.Write(loop, result.GetValue(showOption));
            PastRun.Complain(host, recording);
            return ExitCode.Found;
        });
        return command;
    }

    private static Option<string> Choice(string name, string description, string[] words)
    {
        Option<string> option = new(name) { Description = description, HelpName = "key" };
        option.CompletionSources.Add(words);
        option.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && !words.Contains(token.Value))
            {
                result.AddError($"'{token.Value}' is not valid for {name}: give {string.Join(", ", words[..^1])} or {words[^1]}");
            }
        });
        return option;
    }
}
