using System.Text;

namespace Psutil.LinuxTests;

/// <summary>Processes that claim more arguments or environment than can be passed to a program.</summary>
public class LyingProcessTests
{
    private const int MostBytes = 6 * 1024 * 1024;
    private const ProcessFields Texts = ProcessFields.Name | ProcessFields.CommandLine | ProcessFields.Environment;

    [Fact]
    public void AHugeCommandLineIsCutAndSaidToBe()
    {
        using Child child = LyingProcess.WithArguments(64, @"abcdefg\0");
        ProcessSnapshot snapshot = child.Handle.Capture(Texts);
        Assert.True(snapshot.IsCommandLineCut);
        Assert.InRange(snapshot.CommandLine!.Sum(argument => Encoding.UTF8.GetByteCount(argument) + 1), MostBytes / 2, MostBytes);
        Assert.Equal("fifteen-letters", snapshot.Name);

        // The two are passed together.
        Assert.True(snapshot.IsEnvironmentCut);
        Assert.Empty(snapshot.Environment!);
    }

    [Fact]
    public void AHugeEnvironmentIsCutAndSaidToBe()
    {
        using Child child = LyingProcess.WithEnvironment(64, @"NAME=abcdefghij\0");
        ProcessSnapshot snapshot = child.Handle.Capture(Texts);
        Assert.True(snapshot.IsEnvironmentCut);
        Assert.Equal("abcdefghij", snapshot.Environment!["NAME"]);
        Assert.False(snapshot.IsCommandLineCut);
    }

    [Fact]
    public void MillionsOfEmptyArgumentsAreNotMade()
    {
        using Child child = LyingProcess.WithArguments(8, @"\0");
        ProcessSnapshot snapshot = child.Handle.Capture(ProcessFields.CommandLine);
        Assert.True(snapshot.IsCommandLineCut);
        Assert.InRange(snapshot.CommandLine!.Count, 1, 700_000);
    }

    [Fact]
    public void ANameIsCompletedFromTheBeginningAlone()
    {
        using Child child = LyingProcess.WithArguments(64, @"\0");
        _ = child.Handle.Capture(ProcessFields.Name);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Equal("fifteen-letters", child.Handle.Capture(ProcessFields.Name).Name);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 64 * 1024);
    }

    [Fact]
    public void AnHonestProcessIsNotCut()
    {
        using Child child = new();
        ProcessSnapshot snapshot = child.Handle.Capture(Texts);
        Assert.Equal(["sleep", "1000"], snapshot.CommandLine);
        Assert.False(snapshot.IsCommandLineCut);
        Assert.False(snapshot.IsEnvironmentCut);
    }
}
