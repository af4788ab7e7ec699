using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Psutil.PackageTests;
using Psutil.Tool.Tests.Fakes;

namespace Psutil.Tool.Tests.Live;

/// <summary>
/// The script that makes a release, as one system of the release workflow runs it: the command for this system, its archive and its Debian
/// package. It finds what the native executable was built from, which a second build would take minutes for.
/// </summary>
[Collection(nameof(NativeExecutable))]
public sealed class ReleaseTests(NativeExecutable native) : IDisposable
{
    private static readonly string Version = typeof(Machine).Assembly.GetName().Version!.ToString(3);
    private readonly string _scratch = Directory.CreateTempSubdirectory("psutil-release-").FullName;

    private static string Script => Path.Join(ToolProject.Root, "eng", "release.sh");

    public void Dispose() => Directory.Delete(_scratch, recursive: true);

    [Theory]
    [InlineData]
    [InlineData("1.0")]
    [InlineData("v1.0.0")]
    [InlineData("1.0.0", "--all")]
    public async Task ItSaysHowItIsCalled(params string[] arguments)
    {
        SkipWithoutBash();
        (int exitCode, string output, string error) = await Executable.Run("bash", [Script, .. arguments]);
        Assert.Equal(2, exitCode);
        Assert.Empty(output);
        Assert.Contains("eng/release.sh VERSION --only-tool", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task TheCommandOfThisSystemIsPackedArchivedAndInstalled()
    {
        SkipWithoutBash();
        Assert.SkipWhen(native.WhyNot is not null, native.WhyNot ?? "");
        Assert.SkipUnless(IsInstalled("git"), "git is not installed, which says what is released.");
        string says = (await Executable.Run("git", ["-C", ToolProject.Root, "log", "-1"])).Error;
        Assert.SkipWhen(says.Length > 0, $"What is released is a commit, of which git says: {says}");
        string release = native.ReleaseFolder;
        (int exitCode, string output, string error) = await Executable.Run(
            "bash",
            [Script, Version, "--only-tool"],
            ("PSUTIL_RELEASE", release),
            ("MSBUILDDISABLENODEREUSE", "1")
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
        await Print("tar", "--extract", "--gzip", "--file", archive, "--directory", _scratch);
        string tree = Path.Join(_scratch, folder);
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
        string host = Path.Join(_scratch, "host");
        Directory.CreateSymbolicLink(host, "/");
        Dockerfile image = Dockerfile.Read();
        string program = Path.Join(tree, Path.GetFileName(image.EntryPoint.Single()));
        string variable = image.Of("ENV").Single().Split('=')[0];
        (int exitCode, string output, string error) = await Executable.Run(program, ["ps", "--pid", "1", "--json"], (variable, host));
        Assert.True(exitCode == 0, output + error);
        Assert.Contains("\"pid\":1,", output, StringComparison.Ordinal);
        (exitCode, output, error) = await Executable.Run(program, [.. image.Arguments, "--once"], (variable, host));
        Assert.True(exitCode == 0, output + error);
        Assert.Contains("system_memory", output, StringComparison.Ordinal);

        // Without the mount it says so.
        (exitCode, output, error) = await Executable.Run(program, ["ps"], (variable, Path.Join(_scratch, "nothing")));
        Assert.Equal((3, ""), (exitCode, output));
        Assert.Contains("nothing", error, StringComparison.Ordinal);
    }

    private async Task TheDebianPackageComesAndGoes(string package)
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "Only root installs Debian packages, even below another root.");
        string root = Path.Join(_scratch, "root");
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
        (int exitCode, string output, string error) = await Executable.Run(file, arguments);
        Assert.True(exitCode == 0, $"{file} {string.Join(' ', arguments)}: {exitCode}: {output}{error}");
        return output.Trim();
    }

    private static void SkipWithoutBash() => Assert.SkipUnless(IsInstalled("bash"), "bash is not installed.");

    private static bool IsInstalled(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Join(folder, program)));
}
