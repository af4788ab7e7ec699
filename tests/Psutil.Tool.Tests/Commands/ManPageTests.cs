using Psutil.Tool.Commands;
using Psutil.Tool.Tests.Fakes;
using Psutil.Tool.Tests.Live;

namespace Psutil.Tool.Tests.Commands;

public class ManPageTests
{
    [Fact]
    public void ThePageIsExact() =>
        Snapshot.Matches(Page("who-holds").Replace(PrintVersion.Version, "VERSION", StringComparison.Ordinal), "man-who-holds.1");

    [Fact]
    public void EachCommandThatIsOfferedHasAPageOfItsOwn()
    {
        string folder = Directory.CreateTempSubdirectory("psutil-man-").FullName;
        try
        {
            ToolRun run = new ToolRun().Run("man", "--directory", folder);
            Assert.Equal((0, "", ""), (run.ExitCode, run.Output, run.Error));
            Assert.Equal(
                CommandCatalog.Names.Select(name => $"psutil-{name}.1").Append("psutil.1").Order(StringComparer.Ordinal),
                Directory.GetFiles(folder).Select(Path.GetFileName).Order(StringComparer.Ordinal)
            );
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void TheDirectoryIsMadeAndWhereThatCannotBeItIsSaid()
    {
        string folder = Directory.CreateTempSubdirectory("psutil-man-").FullName;
        try
        {
            string made = Path.Join(folder, "a", "man1");
            Assert.Equal(0, new ToolRun().Run("man", "--directory", made).ExitCode);
            Assert.True(File.Exists(Path.Join(made, "psutil-ps.1")));

            // A file is in its place.
            string file = Path.Join(made, "psutil-ps.1");
            ToolRun run = new ToolRun().Run("man", "--directory", file);
            Assert.Equal((3, "", $"psutil: the manual pages cannot be written into '{file}'\n"), (run.ExitCode, run.Output, run.Error));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void APageHasWhatTheHelpHas()
    {
        string page = Page("ps").Replace("\\(aq", "'", StringComparison.Ordinal).Replace("\\-", "-", StringComparison.Ordinal);
        foreach (string line in new ToolRun().Run("ps", "--help").Output.Split('\n'))
        {
            // Options, examples and notes; descriptions are broken into lines there.
            if (line.TrimStart() is ['-', ..] option)
            {
                Assert.Contains(option.Split(' ')[0].TrimEnd(','), page, StringComparison.Ordinal);
            }

            if (line.StartsWith("  psutil ps -", StringComparison.Ordinal))
            {
                Assert.Contains(line.Trim(), page, StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public void ACommandThatIsNotThereHasNone()
    {
        ToolRun run = new ToolRun().Run("man", "sp");
        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.StartsWith("psutil: there is no command 'sp' (did you mean 'ps'?)", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task GroffHasNothingToComplainOf()
    {
        Assert.SkipUnless(File.Exists("/usr/bin/groff"), "groff, which checks the pages, is not installed");
        string folder = Directory.CreateTempSubdirectory("psutil-man-").FullName;
        try
        {
            Assert.Equal(0, new ToolRun().Run("man", "--directory", folder).ExitCode);
            (int exitCode, string output, string error) = await Executable.Run(
                "/usr/bin/groff",
                ["-man", "-Tutf8", "-ww", .. Directory.GetFiles(folder)]
            );
            Assert.Equal((0, ""), (exitCode, error));
            Assert.Contains("0 found, 1 nothing matched", output, StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static string Page(string command)
    {
        ToolRun run = new ToolRun().Run("man", command);
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        return run.Output;
    }
}
