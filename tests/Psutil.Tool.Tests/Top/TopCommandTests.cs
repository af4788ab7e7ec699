using System.Text.Json;
using Psutil.Tool.Tests.Fakes;
using Psutil.Tool.Top.Model;

namespace Psutil.Tool.Tests.Top;

/// <summary>The command line of top, and its batch mode.</summary>
public class TopCommandTests
{
    [Fact]
    public void TheTableCanBeATree()
    {
        ToolRun run = new ToolRun().Run("top", "-b", "-n", "1", "--tree", "--sort", "pid");
        Assert.Equal(0, run.ExitCode);
        string[] lines = run.Output.Split('\n');
        string parent = Assert.Single(lines, line => line.TrimStart().StartsWith("1 ", StringComparison.Ordinal));
        Assert.EndsWith(" systemd", parent, StringComparison.Ordinal);
        Assert.Contains(lines, line => line.Contains("|- ", StringComparison.Ordinal) || line.Contains("`- ", StringComparison.Ordinal));
        Assert.DoesNotContain("- ", new ToolRun().Run("top", "-b", "-n", "1").Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("oom", "OOM")]
    [InlineData("est-watt", "EST-WATT")]
    public void WhatIsSortedByIsAColumn(string column, string heading)
    {
        ToolRun run = new();
        run.Machine.Energy.IsCounted = true;
        run.Run("top", "-b", "-n", "1", "--sort", column);
        Assert.Equal(0, run.ExitCode);
        string headings = Assert.Single(run.Output.Split('\n'), line => line.Contains("PID", StringComparison.Ordinal));
        Assert.Contains(heading, headings, StringComparison.Ordinal);
        Assert.DoesNotContain(heading, new ToolRun().Run("top", "-b", "-n", "1", "--sort", "rss").Output, StringComparison.Ordinal);
    }

    // Every column has a place in the table if it is sorted by, and nothing else of its field has.
    [Theory]
    [InlineData("swap", "SWAP", "MEMORY_INFO_EX")]
    [InlineData("data", "DATA", "TEXT")]
    [InlineData("utime", "UTIME", "STIME")]
    [InlineData("majflt", "MAJFLT", "PAGE_FAULTS")]
    [InlineData("euid", "EUID", "UIDS")]
    [InlineData("pss", "PSS", "MEMORY_FOOTPRINT")]
    [InlineData("read/s", "READ/s", "IO_COUNTERS")]
    [InlineData("unit", "UNIT", "CONTAINER")]
    public void OneOfAFieldsValuesIsAColumnOfItsOwn(string column, string heading, string missing)
    {
        string output = new ToolRun().Run("top", "-b", "-n", "1", "--sort", column).Output;
        string headings = Assert.Single(output.Split('\n'), line => line.Contains("PID", StringComparison.Ordinal));
        Assert.Contains(heading, headings.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        Assert.DoesNotContain(missing, headings, StringComparison.Ordinal);
    }

    [Fact]
    public void EveryColumnOfTheScreenCanBeSortedByInATable()
    {
        foreach (TopColumn column in TopColumns.All.Concat(TopColumns.More))
        {
            ToolRun run = new ToolRun().Run("top", "--csv", "-n", "1", "--sort", column.Header);
            Assert.Equal(0, run.ExitCode);
            string[] headings = run.Output.Split("\r\n")[0].Split(',');
            Assert.Equal(headings.Length, headings.Distinct().Count());
            using JsonDocument json = JsonDocument.Parse(new ToolRun().Run("top", "--json", "-n", "1", "--sort", column.Header).Output);
            Assert.Equal(5, json.RootElement.GetProperty("processes").GetArrayLength());
        }
    }

    [Fact]
    public void ARateThatItIsSortedByIsInTheJson()
    {
        using JsonDocument json = JsonDocument.Parse(new ToolRun().Run("top", "--json", "-n", "1", "--sort", "read/s").Output);
        foreach (JsonElement process in json.RootElement.GetProperty("processes").EnumerateArray())
        {
            Assert.True(process.TryGetProperty("read_bytes_per_second", out _));
            Assert.True(process.TryGetProperty("io_counters", out _));
        }
    }

    [Fact]
    public void SortingByTheCommandDoesNotShowArguments()
    {
        string output = new ToolRun().Run("top", "-b", "-n", "1", "--sort", "command").Output;
        Assert.DoesNotContain("splash", output, StringComparison.Ordinal);
        Assert.Contains(" systemd", output, StringComparison.Ordinal);
    }

    [Fact]
    public void TheTableOfBatchModeIsSortedByTheEstimateOfPower()
    {
        ToolRun run = new();
        run.Machine.Energy.IsCounted = true;
        run.Run("top", "--json", "-n", "1", "--sort", "est-watt");
        using JsonDocument json = JsonDocument.Parse(run.Output);
        double[] watts =
        [
            .. json
                .RootElement.GetProperty("processes")
                .EnumerateArray()
                .Select(process => process.GetProperty("energy").GetProperty("estimated_watts"))
                .Where(watts => watts.ValueKind == JsonValueKind.Number)
                .Select(watts => watts.GetDouble()),
        ];
        Assert.True(watts is [> 0, ..]);
        Assert.Equal(watts.OrderDescending(), watts);
    }

    [Fact]
    public void TheTableCanBeOfGroups()
    {
        ToolRun run = new ToolRun().Run("top", "-b", "-n", "1", "--group", "user", "--sort", "rss");
        Assert.Equal(0, run.ExitCode);
        Assert.Contains("GROUP", run.Output, StringComparison.Ordinal);
        int processes = new ToolRun().Machine.Processes.Count;
        using JsonDocument json = JsonDocument.Parse(
            new ToolRun().Run("top", "--json", "-n", "1", "--group", "user", "--sort", "rss").Output
        );
        Assert.False(json.RootElement.TryGetProperty("processes", out _));
        JsonElement[] groups = [.. json.RootElement.GetProperty("groups").EnumerateArray()];
        Assert.Equal(processes, groups.Sum(group => group.GetProperty("processes").GetInt32()));
        long[] rss = [.. groups.Select(group => group.GetProperty("rss").GetInt64())];
        Assert.Equal(rss.OrderDescending(), rss);
        Assert.Equal(groups.Length, groups.Select(group => group.GetProperty("group").GetString()).Distinct().Count());
    }

    [Fact]
    public void WhatGroupsAreSortedByIsAColumnIfItCanBeAdded()
    {
        ToolRun run = new ToolRun().Run("top", "--json", "-n", "1", "--group", "user", "--sort", "data");
        using JsonDocument json = JsonDocument.Parse(run.Output);
        long[] data = [.. json.RootElement.GetProperty("groups").EnumerateArray().Select(group => group.GetProperty("data").GetInt64())];
        Assert.Equal(data.OrderDescending(), data);
        Assert.Contains(
            "DATA",
            new ToolRun().Run("top", "-b", "-n", "1", "--group", "user", "--sort", "data").Output,
            StringComparison.Ordinal
        );
        Assert.DoesNotContain(
            "NI",
            new ToolRun().Run("top", "-b", "-n", "1", "--group", "user", "--sort", "ni").Output,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void WithoutATerminalItNamesTheBatchOptionAndWritesNothing()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "the full screen is there for Linux alone");
        ToolRun run = new ToolRun().Run("top");
        Assert.Equal(2, run.ExitCode);
        Assert.Equal("", run.Output);
        Assert.Contains("top -b", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void BatchModeWritesThis()
    {
        ToolRun run = new ToolRun().Run("top", "-b", "-n", "1");
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Snapshot.Matches(run.Output, "top-batch.txt");
    }

    [Theory]
    [InlineData("--json", "top-batch.ndjson")]
    [InlineData("--csv", "top-batch.csv")]
    public void ForProgramsItWritesThis(string form, string snapshot)
    {
        ToolRun run = new ToolRun().Run("top", "-n", "2", "-d", "2", form);
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Snapshot.Matches(run.Output, snapshot);
    }

    [Fact]
    public void OnATerminalTheTablesFollowOneAnotherToo()
    {
        string output = new ToolRun { Terminal = ToolRun.TerminalOf(60) }
            .Run("top", "-b", "-n", "2")
            .Output;
        Assert.DoesNotContain('\u001b', output);
        Assert.Equal(2, output.Split("\n\n").Length);
        Assert.All(output.Split('\n'), line => Assert.True(Psutil.Tool.Text.TextWidth.Of(line) <= 60, line));
    }

    [Fact]
    public void ArgumentsAreWrittenOnlyWhereTheyAreAskedFor()
    {
        Assert.DoesNotContain("splash", new ToolRun().Run("top", "-b", "-n", "1").Output, StringComparison.Ordinal);
        Assert.Contains("/sbin/init splash", new ToolRun().Run("top", "-b", "-n", "1", "--args").Output, StringComparison.Ordinal);
    }

    [Fact]
    public void InBatchModeEachRefreshHasItsTableAndTheBusiestComeFirst()
    {
        ToolRun run = new ToolRun().Run("top", "-b", "-n", "3", "-d", "2");
        Assert.Equal(TimeSpan.FromSeconds(4), run.Clock.Elapsed);
        string[] tables = run.Output.Split("\n\n");
        Assert.Equal(3, tables.Length);
        Assert.All(tables[1..], table =>
        {
            Assert.Contains("CPU  43.8%", table, StringComparison.Ordinal);
            Assert.Contains("Net  in 9.8K/s  out 2.0K/s", table, StringComparison.Ordinal);
            string[] lines = table.TrimEnd('\n').Split('\n');
            int header = Array.FindIndex(lines, line => line.Contains("NAME", StringComparison.Ordinal));
            Assert.Equal(
                ["310", "54321", "1", "2", "4000"],
                lines[(header + 1)..].Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[0])
            );
        });
    }

    [Fact]
    public void TheFirstCpuPercentIsBlankInBatchMode()
    {
        string output = new ToolRun().Run("top", "-b", "-n", "2").Output.Split("\n\n")[0];
        Assert.Contains("CPU\n", output, StringComparison.Ordinal);
        string[] lines = output.Split('\n');
        int end = lines.Single(line => line.Contains("NAME", StringComparison.Ordinal)).IndexOf("CPU%", StringComparison.Ordinal) + 4;
        Assert.All(lines.Where(line => line.Contains("root", StringComparison.Ordinal)), line =>
            Assert.Equal("    ", line[(end - 4)..end])
        );
    }

    [Theory]
    [InlineData("-n", "0")]
    [InlineData("-n", "x")]
    [InlineData("-d", "0")]
    [InlineData("-d", "x")]
    [InlineData("word", null)]
    public void AWrongCommandLineIsRefused(string option, string? value)
    {
        ToolRun run = new ToolRun().Run(value is null ? ["top", "-b", option] : ["top", "-b", option, value]);
        Assert.Equal(2, run.ExitCode);
        Assert.Equal("", run.Output);
    }

    [Fact]
    public void TheHelpTellsTheOptionsButNotTheHiddenOne()
    {
        string help = new ToolRun().Run("top", "--help").Output;
        Assert.Contains("--batch", help, StringComparison.Ordinal);
        Assert.Contains("--readonly", help, StringComparison.Ordinal);
        Assert.DoesNotContain("guard", help, StringComparison.Ordinal);
    }

    [Fact]
    public void TheOnlyTableOfBatchModeHasItsRates()
    {
        ToolRun run = new ToolRun().Run("top", "-b", "-n", "1", "-d", "2");
        Assert.Equal(TimeSpan.FromSeconds(2), run.Clock.Elapsed);
        Assert.Contains("CPU  43.8%", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void BatchModeSortsAndSelects()
    {
        Assert.Equal([310, 1, 54321, 2, 4000], PidsOf("--sort", "rss"));
        Assert.Equal([1, 2, 310, 4000, 54321], PidsOf("--sort", "pid"));
        Assert.Equal([310, 4000], PidsOf("--user", "ann"));
        Assert.Equal([310, 2], PidsOf("--pid", "310,2"));
        Assert.Equal([1], PidsOf("--filter", "^syst"));
    }

    [Theory]
    [InlineData("--sort", "nothing")]
    [InlineData("--theme", "nothing")]
    [InlineData("--pid", "x")]
    [InlineData("--args=nothing", null)]
    public void AWrongWordIsRefused(string option, string? value)
    {
        ToolRun run = new ToolRun().Run(value is null ? ["top", "-b", option] : ["top", "-b", option, value]);
        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.Contains("'" + (value ?? "nothing") + "' is not a", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void AWrongColumnIsAnsweredByThoseThereAre()
    {
        ToolRun run = new ToolRun().Run("top", "--sort", "swpa");
        Assert.Equal(2, run.ExitCode);
        Assert.Contains("(did you mean 'SWAP'?); there are PID PPID USER", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void ArgumentsCanBeMasked()
    {
        string all = new ToolRun().Run("top", "-b", "-n", "1", "--args=all").Output;
        Assert.Equal(all, new ToolRun().Run("top", "-b", "-n", "1", "--args").Output);
        Assert.Contains("/sbin/init splash", new ToolRun().Run("top", "-b", "-n", "1", "--args=masked").Output, StringComparison.Ordinal);
    }

    private static IEnumerable<int> PidsOf(params string[] options)
    {
        string[] lines = new ToolRun().Run(["top", "-b", "-n", "1", .. options]).Output.TrimEnd('\n').Split('\n');
        int header = Array.FindIndex(lines, line => line.Contains("NAME", StringComparison.Ordinal));
        return lines[(header + 1)..]
            .Select(line => int.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[0], CultureInfo.InvariantCulture));
    }
}
