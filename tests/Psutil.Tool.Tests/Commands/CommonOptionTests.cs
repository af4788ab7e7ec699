using System.Text.Json;
using System.Text.RegularExpressions;
using Psutil.Tool.Tests.Documents;
using Psutil.Tool.Tests.Fakes;

namespace Psutil.Tool.Tests.Commands;

/// <summary>The options that every command has: what each does to each command, by the catalog of all.</summary>
public partial class CommonOptionTests
{
    // A script for a shell and the help are no data, a server has other readers, and a recording is read by --at.
    private static readonly string[] WithoutData = ["completion", "help", "record", "serve"];

    // What acts, waits or goes on by itself is not repeated, nor is what is over.
    private static readonly string[] Lasting = ["kill", "wait", "watch", "report", .. WithoutData];

    // A list of numbers, one process, everything at once, a version.
    private static readonly string[] WithoutTable = ["info", "pidof", "dump", "version", .. WithoutData];

    private static readonly Dictionary<string, string> Arguments = new()
    {
        ["info"] = "310",
        ["maps"] = "310",
        ["files"] = "310",
        ["pidof"] = "systemd",
        ["kill"] = "54321",
        ["wait"] = "54321 --timeout 0",
        ["watch"] = "--limit 1",
        ["who-holds"] = "/lib/evil",
        ["top"] = "-b -n 2",
        ["completion"] = "bash",

        // It would record until it is ended: without a valid limit it does not begin.
        ["record"] = "--keep 7",
    };

    /// <summary>Every command that the help lists: what goes on in a further line is indented more.</summary>
    public static TheoryData<string> Names =>
        [
            .. from line in new ToolRun().Run("--help").Output.Split("Commands:")[1].Split("Examples:")[0].Split('\n')
            where line is [' ', ' ', not ' ', ..]
            select line.Trim().Split(' ')[0],
        ];

    [Theory]
    [MemberData(nameof(Names))]
    public void HelpHasExamplesAndTheOptions(string name)
    {
        ToolRun run = new ToolRun().Run(name, "--help");
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Contains(
            $"psutil {name}",
            run.Output[run.Output.IndexOf("Examples:", StringComparison.Ordinal)..],
            StringComparison.Ordinal
        );
        Assert.All(run.Output.Split('\n'), line => Assert.True(line.Length <= 80, line));
        Assert.Contains("--no-color", run.Output, StringComparison.Ordinal);
        Assert.Equal(!WithoutData.Contains(name), run.Output.Contains("  --json ", StringComparison.Ordinal));
        Assert.Equal(!WithoutData.Contains(name), run.Output.Contains("  --bytes ", StringComparison.Ordinal));
        Assert.Equal(!WithoutTable.Contains(name), run.Output.Contains("  --csv ", StringComparison.Ordinal));
        Assert.Equal(!Lasting.Contains(name), run.Output.Contains("  --watch ", StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void JsonIsJsonAlone(string name)
    {
        ToolRun run = Run(name, "--json");
        if (WithoutData.Contains(name))
        {
            Assert.Equal(2, run.ExitCode);
            return;
        }

        string[] lines = run.Output.TrimEnd('\n').Split('\n');
        Assert.Equal(name == "top" ? 2 : 1, lines.Length);
        Assert.All(lines, line => Assert.Equal(1, JsonDocument.Parse(line).RootElement.GetProperty("schema").GetInt32()));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void CsvIsATableOrRefused(string name)
    {
        ToolRun run = Run(name, "--csv");
        if (WithoutTable.Contains(name))
        {
            Assert.Equal((2, ""), (run.ExitCode, run.Output));
            return;
        }

        string[] lines = run.Output.TrimEnd().Split("\r\n");
        Assert.True(lines.Length > 1, run.Output);
        Assert.Matches("^[a-z0-9_,]+$", lines[0]);
        Assert.EndsWith("\r\n", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void WatchingRepeatsIt(string name)
    {
        if (Lasting.Contains(name))
        {
            Assert.Equal((2, ""), (Run(name, "--watch", "2").ExitCode, Run(name, "--watch", "2").Output));
            return;
        }

        ToolRun run = Run(name == "top" ? "top --json" : name, "--watch", "7", "--count", "3", "--json");
        Assert.Equal(3, run.Output.TrimEnd('\n').Split('\n').Length);
        Assert.InRange(run.Clock.Elapsed, TimeSpan.FromSeconds(14), TimeSpan.FromSeconds(15));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void WithoutColourThereIsNoEscapeAtAll(string name)
    {
        ToolRun run = Run(name, "--no-color");
        Assert.DoesNotContain('\u001b', run.Output);
        Assert.NotEqual("", run.Output + run.Error);
    }

    // The unit is what a person reads: a number with it behind would be no number to a program.
    [Theory]
    [MemberData(nameof(Names))]
    public void BytesAreRawNumbersWhereTheyAreAskedFor(string name)
    {
        if (WithoutData.Contains(name))
        {
            return;
        }

        Assert.DoesNotMatch(Scaled(), Run(name, "--bytes").Output);
        string[] withBytes =
        [
            "ps",
            "top",
            "info",
            "maps",
            "procsmem",
            "io",
            "mem",
            "disks",
            "net",
            "connections",
            "gpus",
            "hardware",
            "dump",
            "cgroups",
            "report",
        ];
        Assert.Equal(withBytes.Contains(name), Scaled().IsMatch(Run(name).Output));
    }

    private static ToolRun Run(string name, params string[] options)
    {
        ToolRun run = new() { Terminal = ToolRun.TerminalOf(300, 100) with { IsTerminal = false, HasColor = true, CanRedraw = false } };
        if (name == "watch")
        {
            run.Machine.Processes.Events.Add(
                new ProcessStartedEvent
                {
                    Time = run.Clock.GetUtcNow(),
                    Identity = new ProcessIdentity(700, 1),
                    ParentPid = 310,
                    Name = "sh",
                }
            );
        }

        using PastMachine? past = name == "report" ? new PastMachine() : null;
        options = past is null ? options : [.. past.Arguments, "--from", "1970-01-02", .. options];
        string line = Arguments.TryGetValue(name, out string? arguments) ? $"{name} {arguments}" : name;
        return run.Run([.. line.Split(' '), .. options]);
    }

    [GeneratedRegex(@"[ =](\d+\.\d[KMGT]|\d+B)\b", RegexOptions.CultureInvariant)]
    private static partial Regex Scaled();
}
