using System.Diagnostics;
using System.Text.Json;

namespace Psutil.Tool.Tests.Live;

/// <summary>A live process whose name, arguments, folder and environment would act on a terminal.</summary>
public sealed class HostileNameTests : IAsyncLifetime
{
    // Sets the clipboard; erases the screen in eight bits; turns the reading direction round.
    private const string Name = "\u001b]52;c;x\u0007";
    private const string Argument = "\u009b2J\u202e\nline";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("psutil-hostile-\u001b[31m-");
    private Process? _process;

    public async ValueTask InitializeAsync()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && File.Exists("/bin/sh"), "only Linux lets a program be called so");
        string program = Path.Join(_folder.FullName, Name);
        File.Copy("/bin/sh", program);
        _process = Process.Start(new ProcessStartInfo(program, ["-c", "read line", Argument]) { RedirectStandardInput = true, WorkingDirectory = _folder.FullName })!;
        Assert.True(SpinWait.SpinUntil(() => Machine.Local.Processes.Get(_process.Id).Capture(ProcessFields.Name).Name == Name, TimeSpan.FromSeconds(30)));
        await Task.CompletedTask;
    }

    public ValueTask DisposeAsync()
    {
        _process?.Kill();
        _process?.Dispose();
        _folder.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }

    [Theory]
    [InlineData("ps --pid PID --args")]
    [InlineData("ps --pid PID --fields all")]
    [InlineData("ps --pid PID --fields all --csv")]
    [InlineData("tree PID --args")]
    [InlineData("info PID --environment --maps")]
    [InlineData("maps PID")]
    [InlineData("procsmem --pid PID")]
    [InlineData("who-holds PROGRAM")]
    [InlineData("wait PID --timeout 0")]
    [InlineData("kill PID 1")]
    [InlineData("kill --name ]52;c;x --user nosuch")]
    public async Task NothingOfItReachesTheTerminal(string line)
    {
        string[] arguments =
        [
            .. line.Split(' ').Select(word => word switch
            {
                "PID" => _process!.Id.ToString(CultureInfo.InvariantCulture),
                "PROGRAM" => Path.Join(_folder.FullName, Name),
                _ => word,
            }),
        ];
        (_, string output, string error) = await Executable.Run(Executable.Psutil, arguments, ("FORCE_COLOR", null), ("CLICOLOR_FORCE", null));
        Assert.DoesNotContain(output + error, unit => (char.IsControl(unit) && unit is not ('\n' or '\r')) || unit is '\u202e' or '\uFFFD');
        Assert.Contains(line.Contains("nosuch", StringComparison.Ordinal) ? "" : "\\x1b]52;c;x\\x07", output + error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task JsonHasItExactly()
    {
        (_, string output, _) = await Executable.Run(Executable.Psutil, ["ps", "--pid", _process!.Id.ToString(CultureInfo.InvariantCulture), "--json", "--fields", "name,cmdline,exe"]);
        JsonElement process = JsonDocument.Parse(output).RootElement.GetProperty("processes")[0];
        Assert.Equal(Name, process.GetProperty("name").GetString());
        Assert.Equal(Argument, process.GetProperty("cmdline")[3].GetString());
        Assert.Equal(Path.Join(_folder.FullName, Name), process.GetProperty("exe").GetString());
    }
}
