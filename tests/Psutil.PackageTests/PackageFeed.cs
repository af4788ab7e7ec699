using Psutil.ContractTests;
using Psutil.PackageTests;
using Psutil.Tool.Tests.Documents;
using Psutil.WineTests.Wine;

[assembly: AssemblyFixture(typeof(PackageFeed))]

namespace Psutil.PackageTests;

/// <summary>
/// The packages, packed once as a release packs them, in a folder that serves as a source. Everything lies outside the repository, whose settings must not reach the programs that use them.
/// </summary>
public sealed class PackageFeed : IAsyncLifetime
{
    public const string Version = "0.1.0-packed";

    /// <summary>The repository that the packages name. This clone need have no remote that says it.</summary>
    public const string SourceRepository = "https://github.com/psutil-tests/psutil";

    /// <summary>The packages that other programs reference.</summary>
    public static readonly IReadOnlyList<string> Libraries =
    [
        "Psutil",
        "Psutil.AspNetCore",
        "Psutil.Diagnostics",
        "Psutil.Recording",
        "Psutil.Testing",
    ];

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(15);

    private readonly string _root = Directory.CreateTempSubdirectory("psutil-packages-").FullName;
    private int _consumers;

    public string Source => Path.Join(_root, "source");

    public string PathOf(string package, string extension = "nupkg") => Path.Join(Source, $"{package}.{Version}.{extension}");

    public async ValueTask InitializeAsync()
    {
        Directory.CreateDirectory(Source);

        // The README shows how the library is packed, which holds for the others too.
        IReadOnlyList<string> shown = Document.Read(Repository.Root, "README.md").CommandLine("dotnet", "pack", "src/Psutil");
        foreach (string library in Libraries)
        {
            (int? exitCode, string output) = await Dotnet([
                "pack",
                Path.Join(Repository.Root, "src", library),
                .. shown.Skip(3).Select(word => word == "packages" ? Source : word),
                "--artifacts-path",
                Path.Join(_root, "build"),
                $"-p:Version={Version}",
                $"-p:SourceRepositoryUrl={SourceRepository}.git",
            ]);
            Assert.True(exitCode == 0, $"packing {library}: {exitCode}: {output}");
            Assert.DoesNotContain("warning", output, StringComparison.Ordinal);
        }
    }

    public ValueTask DisposeAsync()
    {
        Directory.Delete(_root, recursive: true);
        return ValueTask.CompletedTask;
    }

    /// <summary>A folder with the files of a program, in which packages are restored from the source, and from where this machine has its packages.</summary>
    public string CreateProgram(params (string Name, string Text)[] files)
    {
        string folder = Path.Join(_root, $"program-{++_consumers}");
        Directory.CreateDirectory(folder);
        File.WriteAllText(
            Path.Join(folder, "nuget.config"),
            $"""
            <configuration>
              <packageSources>
                <add key="packed" value="{Source}" />
              </packageSources>
            </configuration>
            """
        );
        foreach ((string name, string text) in files)
        {
            File.WriteAllText(Path.Join(folder, name), text);
        }

        return folder;
    }

    /// <summary>Runs the SDK with an empty package cache: what else is needed comes from the machine's own, which has none of these versions.</summary>
    public async Task<(int? ExitCode, string Output)> Dotnet(params string[] arguments)
    {
        (int? exitCode, string output, string error) = await Program.Run(
            "dotnet",
            arguments,
            Patience,
            new Dictionary<string, string>
            {
                ["NUGET_PACKAGES"] = Path.Join(_root, "cache"),
                ["NUGET_FALLBACK_PACKAGES"] = MachineCache,
                ["MSBUILDDISABLENODEREUSE"] = "1",
                ["UseSharedCompilation"] = "false",
                ["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1",
                ["DOTNET_NOLOGO"] = "1",
            }
        );
        return (exitCode, output + error);
    }

    private static string MachineCache =>
        Environment.GetEnvironmentVariable("NUGET_PACKAGES")
        ?? Path.Join(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
}
