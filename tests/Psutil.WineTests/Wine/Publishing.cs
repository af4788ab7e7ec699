using System.Collections.Concurrent;

namespace Psutil.WineTests.Wine;

/// <summary>Publishes projects for another operating system, apart from every other build.</summary>
internal static class Publishing
{
    private static readonly SemaphoreSlim OneAtATime = new(1);
    private static readonly ConcurrentDictionary<string, Lazy<Task<string>>> Published = new(StringComparer.Ordinal);

    private static string Root { get; } = Path.Join(WinePrefix.RepositoryRoot, "tests", "Psutil.WineTests", "bin", "published");

    /// <summary>
    /// The folder with the program. It lies below the repository, where tests that read the repository's files find them, and is kept for
    /// the next run. Several tests ask for some of them, which are published once.
    /// </summary>
    public static Task<string> Publish(string project, string runtime, params string[] options)
    {
        string folder = Path.Join(
            Root,
            $"{Path.GetFileName(project)}-{runtime}{string.Concat(options.Select(option => "-" + option.Split('=')[^1]))}"
        );
        return Published.GetOrAdd(folder, _ => new Lazy<Task<string>>(() => PublishTo(folder, project, runtime, options))).Value;
    }

    private static async Task<string> PublishTo(string folder, string project, string runtime, string[] options)
    {
        (int? exitCode, string output) = await Run(
            "publish",
            [
                Path.Join(WinePrefix.RepositoryRoot, project),
                "-r",
                runtime,
                "--self-contained",
                "-o",
                folder,
                "--artifacts-path",
                Path.Join(Root, "artifacts"),
                // Code for another operating system cannot be linked here.
                "-p:PublishAot=false",
                .. options,
            ]
        );
        Assert.True(exitCode == 0, $"publishing {project} for {runtime}: {exitCode}: {output}");
        return folder;
    }

    /// <summary>
    /// Compiles a program for another operating system ahead of time, up to the step that needs that system's linker: the folder with the
    /// object file and the linker's arguments; null, with the reason, if the packages for that are not to be had.
    /// </summary>
    public static async Task<(string? Folder, string Output)> CompileAheadOfTime(string project, string runtime)
    {
        string artifacts = Path.Join(Root, "artifacts-native");
        (int? exitCode, string output) = await Run(
            "build",
            [
                Path.Join(WinePrefix.RepositoryRoot, project),
                "-r",
                runtime,
                "--self-contained",
                "--artifacts-path",
                artifacts,
                "-p:PublishAot=true",
                "-p:_IsPublishing=true",
                "-p:DisableUnsupportedError=true",
                "-p:IlcUseEnvironmentalTools=true",
                "-p:CppLinker=true",
                "-t:Build;ComputeResolvedFilesToPublishList",
            ]
        );
        if (exitCode != 0 && output.Contains(": error NU1", StringComparison.Ordinal))
        {
            return (null, output);
        }

        Assert.True(exitCode == 0, $"compiling {project} for {runtime}: {exitCode}: {output}");
        return (Path.Join(artifacts, "obj", Path.GetFileName(project), $"release_{runtime}", "native"), output);
    }

    private static async Task<(int? ExitCode, string Output)> Run(string verb, IEnumerable<string> arguments)
    {
        await OneAtATime.WaitAsync();
        try
        {
            (int? exitCode, string output, string error) = await Program.Run(
                "dotnet",
                [verb, .. arguments, "-c", "Release", "-nologo"],
                TimeSpan.FromMinutes(15),
                new Dictionary<string, string> { ["MSBUILDDISABLENODEREUSE"] = "1" }
            );
            return (exitCode, output + error);
        }
        finally
        {
            OneAtATime.Release();
        }
    }
}
