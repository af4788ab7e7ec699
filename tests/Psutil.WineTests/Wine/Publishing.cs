namespace Psutil.WineTests.Wine;

/// <summary>Publishes projects for another operating system, apart from every other build.</summary>
internal static class Publishing
{
    private static readonly SemaphoreSlim OneAtATime = new(1);

    /// <summary>
    /// The folder with the program. It lies below the repository, where tests that read the repository's files find them, and is kept for
    /// the next run.
    /// </summary>
    public static async Task<string> Publish(string project, string runtime, params string[] options)
    {
        string root = Path.Join(WinePrefix.RepositoryRoot, "tests", "Psutil.WineTests", "bin", "published");
        string folder = Path.Join(
            root,
            $"{Path.GetFileName(project)}-{runtime}{string.Concat(options.Select(option => "-" + option.Split('=')[^1]))}"
        );
        await OneAtATime.WaitAsync();
        try
        {
            (int? exitCode, string output, string error) = await Program.Run(
                "dotnet",
                [
                    "publish",
                    Path.Join(WinePrefix.RepositoryRoot, project),
                    "-c",
                    "Release",
                    "-r",
                    runtime,
                    "--self-contained",
                    "-o",
                    folder,
                    "--artifacts-path",
                    Path.Join(root, "artifacts"),
                    "-nologo",
                    // Code for another operating system cannot be compiled ahead of time.
                    "-p:PublishAot=false",
                    .. options,
                ],
                TimeSpan.FromMinutes(15),
                new Dictionary<string, string> { ["MSBUILDDISABLENODEREUSE"] = "1" }
            );
            Assert.True(exitCode == 0, $"publishing {project} for {runtime}: {exitCode}: {output}{error}");
            return folder;
        }
        finally
        {
            OneAtATime.Release();
        }
    }
}
