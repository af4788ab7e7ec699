using System.ComponentModel;

namespace Psutil.Tool.Tests.Live;

/// <summary>PowerShell: the one that is here, or else the .NET tool, installed for as long as the tests run.</summary>
public sealed class PowerShell : IAsyncLifetime
{
    // The newest that .NET 10 runs.
    private const string ToolVersion = "7.6.9";

    private readonly string _folder = Directory.CreateTempSubdirectory("psutil-pwsh-").FullName;

    /// <summary>The program; null if there is none to be had.</summary>
    public string? Program { get; private set; }

    public string WhyNot { get; private set; } = "";

    public async ValueTask InitializeAsync()
    {
        if (await TryRun("pwsh"))
        {
            Program = "pwsh";
            return;
        }

        (int exitCode, string output, string error) = await Executable.Run(
            "dotnet",
            ["tool", "install", "PowerShell", "--version", ToolVersion, "--tool-path", _folder]
        );
        Program = exitCode == 0 ? Path.Join(_folder, "pwsh") : null;
        WhyNot = "there is no PowerShell here and it cannot be installed: " + output + error;
    }

    public ValueTask DisposeAsync()
    {
        Directory.Delete(_folder, recursive: true);
        return ValueTask.CompletedTask;
    }

    private static async Task<bool> TryRun(string program)
    {
        try
        {
            return (await Executable.Run(program, ["-NoProfile", "-Command", "exit 0"])).ExitCode == 0;
        }
        catch (Win32Exception)
        {
            return false;
        }
    }
}
