using System.Text.Json;
using Psutil.WineTests.Wine;

namespace Psutil.WineTests;

/// <summary>The command <c>psutil</c>, trimmed as it is shipped, on Windows.</summary>
[Collection(nameof(WinePrefix))]
public class CommandTests(WinePrefix wine)
{
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(5);

    [Fact]
    public async Task ItListsProcesses()
    {
        string[] lines = (await Run("ps")).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        string[] header = lines[0].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(["PID", "PPID", "USER"], header[..3]);
        Assert.Contains(lines[1..], line => line.Contains("services.exe", StringComparison.Ordinal));
        Assert.Contains(lines[1..], line => line.Contains("Psutil.Tool.exe", StringComparison.Ordinal));
    }

    [Fact]
    public async Task ItListsProcessesAsJson()
    {
        using JsonDocument list = JsonDocument.Parse(
            await Run("ps", "--json", "--fields", "pid,name,exe,username,num_handles,nice,memory_info,create_time")
        );
        JsonElement services = list
            .RootElement.GetProperty("processes")
            .EnumerateArray()
            .Single(process => process.GetProperty("name").GetString() == "services.exe");
        Assert.Equal(@"C:\windows\system32\services.exe", services.GetProperty("exe").GetString(), ignoreCase: true);
        Assert.Equal(0x20, services.GetProperty("nice").GetInt32());
        Assert.True(services.GetProperty("memory_info").GetProperty("rss").GetInt64() > 1 << 20);
    }

    [Fact]
    public async Task ItReportsOneProcess()
    {
        // In one session: each has services of its own, whose PIDs depend on who was quicker.
        wine.Need();
        string psutil = WinePrefix.ToWindowsPath(Path.Join(await Publish(), "Psutil.Tool.exe"));
        (int? exitCode, string output, string error) = await wine.Run(
            "cmd",
            ["/c", $"for /f %p in ('{psutil} pidof services.exe') do @{psutil} info %p --json"],
            Deadline
        );
        Assert.True(exitCode == 0, $"{exitCode}: {output}{error}");
        using JsonDocument info = JsonDocument.Parse(output);
        JsonElement process = info.RootElement;
        Assert.Equal("services.exe", process.GetProperty("name").GetString());
        Assert.True(process.GetProperty("threads").GetArrayLength() > 0);
        Assert.Equal(@"C:\windows\system32\services.exe", process.GetProperty("cmdline")[0].GetString(), ignoreCase: true);
    }

    [Fact]
    public async Task ItDumpsTheMachineAsJson()
    {
        using JsonDocument dump = JsonDocument.Parse(await Run("dump", "--json"));
        Assert.Equal("windows", dump.RootElement.GetProperty("platform").GetString());
        Assert.Equal(Environment.ProcessorCount, dump.RootElement.GetProperty("cpu").GetProperty("count_logical").GetInt32());
        Assert.True(dump.RootElement.GetProperty("memory").GetProperty("virtual").GetProperty("total").GetInt64() > 1 << 24);
        Assert.Contains(dump.RootElement.GetProperty("disks").GetProperty("partitions").EnumerateArray(), partition =>
            partition.GetProperty("mountpoint").GetString() == @"C:\"
        );
    }

    [Fact]
    public async Task ItShowsTheMachineAtAGlance()
    {
        string page = await Run();
        Assert.Contains("CPU", page, StringComparison.Ordinal);
        Assert.Contains(@"C:\", page, StringComparison.Ordinal);
        Assert.Contains("services.exe", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task TopWritesTablesAndNeedsAConsoleForItsScreen()
    {
        string[] tables = (await Run("top", "-b", "-n", "2", "-d", "0.2")).ReplaceLineEndings("\n").Split("\n\n");
        Assert.Equal(2, tables.Length);
        Assert.All(tables, table => Assert.Contains("services.exe", table, StringComparison.Ordinal));
        (int? exitCode, string output, string error) = await Start(["top"]);
        Assert.Equal((2, ""), (exitCode, output));
        Assert.Contains("use 'psutil top -b' for plain tables", error, StringComparison.Ordinal);
    }

    /// <summary>What it prints. It must end with 0.</summary>
    private async Task<string> Run(params string[] arguments)
    {
        (int? exitCode, string output, string error) = await Start(arguments);
        if (exitCode == 1 && (output + error).Length == 0)
        {
            // Wine ended once in some hundred runs before the program began. No command that must end with 0 ends with 1 in silence.
            (exitCode, output, error) = await Start(arguments, ("WINEDEBUG", "err+all"));
        }

        Assert.True(exitCode == 0 && output.Length > 0, $"psutil {string.Join(' ', arguments)} ended with {exitCode}: {output}{error}");
        return output;
    }

    private async Task<(int? ExitCode, string Output, string Error)> Start(
        string[] arguments,
        params (string Name, string Value)[] variables
    )
    {
        wine.Need();
        return await wine.Run(Path.Join(await Publish(), "Psutil.Tool.exe"), arguments, Deadline, variables);
    }

    private static Task<string> Publish() => Publishing.Publish("src/Psutil.Tool", "win-x64", "-p:PublishTrimmed=true");
}
