using System.Text.Json;
using Psutil.Tool.Tests.Fakes;

namespace Psutil.Tool.Tests.Commands;

public class DumpTests
{
    [Fact]
    public void JsonIsAsTheContractSays() =>
        Snapshot.Matches(
            new ToolRun { Terminal = ToolRun.TerminalOf(80) }
                .Run("dump", "--json")
                .Output,
            "dump.json"
        );

    [Fact]
    public void TextHasTheSameValues() => Snapshot.Matches(new ToolRun().Run("dump").Output, "dump.txt");

    [Fact]
    public void IntoAPipeJsonIsOneLine()
    {
        string output = new ToolRun().Run("dump", "--json").Output;
        Assert.Equal(output.Length - 1, output.IndexOf('\n', StringComparison.Ordinal));
    }

    [Fact]
    public void WhatCouldNotBeReadIsNullAndSaysWhy()
    {
        ToolRun run = new ToolRun().Run("dump", "--json");
        Assert.Equal(0, run.ExitCode);
        Assert.Equal(JsonValueKind.Null, run.Json.GetProperty("sensors").GetProperty("fans").ValueKind);
        Assert.Equal(JsonValueKind.Null, run.Json.GetProperty("disks").GetProperty("usage").GetProperty("/mnt/dead").ValueKind);
        Assert.Equal("""{"disks.usage./mnt/dead":"timed out","sensors.fans":"denied"}""", run.Json.GetProperty("unavailable").GetRawText());
        Assert.Equal(
            "psutil: disks.usage./mnt/dead could not be read: the file system at /mnt/dead did not answer statvfs within 1 s (and 1 more under 'unavailable')\n",
            run.Error
        );
    }

    [Fact]
    public void AMachineWithoutValuesGivesNullsAndNoFailure()
    {
        ToolRun run = new ToolRun { OpenMachine = () => new SilentMachine() }.Run("dump", "--json");
        Assert.Equal(0, run.ExitCode);
        Assert.Equal("", run.Error);
        Assert.Equal(JsonValueKind.Null, run.Json.GetProperty("cpu").GetProperty("times").ValueKind);
        Assert.Equal("not supported", run.Json.GetProperty("unavailable").GetProperty("memory.virtual").GetString());
    }

    [Fact]
    public void AnOverviewOfAMachineWithoutValuesIsNoFailure()
    {
        ToolRun run = new ToolRun { OpenMachine = () => new SilentMachine() }.Run();
        Assert.Equal("", run.Error);
        Assert.Equal(0, run.ExitCode);
        Assert.Contains("not supported", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("0.0%", run.Output, StringComparison.Ordinal);
    }
}
