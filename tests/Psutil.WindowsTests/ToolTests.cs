using System.Diagnostics;
using System.Text.Json;

namespace Psutil.WindowsTests;

/// <summary>The command, as it is published, about processes whose texts are no valid UTF-16, and acting on them.</summary>
public class ToolTests
{
    private const string Unpaired = "a\ud800b\udfff";

    // Each lone surrogate as its three bytes of WTF-8 (ED A0 80 and ED BF BF), each byte as U+10F700 + byte: valid for every JSON reader.
    private const string Escaped = "\"a\\udbfd\\udfed\\udbfd\\udfa0\\udbfd\\udf80b\\udbfd\\udfed\\udbfd\\udfbf\\udbfd\\udfbf\"";

    [Fact]
    public async Task JsonHasUnpairedSurrogatesByTheirBytes()
    {
        using TestChild child = TestChild.Start("wait", [Unpaired], start => start.Environment["PSUTIL_UNPAIRED"] = Unpaired);
        (int exitCode, string output) = await Run("info", Pid(child), "--json");
        Assert.Equal(0, exitCode);
        Assert.DoesNotContain(output, character => character > 126);
        using JsonDocument info = JsonDocument.Parse(output);
        Assert.Equal(Escaped, info.RootElement.GetProperty("cmdline").EnumerateArray().Last().GetRawText());
        Assert.Equal(Escaped, info.RootElement.GetProperty("environ").GetProperty("PSUTIL_UNPAIRED").GetRawText());
        (exitCode, output) = await Run("ps", "--json", "--fields", "pid,cmdline", "--pid", Pid(child));
        Assert.Equal(0, exitCode);
        Assert.Contains(Escaped, output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ATextPageShowsThemEscaped()
    {
        using TestChild child = TestChild.Start("wait", Unpaired);
        (int exitCode, string output) = await Run("info", Pid(child), "--ascii");
        Assert.Equal(0, exitCode);
        Assert.Contains("a\\ud800b\\udfff", output, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task KillEndsAProcessAndWaitTellsItsEnd()
    {
        using TestChild child = TestChild.Start("wait");
        Task<(int ExitCode, string Output)> wait = Run("wait", Pid(child));
        (int exitCode, _) = await Run("kill", Pid(child));
        Assert.Equal(0, exitCode);
        Assert.Equal(15, child.Process.Wait(TestChild.Patience));
        (exitCode, string output) = await wait;

        // It may have come too late to wait for anybody.
        Assert.True(
            (exitCode == 0 && output.Contains("exited with code 15", StringComparison.Ordinal)) || exitCode == 1,
            $"{exitCode}: {output}"
        );
    }

    private static string Pid(TestChild child) => child.Process.Pid.ToString(CultureInfo.InvariantCulture);

    private static async Task<(int ExitCode, string Output)> Run(params string[] arguments)
    {
        string? tool = Environment.GetEnvironmentVariable("PSUTIL_TOOL");
        Assert.SkipWhen(string.IsNullOrEmpty(tool), "PSUTIL_TOOL does not name the published command.");
        using Process process = Process.Start(
            new ProcessStartInfo(tool, arguments) { RedirectStandardOutput = true, RedirectStandardError = true }
        )!;
        Task<string> output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        Task<string> error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        using CancellationTokenSource timer = new(TestChild.Patience);
        await process.WaitForExitAsync(timer.Token);
        return (process.ExitCode, await output + await error);
    }
}
