using System.Text.Json;
using Psutil.Tool.Tests.Fakes;

namespace Psutil.Tool.Tests.Commands;

public class InfoTests
{
    [Fact]
    public void EverythingIsShown() => Snapshot.Matches(new ToolRun().Run("info", "310").Output, "info-310.txt");

    [Theory]
    [InlineData(40)]
    [InlineData(80)]
    public void OnATerminalFiguresAreBrokenBetweenThem(int width) =>
        Snapshot.Matches(
            new ToolRun { Terminal = ToolRun.TerminalOf(width) }
                .Run("info", "310")
                .Output,
            $"info-310-{width}.txt"
        );

    [Fact]
    public void EnvironmentAndMapsAreShownWhenAskedFor() =>
        Snapshot.Matches(new ToolRun().Run("info", "310", "--environment", "--maps").Output, "info-310-more.txt");

    [Fact]
    public void WhatIsMissingSaysWhy() => Snapshot.Matches(new ToolRun().Run("info", "54321", "--environment").Output, "info-54321.txt");

    [Fact]
    public void JsonIsOneObjectWithEveryField()
    {
        JsonElement info = new ToolRun().Run("info", "310", "--json").Json;
        JsonElement listed = new ToolRun().Run("ps", "--json", "--fields", "all").Json.GetProperty("processes")[2];
        Assert.Equal(1, info.GetProperty("schema").GetInt32());
        Assert.Equal(150, info.GetProperty("cpu_percent").GetDouble(), 6);
        foreach (JsonProperty member in listed.EnumerateObject().Where(member => !member.Name.StartsWith("cpu_", StringComparison.Ordinal)))
        {
            Assert.Equal(member.Value.GetRawText(), info.GetProperty(member.Name).GetRawText());
        }
    }

    [Fact]
    public void MapsAreGroupedByPathUnlessAskedFor()
    {
        JsonElement grouped = new ToolRun().Run("info", "310", "--json").Json.GetProperty("memory_maps");
        Assert.Equal(2, grouped.GetArrayLength());
        Assert.Equal(8192, grouped[0].GetProperty("size").GetInt64());
        Assert.False(grouped[0].TryGetProperty("addr", out _));
        JsonElement all = new ToolRun().Run("info", "310", "--json", "--maps").Json.GetProperty("memory_maps");
        Assert.Equal(3, all.GetArrayLength());
        Assert.Equal("3000-5000", all[1].GetProperty("addr").GetString());
        Assert.Equal("rw-p", all[1].GetProperty("perms").GetString());
    }

    [Fact]
    public void ManyChildrenAreCounted()
    {
        ToolRun run = new();
        run.Machine.Processes.AddRange(Enumerable.Range(60000, 12).Select(pid => ToolProcess.Create(pid, "child", parent: 54321)));
        string line = Assert.Single(run.Run("info", "54321").Output.Split('\n'), line =>
            line.Contains("children ", StringComparison.Ordinal)
        );
        Assert.StartsWith("  children          60000 (child), 60001 (child), ", line, StringComparison.Ordinal);
        Assert.EndsWith("60009 (child) and 2 more", line, StringComparison.Ordinal);
    }

    [Fact]
    public void SecretsAreNotReadUnlessTheyAreShown()
    {
        ToolRun run = new ToolRun().Run("info", "54321");
        Assert.DoesNotContain("environ", run.Output, StringComparison.Ordinal);
        Assert.Contains("psutil: 6 values of 1 process were denied", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("99999")]
    [InlineData("0")]
    [InlineData("99999999999999999999")]
    public void AProcessThatDoesNotExistIsNotFound(string pid)
    {
        ToolRun run = new ToolRun().Run("info", pid, "--json");
        Assert.Equal(1, run.ExitCode);
        Assert.Equal("", run.Output);
        Assert.Equal($"psutil: there is no process {pid}\n", run.Error);
    }

    [Fact]
    public void AnExpressionThatNoNameMatchesIsNotCalledAName() =>
        Assert.Equal("psutil: there is no process whose name matches /^no/\n", new ToolRun().Run("info", "/^no/").Error);

    [Fact]
    public void AProcessThatEndsWhileItIsReadIsNotFound()
    {
        ToolRun outer = new();
        ToolRun run = new() { OpenMachine = () => outer.Machine, OnSleep = _ => outer.Machine.Processes.End(310) };
        run.Run("info", "310", "--json");
        Assert.Equal(1, run.ExitCode);
        Assert.Equal("", run.Output);
        Assert.Equal("psutil: process 310 has just ended\n", run.Error);
    }

    [Fact]
    public void WatchingEndsWithTheProcess()
    {
        ToolRun outer = new();
        int rounds = 0;
        ToolRun run = new()
        {
            OpenMachine = () => outer.Machine,
            OnSleep = _ =>
            {
                if (++rounds == 3)
                {
                    outer.Machine.Processes.Clear();
                }
            },
        };
        run.Run("info", "310", "--json", "--watch", "1");
        Assert.Equal(0, run.ExitCode);
        Assert.Equal(2, run.Output.Count(unit => unit == '\n'));
        Assert.Equal("", run.Error);
    }
}
