using System.Runtime.InteropServices;

namespace Psutil.Compare;

/// <summary>Builds what the comparison runs, into <see cref="Repository.Artifacts"/>.</summary>
internal static class Toolchain
{
    /// <summary>A C program of the bench folder.</summary>
    public static string BuildC(string name, params IEnumerable<string> sources)
    {
        string program = Path.Join(Repository.Artifacts, name);
        IEnumerable<string> files = sources.Select(source => Path.Join(Repository.Bench, source));
        new Command("gcc", "-O2", "-std=gnu11", "-Wall", "-Wextra", "-Werror", "-o", program).With(files).Run();
        return program;
    }

    /// <summary>gopsutil's peer, from Debian's packages alone; null if they are not installed.</summary>
    public static string? BuildGo()
    {
        const string Libraries = "/usr/share/gocode";
        if (!Directory.Exists(Path.Join(Libraries, "src/github.com/shirou/gopsutil")))
        {
            return null;
        }

        string program = Path.Join(Repository.Artifacts, "gopsutil");
        Command build = new Command("go", "build", "-o", program, ".")
        {
            WorkingDirectory = Path.Join(Repository.Bench, "peers/gopsutil"),
            Environment = new Dictionary<string, string>
            {
                ["GO111MODULE"] = "off",
                ["GOPATH"] = Libraries,
                ["GOFLAGS"] = "-mod=mod",
            },
        };
        return build.TryRun() is null ? null : program;
    }

    /// <summary>The <c>psutil</c> command, ahead of time or just in time compiled; null if that failed.</summary>
    public static string? PublishTool(bool aheadOfTime)
    {
        string folder = Path.Join(Repository.Artifacts, aheadOfTime ? "tool-aot" : "tool-jit");
        Command publish = new Command(
            "dotnet",
            "publish",
            Path.Join(Repository.Root, "src/Psutil.Tool"),
            "-c",
            "Release",
            "-v",
            "quiet",
            "-o",
            folder,
            "-r",
            RuntimeInformation.RuntimeIdentifier,
            "--self-contained",
            aheadOfTime ? "true" : "false",
            $"-p:PublishAot={(aheadOfTime ? "true" : "false")}"
        );
        if (publish.TryRun() is null)
        {
            return null;
        }

        string program = Path.Join(folder, "Psutil.Tool");
        return File.Exists(program) ? program : Path.Join(folder, "psutil");
    }
}
