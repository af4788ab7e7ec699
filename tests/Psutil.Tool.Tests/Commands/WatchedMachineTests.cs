using System.Text.Json;
using Psutil.Tool.Commands;
using Psutil.Tool.Tests.Fakes;
using Psutil.Tool.Tests.Live;

namespace Psutil.Tool.Tests.Commands;

/// <summary>Only a command that reads the machine again and again opens it so that a BPF program may be loaded.</summary>
public class WatchedMachineTests
{
    [Theory]
    [InlineData("")]
    [InlineData("ps")]
    [InlineData("ps --sort cpu_percent")]
    [InlineData("ps --watch 1 --count 1")]
    [InlineData("tree")]
    [InlineData("io")]
    [InlineData("cpu")]
    [InlineData("procsmem")]
    [InlineData("info 310")]
    [InlineData("top -b -n 1")]
    [InlineData("dump --json")]
    public void OneOutputIsNotWatching(string command) => Assert.False(Watches(command));

    [Theory]
    [InlineData("--watch 1 --count 2")]
    [InlineData("ps --watch 1 --count 2")]
    [InlineData("tree --watch 1 --count 2")]
    [InlineData("io --watch 1 --count 2")]
    [InlineData("top -b -n 2")]
    [InlineData("version")]
    public void MoreAre(string command) => Assert.True(Watches(command));

    [Fact]
    public void TheProgramOfACommandThatWritesOnceIsForbidden()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "BPF programs are Linux's.");
        ToolHost host = ToolHost.Create();
        using Machine once = host.OpenMachineFor(isReadAgain: false);
        using Machine watched = host.OpenMachineFor(isReadAgain: true);
        Assert.Contains("AllowBpf", once.Processes.GetBpfRefusal(), StringComparison.Ordinal);
        Assert.DoesNotContain("AllowBpf", watched.Processes.GetBpfRefusal() ?? "", StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("0", true)]
    [InlineData("1", false)]
    [InlineData("", false)]
    public async Task TheEnvironmentForbidsIt(string value, bool isForbidden)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "BPF programs are Linux's.");
        (int exitCode, string output, string error) = await Executable.Run(Executable.Psutil, ["version", "--json"], ("PSUTIL_BPF", value));
        Assert.True(exitCode == 0, error);
        using JsonDocument version = JsonDocument.Parse(output);
        string reason = version.RootElement.GetProperty("bpf_process_table").GetString()!;
        Assert.Equal(isForbidden, reason.Contains("PSUTIL_BPF", StringComparison.Ordinal));
    }

    private static bool Watches(string command)
    {
        bool watches = false;
        ToolRun run = new();
        run = new ToolRun
        {
            OpenMachineToWatch = () =>
            {
                watches = true;
                return run.Machine;
            },
        };
        run.Run(command.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        Assert.NotEqual(ExitCode.Usage, run.ExitCode);
        return watches;
    }
}
