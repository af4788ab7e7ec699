using System.Runtime.InteropServices;
using System.Text.RegularExpressions;
using Psutil.Tool.Tests.Fakes;

namespace Psutil.Tool.Tests.Live;

/// <summary>The command published as a native executable: once, because that takes a while.</summary>
public sealed class NativeExecutable : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("psutil-native-").FullName;

    /// <summary>What the publishing wrote.</summary>
    public string Log { get; private set; } = "";

    public string Folder => Path.Join(_folder, "publish");

    public string ExecutablePath => Path.Join(Folder, "psutil");

    /// <summary>Why it could not be published here; null if it was.</summary>
    public string? WhyNot { get; private set; }

    public async ValueTask InitializeAsync()
    {
        if (!OperatingSystem.IsLinux() || !File.Exists("/usr/bin/clang") && !File.Exists("/usr/bin/gcc"))
        {
            WhyNot = "publishing a native executable needs Linux and a C compiler";
            return;
        }

        // Built apart from everything else, so that no other build is disturbed.
        (int exitCode, string output, string error) = await Executable.Run(
            "dotnet",
            [
                "publish", Path.Join(ToolProject.Root, "src", "Psutil.Tool"), "-c", "Release", "-r", RuntimeInformation.RuntimeIdentifier, "-p:PublishAot=true",
                "-o", Folder, "--artifacts-path", Path.Join(_folder, "artifacts"), "-nologo",
            ],
            ("MSBUILDDISABLENODEREUSE", "1"));
        Log = output + error;
        Assert.True(exitCode == 0, Log);
    }

    public ValueTask DisposeAsync()
    {
        Directory.Delete(_folder, recursive: true);
        return ValueTask.CompletedTask;
    }

    /// <summary>The warnings of the publishing.</summary>
    public IReadOnlyList<string> Warnings => [.. Log.Split('\n').Where(line => Regex.IsMatch(line, @"\bwarning\b", RegexOptions.IgnoreCase) && !line.Contains("0 Warning(s)", StringComparison.Ordinal))];
}
