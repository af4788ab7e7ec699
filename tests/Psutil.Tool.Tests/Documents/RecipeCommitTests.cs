using System.Text.RegularExpressions;
using Psutil.Tool.Tests.Fakes;
using Psutil.Tool.Tests.Live;

namespace Psutil.Tool.Tests.Documents;

/// <summary>The commits that CONTRIBUTING.md shows parts of, as examples: each line of a part is one that the commit changed.</summary>
public partial class RecipeCommitTests
{
    [Fact]
    public async Task APartThatIsShownIsOfItsCommit()
    {
        Assert.SkipUnless(
            Path.Exists(Path.Join(ToolProject.Root, ".git")) && (File.Exists("/usr/bin/git") || OperatingSystem.IsWindows()),
            "This is no clone of the repository, or git is not installed."
        );
        string text = (
            await File.ReadAllTextAsync(Path.Join(ToolProject.Root, "CONTRIBUTING.md"), TestContext.Current.CancellationToken)
        ).Replace("\r", "", StringComparison.Ordinal);
        (string Commit, string[] Lines)[] parts =
        [
            .. Part()
                .Matches(text)
                .Select(part =>
                    (part.Groups["commit"].Value, part.Groups["diff"].Value.Split('\n', StringSplitOptions.RemoveEmptyEntries))
                ),
        ];
        Assert.Equal(4, parts.Length);
        foreach ((string commit, string[] lines) in parts)
        {
            (int exitCode, string output, string error) = await Executable.Run(
                "git",
                ["-C", ToolProject.Root, "show", "--no-color", "--no-ext-diff", "--no-textconv", commit]
            );

            // A clone can be shallow, and who runs the tests can be another user than who owns it.
            Assert.SkipWhen(exitCode != 0, $"git does not show the commit {commit}: {error}");
            HashSet<string> changed = [.. output.Replace("\r", "", StringComparison.Ordinal).Split('\n')];

            // A file that the commit made has no name before it.
            Assert.All(lines, line =>
                Assert.True(changed.Contains(line) || changed.Contains(line.Replace("--- a/", "+++ b/", StringComparison.Ordinal)), line)
            );
        }
    }

    [GeneratedRegex(
        @"^The commit (?<commit>[0-9a-f]{8}) (?:.(?!^The commit))*?^```diff\n(?<diff>.*?)^```$",
        RegexOptions.Multiline | RegexOptions.Singleline
    )]
    private static partial Regex Part();
}
