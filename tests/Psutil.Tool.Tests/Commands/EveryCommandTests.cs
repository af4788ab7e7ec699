using System.Text.Json;
using Psutil.Tool.Tests.Fakes;
using Psutil.Tool.Text;

namespace Psutil.Tool.Tests.Commands;

/// <summary>
/// What holds for every command that shows something: its exact text, JSON and CSV, and that nothing hostile comes through.
/// </summary>
public class EveryCommandTests
{
    /// <summary>The commands that have a table, and under which name their output was reviewed.</summary>
    public static TheoryData<string, string> Tables =>
        new()
        {
            { "cpu", "cpu" },
            { "mem", "mem" },
            { "disks", "disks" },
            { "disks --all", "disks-all" },
            { "disks --interval 2", "disks-rates" },
            { "net", "net" },
            { "net --by process", "net-by-process" },
            { "net --by connection", "net-by-connection" },
            { "connections --kind all", "connections" },
            { "sensors", "sensors" },
            { "gpus", "gpus" },
            { "hardware", "hardware" },
            { "users", "users" },
            { "services", "services" },
            { "cgroups", "cgroups" },
            { "cgroups --sort cpu --limit 4", "cgroups-sorted" },
            { "cgroups --containers", "cgroups-containers" },
            { "maps 310", "maps" },
            { "maps 310 --grouped", "maps-grouped" },
            { "files 310", "files" },
            { "procsmem", "procsmem" },
            { "procsmem --by user", "procsmem-by-user" },
            { "procsmem --by container", "procsmem-by-container" },
            { "procsmem --by cgroup", "procsmem-by-cgroup" },
            { "io", "io" },
            { "io --net", "io-net" },
            { "ps --fields pid,network_io,name", "ps-network" },
        };

    [Theory]
    [MemberData(nameof(Tables))]
    public void TheTextIsExact(string line, string name)
    {
        Snapshot.Matches(new ToolRun().Run(line.Split(' ')).Output, name + "-pipe.txt");
        foreach (int width in (int[])[40, 80, 300])
        {
            Snapshot.Matches(
                new ToolRun { Terminal = ToolRun.TerminalOf(width) }
                    .Run(line.Split(' '))
                    .Output,
                $"{name}-{width}.txt"
            );
        }
    }

    [Theory]
    [MemberData(nameof(Tables))]
    public void TheCsvIsExact(string line, string name) =>
        Snapshot.Matches(new ToolRun().Run([.. line.Split(' '), "--csv"]).Output, name + ".csv");

    [Theory]
    [MemberData(nameof(Tables))]
    public void TheJsonIsExact(string line, string name) =>
        Snapshot.Matches(
            new ToolRun { Terminal = ToolRun.TerminalOf(80) }
                .Run([.. line.Split(' '), "--json"])
                .Output,
            name + ".json"
        );

    [Theory]
    [MemberData(nameof(Tables))]
    public void JsonHasTheSchemaAndIsPrintableAscii(string line, string name)
    {
        ToolRun run = new ToolRun().Run([.. line.Split(' '), "--json"]);
        Assert.True(run.ExitCode == 0, name);
        Assert.Equal(1, run.Json.GetProperty("schema").GetInt32());
        Assert.DoesNotContain(run.Output.TrimEnd('\n'), unit => unit is < ' ' or > '~');
    }

    [Theory]
    [MemberData(nameof(Tables))]
    public void NothingThatATerminalWouldObeyComesThrough(string line, string name)
    {
        string output = new ToolRun { Terminal = ToolRun.TerminalOf(200) with { HasColor = true } }
            .Run(line.Split(' '))
            .Output;
        string plain = System.Text.RegularExpressions.Regex.Replace(output, "\u001b\\[[0-9;]*m", "");
        Assert.DoesNotContain(plain, unit => (char.IsControl(unit) && unit != '\n') || unit == '\u202e');
        Assert.True(plain.Length > 0, name);
        Assert.DoesNotContain(new ToolRun().Run([.. line.Split(' '), "--csv"]).Output, unit =>
            char.IsControl(unit) && unit is not ('\r' or '\n')
        );
    }

    [Theory]
    [MemberData(nameof(Tables))]
    public void NoWidthBreaksIt(string line, string name)
    {
        foreach (int width in (int[])[1, 7, 20, 33, 64, 120])
        {
            ToolRun run = new ToolRun { Terminal = ToolRun.TerminalOf(width) }.Run(line.Split(' '));
            Assert.True(run.ExitCode == 0, name);
            Assert.All(run.Output.Split('\n'), text => Assert.True(TextWidth.Of(text) <= width, text));
        }
    }

    [Theory]
    [MemberData(nameof(Tables))]
    public void WatchingRepeatsItOneObjectPerLine(string line, string name)
    {
        ToolRun run = new ToolRun().Run([.. line.Split(' '), "--json", "--watch", "2", "--count", "3"]);
        string[] lines = run.Output.TrimEnd('\n').Split('\n');
        Assert.True(lines.Length == 3, name);
        Assert.All(lines, text => Assert.Equal(1, JsonDocument.Parse(text).RootElement.GetProperty("schema").GetInt32()));
        Assert.True(run.Clock.Elapsed >= TimeSpan.FromSeconds(4));

        // What could not be read is said, but not three times.
        Assert.InRange(run.Error.Split('\n').Length - 1, 0, 1);
    }

    [Theory]
    [MemberData(nameof(Tables))]
    public void HelpShowsExamplesAndFitsATerminal(string line, string name)
    {
        string command = line.Split(' ')[0];
        ToolRun run = new ToolRun().Run(command, "--help");
        Assert.True(run.ExitCode == 0, name);
        Assert.Contains($"\n  psutil {command}", run.Output, StringComparison.Ordinal);
        Assert.All(run.Output.Split('\n'), text => Assert.True(text.Length <= 80, text));
    }

    [Theory]
    [InlineData("cpu", "cpu")]
    [InlineData("mem", "memory")]
    [InlineData("disks", "disks")]
    [InlineData("net", "network")]
    [InlineData("connections", "connections")]
    [InlineData("sensors", "sensors")]
    [InlineData("gpus", "GPUs")]
    [InlineData("hardware", "hardware")]
    [InlineData("users", "users")]
    [InlineData("services", "services")]
    [InlineData("cgroups", "cgroups")]
    public void WhatASystemDoesNotOfferIsSaidAndIsAFailure(string command, string subject)
    {
        ToolRun run = new ToolRun { OpenMachine = () => new SilentMachine() }.Run(command);
        Assert.Equal((3, ""), (run.ExitCode, run.Output));
        Assert.Equal($"psutil: reading {subject} is not supported on this operating system\n", run.Error);
    }

    [Theory]
    [InlineData("maps", "maps")]
    [InlineData("files", "open files")]
    public void AListThatWasDeniedIsSaidAndIsAFailure(string command, string subject)
    {
        ToolRun run = new();
        run.Machine.Processes.Add(
            ToolProcess.Create(60000, "closed").Without(ProcessFields.MemoryMaps | ProcessFields.OpenFiles, UnavailableReason.Denied)
        );
        run.Run(command, "60000");
        Assert.Equal((3, ""), (run.ExitCode, run.Output));
        Assert.Equal($"psutil: the {subject} of process 60000 could not be read: denied\n", run.Error);
    }

    [Theory]
    [InlineData("maps")]
    [InlineData("files")]
    [InlineData("tree")]
    public void WatchingAProcessEndsWithIt(string command)
    {
        ToolRun outer = new();
        int rounds = 0;
        ToolRun run = new()
        {
            OpenMachine = () => outer.Machine,
            OnSleep = _ =>
            {
                if (++rounds == 2)
                {
                    outer.Machine.Processes.End(310);
                }
            },
        };
        run.Run(command, "310", "--watch", "1", "--json");
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Equal(2, run.Output.TrimEnd('\n').Split('\n').Length);
    }
}
