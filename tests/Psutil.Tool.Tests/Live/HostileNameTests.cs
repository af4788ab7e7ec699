using System.Diagnostics;
using System.Text.Json;

namespace Psutil.Tool.Tests.Live;

/// <summary>A live process whose name, arguments, folder and environment would act on a terminal.</summary>
public sealed class HostileNameTests : IAsyncLifetime
{
    // Sets the clipboard; erases the screen in eight bits; turns the reading direction round.
    private const string Name = "\u001b]52;c;eA==\u0007";
    private const string Argument = "\u009b2J\u202e\nline";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("psutil-hostile-\u001b[31m-");
    private Process? _process;

    public async ValueTask InitializeAsync()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && File.Exists("/bin/sh"), "only Linux lets a program be called so");
        string program = Path.Join(_folder.FullName, Name);
        ProgramCopy.Create("/bin/sh", program);
        _process = Process.Start(
            new ProcessStartInfo(program, ["-c", "exec 9< \"$1\"; read line", Argument, program])
            {
                RedirectStandardInput = true,
                WorkingDirectory = _folder.FullName,
            }
        )!;
        Assert.True(
            SpinWait.SpinUntil(
                () => Machine.Local.Processes.Get(_process.Id).Capture(ProcessFields.Name).Name == Name,
                TimeSpan.FromSeconds(60)
            )
        );
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
    [InlineData("files PID")]
    [InlineData("procsmem --pid PID")]
    [InlineData("who-holds FILE")]
    [InlineData("top -b -n 2 -d 0.1 --args")]
    [InlineData("top --csv -n 1")]
    [InlineData("ps --tree")]
    [InlineData("ps --name /52;c;eA==/ --csv")]
    [InlineData("wait PID --timeout 0")]
    [InlineData("kill PID 1")]
    [InlineData("kill --name ]52;c;eA== --user nosuch")]
    public async Task NothingOfItReachesTheTerminal(string line)
    {
        string[] arguments =
        [
            .. line.Split(' ')
                .Select(word =>
                    word switch
                    {
                        "PID" => _process!.Id.ToString(CultureInfo.InvariantCulture),
                        "FILE" => Path.Join(_folder.FullName, Name),
                        _ => word,
                    }
                ),
        ];
        (_, string output, string error) = await Executable.Run(
            Executable.Psutil,
            arguments,
            ("FORCE_COLOR", null),
            ("CLICOLOR_FORCE", null)
        );
        Assert.DoesNotContain(output + error, unit => (char.IsControl(unit) && unit is not ('\n' or '\r')) || unit == '\u202e');

        // Another process's name may not be UTF-8; of this one every byte is.
        Assert.DoesNotContain((output + error).Split('\n'), text =>
            text.Contains("52;c;eA==", StringComparison.Ordinal) && text.Contains('\uFFFD')
        );
        Assert.Contains(
            line.Contains("nosuch", StringComparison.Ordinal) ? "" : "\\x1b]52;c;eA==\\x07",
            output + error,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task OnARealTerminalNothingHappensButText()
    {
        Assert.SkipWhen(TmuxTerminal.WhyNot is not null, TmuxTerminal.WhyNot ?? "");
        await using TmuxTerminal terminal = await TmuxTerminal.Start(200, 50, "PSUTIL=" + Executable.Psutil, $"PID={_process!.Id}");
        await terminal.AcceptClipboard();
        string title = await terminal.Title();
        foreach (
            string line in (string[])
                [
                    "ps --pid $PID --args",
                    "ps --pid $PID --fields name,cmdline",
                    "tree $PID --args",
                    "info $PID",
                    "files $PID",
                    "maps $PID --grouped",
                    "procsmem --pid $PID",
                    "kill $PID 1 < /dev/null",
                ]
        )
        {
            await terminal.Line($"clear; echo still-$((40 + 2)); \"$PSUTIL\" {line} | head -20; echo done-$((1 + 1))");
            string screen = await terminal.WaitFor("done-2");
            Assert.Contains("still-42", screen, StringComparison.Ordinal);
            Assert.Contains("\\x1b]52;c;eA==\\x07", screen, StringComparison.Ordinal);
            Assert.Equal(title, await terminal.Title());
            Assert.Equal("", await terminal.Clipboard());
        }

        // Without the pipe the terminal itself is written to, and what is not asked for by its PID.
        await terminal.Line(
            "clear; \"$PSUTIL\" ps --pid $PID --args; \"$PSUTIL\" top -b -n 1 --args | grep -c 52; \"$PSUTIL\"; echo done-$((2 + 2))"
        );
        await terminal.WaitFor("done-4");
        Assert.Equal(title, await terminal.Title());
        Assert.Equal("", await terminal.Clipboard());
    }

    [Fact]
    public async Task AMountPointMayHoldALineBreakAndAnEscape()
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "only root can mount");
        string place = Path.Join(_folder.FullName, "mnt\n\u001b[2J");
        Directory.CreateDirectory(place);
        const string Script = """
            mount -t tmpfs hostile "$1" || exit 77
            "$2" disks --all && "$2" disks --all --csv && "$2" dump && "$2" disks --all --json > "$3"
            """;
        string json = Path.Join(_folder.FullName, "json");
        (int exitCode, string output, string error) = await Executable.Run(
            "unshare",
            ["-m", "sh", "-c", Script, "sh", place, Executable.Psutil, json]
        );
        Assert.SkipWhen(exitCode is 1 or 77 && output.Length == 0, "nothing can be mounted here: " + error);
        Assert.Equal(0, exitCode);
        Assert.DoesNotContain(output + error, unit => char.IsControl(unit) && unit is not ('\n' or '\r'));
        Assert.Contains("/mnt\\n\\x1b[2J\n", output, StringComparison.Ordinal);
        Assert.Contains("/mnt\\n\\x1b[2J\r\n", output, StringComparison.Ordinal);
        using JsonDocument document = JsonDocument.Parse(await File.ReadAllTextAsync(json, TestContext.Current.CancellationToken));
        Assert.Contains(document.RootElement.GetProperty("disks").EnumerateArray(), disk =>
            disk.GetProperty("mountpoint").GetString() == place
        );
    }

    [Theory]
    [InlineData("ps --limit 3")]
    [InlineData("ps --limit 3 --csv")]
    [InlineData("top -b -n 1")]
    [InlineData("procsmem --limit 3")]
    [InlineData("info 1")]
    [InlineData("")]
    public async Task AUserMayBeCalledAnything(string line)
    {
        const string User = "ev\u202eil\u001b[2J";
        DirectoryInfo etc = _folder.CreateSubdirectory("etc");
        string users = string.Concat(((int[])[0, GetUserId()]).Distinct().Select(id => $"{User}:x:{id}:0::/:/bin/sh\n"));
        await File.WriteAllTextAsync(Path.Join(etc.FullName, "passwd"), users, TestContext.Current.CancellationToken);
        string[] arguments = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        (_, string output, string error) = await Executable.Run(Executable.Psutil, arguments, ("HOST_ETC", etc.FullName));
        Assert.DoesNotContain(output + error, unit => (char.IsControl(unit) && unit is not ('\n' or '\r')) || unit == '\u202e');
        Assert.Contains("ev\\u202eil\\x1b[2J", output, StringComparison.Ordinal);
        (_, output, _) = await Executable.Run(
            Executable.Psutil,
            ["ps", "--limit", "1", "--fields", "username", "--json"],
            ("HOST_ETC", etc.FullName)
        );
        Assert.Equal(User, JsonDocument.Parse(output).RootElement.GetProperty("processes")[0].GetProperty("username").GetString());
    }

    private static int GetUserId() => (int)Machine.Local.Processes.Current.GetUserIds().Effective;

    [Fact]
    public async Task JsonHasItExactly()
    {
        (_, string output, _) = await Executable.Run(
            Executable.Psutil,
            ["ps", "--pid", _process!.Id.ToString(CultureInfo.InvariantCulture), "--json", "--fields", "name,cmdline,exe"]
        );
        JsonElement process = JsonDocument.Parse(output).RootElement.GetProperty("processes")[0];
        Assert.Equal(Name, process.GetProperty("name").GetString());
        Assert.Equal(Argument, process.GetProperty("cmdline")[3].GetString());
        Assert.Equal(Path.Join(_folder.FullName, Name), process.GetProperty("exe").GetString());
    }
}
