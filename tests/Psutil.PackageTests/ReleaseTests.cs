using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Psutil.ContractTests;
using Psutil.WineTests.Wine;

namespace Psutil.PackageTests;

/// <summary>The script that makes a release, as one system of the release workflow runs it: the command for this system, its archive and its Debian package.</summary>
public sealed class ReleaseTests : IDisposable
{
    private const string Version = "0.1.0-release";
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(15);
    private readonly string scratch = Directory.CreateTempSubdirectory("psutil-release-").FullName;

    private static string Script => Path.Join(Repository.Root, "eng", "release.sh");

    public void Dispose() => Directory.Delete(scratch, recursive: true);

    [Theory]
    [InlineData]
    [InlineData("1.0")]
    [InlineData("v1.0.0")]
    [InlineData("1.0.0", "--all")]
    public async Task ItSaysHowItIsCalled(params string[] arguments)
    {
        SkipWithoutBash();
        (int? exitCode, string output, string error) = await Program.Run("bash", [Script, .. arguments], Patience);
        Assert.Equal(2, exitCode);
        Assert.Empty(output);
        Assert.Contains("eng/release.sh VERSION --only-tool", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task TheCommandOfThisSystemIsPackedArchivedAndInstalled()
    {
        SkipWithoutBash();
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The archive is looked at on Linux alone.");
        Assert.SkipWhen(
            Program.Find("clang") is null && Program.Find("gcc") is null,
            "Neither clang nor gcc is installed, one of which links native programs."
        );
        Assert.SkipWhen(Program.Find("git") is null, "git is not installed, which says what is released.");
        string says = (await Program.Run("git", ["-C", Repository.Root, "log", "-1"], Patience)).Error;
        Assert.SkipWhen(says.Length > 0, $"What is released is a commit, of which git says: {says}");
        string release = Path.Join(scratch, "release");
        (int? exitCode, string output, string error) = await Program.Run(
            "bash",
            [Script, Version, "--only-tool"],
            Patience,
            new Dictionary<string, string>
            {
                ["PSUTIL_RELEASE"] = release,
                ["MSBUILDDISABLENODEREUSE"] = "1",
                ["UseSharedCompilation"] = "false",
            }
        );
        Assert.True(exitCode == 0, output + error);
        string system = RuntimeInformation.RuntimeIdentifier;
        string archive = $"psutil-{Version}-{system}.tar.gz";
        Assert.Contains($"  Psutil.Tool.{system}.{Version}.nupkg\n", output, StringComparison.Ordinal);
        Assert.Contains($"  {archive}\n", output, StringComparison.Ordinal);

        // What was not built is said, and nothing has its name.
        Assert.Contains("Not built here: Psutil.Tool for win-x64\n", output, StringComparison.Ordinal);
        Assert.DoesNotContain($"Not built here: Psutil.Tool for {system}\n", output, StringComparison.Ordinal);
        string[] files = [.. Directory.GetFiles(release).Select(file => Path.GetFileName(file))];
        Assert.DoesNotContain(files, file =>
            file.Contains("win-", StringComparison.Ordinal) || file.Contains("osx-", StringComparison.Ordinal)
        );

        foreach (string line in File.ReadLines(Path.Join(release, "SHA256SUMS")))
        {
            string[] parts = line.Split("  ");
            byte[] sum = SHA256.HashData(await File.ReadAllBytesAsync(Path.Join(release, parts[1]), TestContext.Current.CancellationToken));
            Assert.Equal(parts[0], Convert.ToHexStringLower(sum));
        }

        await TheArchiveRuns(Path.Join(release, archive), $"psutil-{Version}-{system}");
        if (files.SingleOrDefault(file => file.EndsWith(".deb", StringComparison.Ordinal)) is { } package)
        {
            await TheDebianPackageComesAndGoes(Path.Join(release, package));
        }
        else
        {
            Assert.Contains("No Debian package: dpkg-deb is not here.", output, StringComparison.Ordinal);
        }
    }

    private async Task TheArchiveRuns(string archive, string folder)
    {
        Assert.Equal(0, (await Program.Run("tar", ["--extract", "--gzip", "--file", archive, "--directory", scratch], Patience)).ExitCode);
        string tree = Path.Join(scratch, folder);
        Assert.Equal($"psutil {Version}", await Print(Path.Join(tree, "psutil"), "--version"));
        Assert.Contains("\"pid\":1,", await Print(Path.Join(tree, "psutil"), "ps", "--pid", "1", "--json"), StringComparison.Ordinal);
        Assert.Contains("system_memory", await Print(Path.Join(tree, "psutil"), "serve", "--once"), StringComparison.Ordinal);
        Assert.All(
            [
                "LICENSE",
                "README.md",
                "CHANGELOG.md",
                "man/psutil.1",
                "man/psutil-top.1",
                "completion/psutil.bash",
                "systemd/psutil-serve.service",
                "systemd/psutil-record.service",
                "Dockerfile",
                .. Dockerfile.Read().CopiedFiles,
            ],
            file => Assert.True(new FileInfo(Path.Join(tree, file)) is { Exists: true, Length: > 0 }, file)
        );
        await WhatTheImageStartsShowsTheMachineOfAnotherRoot(tree);
    }

    private async Task WhatTheImageStartsShowsTheMachineOfAnotherRoot(string tree)
    {
        // A link stands in for the mount of the machine's root.
        string host = Path.Join(scratch, "host");
        Directory.CreateSymbolicLink(host, "/");
        Dockerfile image = Dockerfile.Read();
        string program = Path.Join(tree, Path.GetFileName(image.EntryPoint.Single()));
        string variable = image.Of("ENV").Single().Split('=')[0];
        Dictionary<string, string> mounted = new() { [variable] = host };
        (int? exitCode, string output, string error) = await Program.Run(program, ["ps", "--pid", "1", "--json"], Patience, mounted);
        Assert.True(exitCode == 0, output + error);
        Assert.Contains("\"pid\":1,", output, StringComparison.Ordinal);
        (exitCode, output, error) = await Program.Run(program, [.. image.Arguments, "--once"], Patience, mounted);
        Assert.True(exitCode == 0, output + error);
        Assert.Contains("system_memory", output, StringComparison.Ordinal);

        // Without the mount it says so.
        Dictionary<string, string> absent = new() { [variable] = Path.Join(scratch, "nothing") };
        (exitCode, output, error) = await Program.Run(program, ["ps"], Patience, absent);
        Assert.Equal((3, ""), (exitCode, output));
        Assert.Contains("nothing", error, StringComparison.Ordinal);
    }

    private async Task TheDebianPackageComesAndGoes(string package)
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "Only root installs Debian packages, even below another root.");
        string root = Path.Join(scratch, "root");
        Directory.CreateDirectory(Path.Join(root, "var", "lib", "dpkg", "info"));
        Directory.CreateDirectory(Path.Join(root, "var", "lib", "dpkg", "updates"));
        await File.WriteAllTextAsync(Path.Join(root, "var", "lib", "dpkg", "status"), "", TestContext.Current.CancellationToken);

        // Nothing else is installed below that root, the C library neither.
        await Print("dpkg", $"--root={root}", "--force-depends", "--install", package);
        Assert.Equal($"psutil {Version}", await Print(Path.Join(root, "usr", "bin", "psutil"), "--version"));
        string[] installed =
        [
            "usr/bin/psutil-serve",
            "usr/share/man/man1/psutil-ps.1.gz",
            "usr/share/bash-completion/completions/psutil",
            "usr/lib/systemd/system/psutil-serve.service",
            "usr/lib/systemd/system/psutil-record.service",
            "usr/share/doc/psutil-dotnet/copyright",
        ];
        Assert.All(installed, file => Assert.True(File.Exists(Path.Join(root, file)), file));
        await Print("dpkg", $"--root={root}", "--purge", "psutil-dotnet");
        Assert.All(installed, file => Assert.False(File.Exists(Path.Join(root, file)), file));
        Assert.False(File.Exists(Path.Join(root, "usr", "bin", "psutil")));
    }

    private static async Task<string> Print(string file, params string[] arguments)
    {
        (int? exitCode, string output, string error) = await Program.Run(file, arguments, Patience);
        Assert.True(exitCode == 0, $"{file} {string.Join(' ', arguments)}: {exitCode}: {output}{error}");
        return output.Trim();
    }

    private static void SkipWithoutBash() => Assert.SkipWhen(Program.Find("bash") is null, "bash is not installed.");
}
