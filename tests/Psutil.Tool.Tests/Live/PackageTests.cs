using System.IO.Compression;
using System.Runtime.InteropServices;
using Psutil.Tool.Tests.Documents;
using Psutil.Tool.Tests.Fakes;

namespace Psutil.Tool.Tests.Live;

/// <summary>The <c>dotnet tool</c>: packed, installed from a folder and run.</summary>
[Collection(nameof(NativeExecutable))]
public class PackageTests : IClassFixture<ToolPackages>
{
    private readonly ToolPackages _packages;

    public PackageTests(ToolPackages packages)
    {
        Assert.SkipWhen(packages.WhyNot is not null, packages.WhyNot ?? "");
        _packages = packages;
    }

    [Fact]
    public void PackingGivesNoWarningAndAPackageForEach()
    {
        Assert.Empty(NativeExecutable.WarningsOf(_packages.Log));
        Assert.Equal(3, Directory.GetFiles(_packages.Feed, "*.nupkg").Length);
    }

    [Fact]
    public void ThePackageForThisSystemIsTheTwoExecutablesAlone()
    {
        using ZipArchive package = ZipFile.OpenRead(
            Assert.Single(Directory.GetFiles(_packages.Feed, $"Psutil.Tool.{RuntimeInformation.RuntimeIdentifier}.*.nupkg"))
        );
        Assert.Equal(
            ["DotnetToolSettings.xml", "psutil", "psutil-serve"],
            package
                .Entries.Where(entry => entry.FullName.StartsWith("tools/", StringComparison.Ordinal))
                .Select(entry => entry.Name)
                .Order()
        );
        Assert.Contains(package.Entries, entry => entry.FullName == "README.md");
    }

    [Fact]
    public void EachPackageHasTheManualPages()
    {
        foreach (string file in Directory.GetFiles(_packages.Feed, "*.nupkg"))
        {
            using ZipArchive package = ZipFile.OpenRead(file);
            string[] pages =
            [
                .. package.Entries.Select(entry => entry.FullName).Where(name => name.StartsWith("man/", StringComparison.Ordinal)),
            ];
            Assert.Contains("man/man1/psutil.1", pages);
            Assert.Contains("man/man1/psutil-ps.1", pages);
            Assert.DoesNotContain("man/man1/psutil-man.1", pages);
        }
    }

    [Fact]
    public async Task ItIsInstalledFromAFolder()
    {
        // As the README shows, but for this user alone, and from nowhere else.
        string tools = Path.Join(_packages.Scratch, "tools");
        (int exitCode, string output, string error) = await Dotnet([
            .. Document
                .Read(ToolProject.Root, "README.md")
                .CommandLine("dotnet", "tool", "install")
                .Skip(1)
                .SelectMany(word =>
                    word switch
                    {
                        "--global" => (string[])["--tool-path", tools],
                        "--add-source" => ["--source"],
                        "$PWD/packages" => [_packages.Feed],
                        _ => [word],
                    }
                ),
        ]);
        Assert.True(exitCode == 0, output + error);
        (exitCode, output, error) = await Executable.Run(Path.Join(tools, "psutil"), ["version", "--json"]);
        Assert.Equal((0, ""), (exitCode, error));
        Assert.Contains("(NativeAOT)", output, StringComparison.Ordinal);
        await ServedMachine.CheckAsync(Path.Join(tools, "psutil"));
    }

    [Theory]
    [InlineData("tool exec")]
    [InlineData("dnx")]
    public async Task ItRunsOnceWithoutBeingInstalled(string command)
    {
        (int exitCode, string output, string error) = await Dotnet([
            .. command.Split(' '),
            "Psutil.Tool",
            "--source",
            _packages.Feed,
            "--yes",
            "--",
            "ps",
            "--limit",
            "1",
            "--csv",
            "--fields",
            "pid",
        ]);
        Assert.True(exitCode == 0, output + error);
        Assert.Contains("pid\r\n", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ThePackageForAllOthersRunsOnTheRuntime()
    {
        string folder = Path.Join(_packages.Scratch, "any");
        ZipFile.ExtractToDirectory(Assert.Single(Directory.GetFiles(_packages.Feed, "Psutil.Tool.any.*.nupkg")), folder);
        string program = Path.Join(folder, "tools", "net10.0", "any", "Psutil.Tool.dll");
        (int exitCode, string output, string error) = await Dotnet(program, "version");
        Assert.Equal((0, ""), (exitCode, error));
        Assert.Contains("runtime: .NET 10", output, StringComparison.Ordinal);
        Assert.DoesNotContain("NativeAOT", output, StringComparison.Ordinal);
        await ServedMachine.CheckAsync("dotnet", program);
    }

    // With nothing but the feed: neither what this user has installed nor what is cached.
    private Task<(int ExitCode, string Output, string Error)> Dotnet(params string[] arguments) =>
        Executable.Run(
            "dotnet",
            arguments,
            ("DOTNET_CLI_HOME", Path.Join(_packages.Scratch, "home")),
            ("NUGET_PACKAGES", Path.Join(_packages.Scratch, "nuget")),
            ("DOTNET_NOLOGO", "1"),
            ("DOTNET_CLI_TELEMETRY_OPTOUT", "1"),
            ("DOTNET_SKIP_FIRST_TIME_EXPERIENCE", "1")
        );
}
