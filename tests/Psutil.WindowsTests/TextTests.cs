using Psutil.Platforms.Windows.Parsing;

namespace Psutil.WindowsTests;

/// <summary>Text stays as Windows has it, and command lines are taken apart as Windows takes them.</summary>
public unsafe class TextTests
{
    private const string Unpaired = "a\ud800b\udfff";
    private const string Paired = "a\ud83d\ude00b";

    [Theory]
    [InlineData("program a b")]
    [InlineData("\"C:\\Program Files\\x.exe\" a \"b c\" d")]
    [InlineData("program \"a\\\\\" b")]
    [InlineData("program a\\\\\\\"b c")]
    [InlineData("program \"a\\\"b\" c")]
    [InlineData("program \"\" \"\"")]
    [InlineData("program a\"\"b")]
    [InlineData("program \"a\"\"b\" c")]
    [InlineData("program \"a\"\"\"b\" c")]
    [InlineData("program \"a\"\"\"\"b c\" d")]
    [InlineData("program \"unclosed a b")]
    [InlineData("program  \t a\t\tb  ")]
    [InlineData("program \\a\\b\\ \\\\")]
    [InlineData("program a\"b c\"d")]
    [InlineData("program \"\"\"\"\"\"")]
    [InlineData("\"quoted\"without space")]
    [InlineData("program a\nb \u00a0 c")]
    [InlineData(" leading blank")]
    [InlineData("program")]
    public void ACommandLineIsSplitAsWindowsSplitsIt(string line)
    {
        int count = 0;
        char** arguments = Win32.CommandLineToArgvW(line, &count);
        string[] theirs = new string[count];
        for (int index = 0; index < count; index++)
        {
            theirs[index] = new string(arguments[index]);
        }

        _ = Win32.LocalFree(arguments);
        Assert.Equal(theirs, CommandLineSplitter.Split(line));
    }

    [Fact]
    public void UnpairedSurrogatesSurvive()
    {
        using TestChild child = TestChild.Start("wait", [Unpaired], start => start.Environment["PSUTIL_UNPAIRED"] = Unpaired);
        Assert.Equal(Unpaired, child.Process.GetCommandLine()[^1]);
        Assert.Equal(Unpaired, child.Process.GetEnvironment()["psutil_unpaired"]);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void AFileWhoseNameHasSurrogatesIsListed(bool isPaired)
    {
        string path = Path.Join(Path.GetTempPath(), $"psutil-{Environment.ProcessId}-{(isPaired ? Paired : Unpaired)}.tmp");
        try
        {
            using FileStream file = new(path, FileMode.Create);
            Assert.Contains(OwnOpenFiles.ReadWith(path), open => open.Path.EndsWith(Path.GetFileName(path), StringComparison.Ordinal));
        }
        catch (IOException) when (!File.Exists(path))
        {
            Assert.Skip("CreateFileW: this system's disk takes no name with an unpaired surrogate.");
        }

        File.Delete(path);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void AProgramWhoseNameHasSurrogatesIsNamed(bool isPaired)
    {
        string copy = Path.Join(Path.GetTempPath(), $"psutil-{Environment.ProcessId}-{(isPaired ? Paired : Unpaired)}.exe");
        try
        {
            File.Copy(Path.Join(Environment.SystemDirectory, "cmd.exe"), copy);
        }
        catch (IOException)
        {
            Assert.Skip("CreateFileW: this system's disk takes no name with an unpaired surrogate.");
        }

        using (
            ChildProcess child = Machine.Local.Processes.Start(
                new(copy, "/k") { RedirectStandardInput = true, RedirectStandardOutput = true },
                killOnDispose: true
            )
        )
        {
            Assert.Equal(Path.GetFileName(copy), child.GetName());
            Assert.Equal(copy, child.GetExecutablePath());
            Assert.Equal(
                Path.GetFileName(copy),
                Machine.Local.Processes.Capture(ProcessFields.Name).Single(snapshot => snapshot.Pid == child.Pid).Name
            );
            child.Kill();
            child.Wait(TestChild.Patience);
        }

        File.Delete(copy);
    }

    [Fact]
    public void TheEnvironmentHidesTheFoldersOfDrives() =>
        Assert.DoesNotContain(Machine.Local.Processes.Current.GetEnvironment().Keys, name => name.Contains('=') || name.Length == 0);

    [Fact]
    public void ARootIsAWorkingDirectoryWithItsSlash()
    {
        using TestChild child = TestChild.Start("wait", [], start => start.WorkingDirectory = @"C:\");
        Assert.Equal(@"C:\", child.Process.GetWorkingDirectory());
    }
}
