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

    /// <summary>Where <c>eng/release.sh</c> puts a release that is made of this build: it builds in the folder beside it.</summary>
    public string ReleaseFolder => Path.Join(_folder, "release");

    public string ExecutablePath => Path.Join(Folder, "psutil");

    /// <summary>The file with the names and addresses of its functions.</summary>
    public string SymbolPath =>
        Path.Join(Artifacts, "bin", "Psutil.Tool", $"release_{RuntimeInformation.RuntimeIdentifier}", "native", "Psutil.Tool.dbg");

    private string Artifacts => Path.Join($"{ReleaseFolder}-build", "dotnet");

    /// <summary>Why it could not be published here; null if it was.</summary>
    public string? WhyNot { get; private set; }

    public async ValueTask InitializeAsync()
    {
        if (!OperatingSystem.IsLinux() || !File.Exists("/usr/bin/clang") && !File.Exists("/usr/bin/gcc"))
        {
            WhyNot = "publishing a native executable needs Linux and a C compiler";
            return;
        }

        Log = await Build("publish", "-r", RuntimeInformation.RuntimeIdentifier, "-o", Folder);
    }

    /// <summary>
    /// Builds the command in some way, apart from everything else, so that no other build is disturbed. Returns what was said.
    /// </summary>
    public async Task<string> Build(string verb, params IEnumerable<string> arguments)
    {
        (int exitCode, string output, string error) = await Executable.Run(
            "dotnet",
            [
                verb,
                Path.Join(ToolProject.Root, "src", "Psutil.Tool"),
                "-c",
                "Release",
                "--artifacts-path",
                Artifacts,
                "-nologo",
                .. arguments,
            ],
            ("MSBUILDDISABLENODEREUSE", "1"),
            // As the script does, so that it need not compile again.
            ("CI", "true")
        );
        Assert.True(exitCode == 0, output + error);
        return output + error;
    }

    public ValueTask DisposeAsync()
    {
        Directory.Delete(_folder, recursive: true);
        return ValueTask.CompletedTask;
    }

    /// <summary>The warnings of the publishing.</summary>
    public IReadOnlyList<string> Warnings => WarningsOf(Log);

    /// <summary>The warnings of a build.</summary>
    public static IReadOnlyList<string> WarningsOf(string log) =>
        [
            .. log.Split('\n')
                .Where(line =>
                    Regex.IsMatch(line, @"\bwarning\b", RegexOptions.IgnoreCase) && !line.Contains("0 Warning(s)", StringComparison.Ordinal)
                ),
        ];
}
