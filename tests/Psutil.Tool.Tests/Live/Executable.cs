using System.Diagnostics;

namespace Psutil.Tool.Tests.Live;

/// <summary>Runs programs for the tests that need a real process.</summary>
internal static class Executable
{
    /// <summary>The command as it was built with these tests.</summary>
    public static string Psutil { get; } =
        Path.Join(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "Psutil.Tool.exe" : "Psutil.Tool");

    public static async Task<(int ExitCode, string Output, string Error)> Run(
        string file,
        IEnumerable<string> arguments,
        params (string Name, string? Value)[] environment
    )
    {
        using Process process = Start(file, arguments, environment);
        Task<string> output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        Task<string> error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, await output, await error);
    }

    /// <summary>Starts a shell whose next line of input the test writes.</summary>
    public static Process StartWithInput(string script) =>
        Process.Start(new ProcessStartInfo("sh", ["-c", script]) { RedirectStandardInput = true })!;

    public static Process Start(string file, IEnumerable<string> arguments, params (string Name, string? Value)[] environment)
    {
        ProcessStartInfo start = new(file, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = ToolProjectRoot,
        };
        foreach ((string name, string? value) in environment)
        {
            start.Environment[name] = value;
        }

        return Process.Start(start)!;
    }

    private static string ToolProjectRoot => Fakes.ToolProject.Root;
}
