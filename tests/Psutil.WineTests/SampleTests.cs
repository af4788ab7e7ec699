using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using Psutil.WineTests.Wine;

namespace Psutil.WineTests;

/// <summary>The samples on Windows.</summary>
[Collection(nameof(WinePrefix))]
public sealed partial class SampleTests(WinePrefix wine)
{
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(5);

    [Fact]
    public async Task TheSupervisorStartsAgainAndItsChildDiesWithIt()
    {
        // The first child ends by itself. The second kills its supervisor, and then waits for longer than the test does.
        const string Child =
            @"if exist C:\first (taskkill /f /im Supervisor.exe & ping -n 100000 127.0.0.1) else (echo x>C:\first & exit 7)";
        (int? exitCode, string output, string error) = await Run("Supervisor", "0", "-", "cmd.exe", "/c", Child);
        Assert.True(exitCode is not null, $"The child of the supervisor lives on: {output}{error}");
        Assert.Matches(Supervised(), output);
    }

    [Fact]
    public async Task ADeploymentIsChecked()
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        string port = ((IPEndPoint)listener.LocalEndpoint).Port.ToString(CultureInfo.InvariantCulture);
        (int? exitCode, string output, string error) = await Run("DeploymentCheck", "60", "services.exe", port, @"C:\", "1");
        Assert.True(exitCode == 0, $"{exitCode}: {output}{error}");
        Assert.Equal(["ok", "ok", "ok"], output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(' ')[0]));
    }

    [Fact]
    public async Task MemoryThatCannotBeReadIsCounted()
    {
        (int? exitCode, string output, string error) = await Run("MemoryByUser");
        Assert.True(exitCode == 0, $"{exitCode}: {output}{error}");
        Assert.StartsWith("  MEMORY  COUNT  USER          PROGRAM\n", output, StringComparison.Ordinal);

        // Wine does not report which pages are a process's own.
        Assert.Contains("could not be read: NotSupported", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task TheRecipesRead()
    {
        (int? exitCode, string output, string error) = await Run("Recipes");
        Assert.True(exitCode == 0, $"{exitCode}: {output}{error}");
        Assert.All(["Most CPU time:", "Busiest now:", "Running:", "Log files:", "Disks:", "Received:"], title =>
            Assert.Contains($"{title}\n", output, StringComparison.Ordinal)
        );
        Assert.Contains(@"  C:\ ", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task TheWorkerReadsTheProcessesUntilItIsStopped()
    {
        const string Read = "processes were read";
        (int? exitCode, string output, string error) = await RunUntil(Read, "Worker", "--Logging:LogLevel:Default=Debug");
        Assert.True(exitCode is null && output.Contains(Read, StringComparison.Ordinal), $"{exitCode}: {output}{error}");
        Assert.DoesNotContain("fail:", output, StringComparison.Ordinal);
    }

    private Task<(int? ExitCode, string Output, string Error)> Run(string sample, params string[] arguments) =>
        RunUntil(null, sample, arguments);

    private async Task<(int? ExitCode, string Output, string Error)> RunUntil(string? last, string sample, params string[] arguments)
    {
        wine.Need();
        string folder = await Publishing.Publish($"samples/{sample}", "win-x64");
        string program = Path.Join(folder, $"{sample}.exe");
        (int? exitCode, string output, string error) = await wine.RunUntil(last, program, arguments, Deadline);

        // Now and then Wine ends before the program began (CommandTests).
        return exitCode == 1 && (output + error).Length == 0
            ? await wine.RunUntil(last, program, arguments, Deadline)
            : (exitCode, output, error);
    }

    [GeneratedRegex(@"(?<first>[0-9]+) started\n\k<first> ended with 7\n(.*\n)*[0-9]+ started\n$")]
    private static partial Regex Supervised();
}
