using System.Diagnostics;

namespace Psutil.Recording.Tests;

/// <summary>A recorder on a file system of one megabyte, which is mounted for it.</summary>
public sealed class FullDiskTests : IDisposable
{
    private const long Size = 1 << 20;

    private readonly string _disk = Directory.CreateTempSubdirectory("psutil-small-disk-").FullName;
    private readonly bool _isMounted;
    private readonly SimulatedMachine _simulated = new(200);

    public FullDiskTests() =>
        _isMounted =
            OperatingSystem.IsLinux()
            && Environment.IsPrivilegedProcess
            && Run("mount", "-t", "tmpfs", "-o", $"size={Size},mode=700", "psutil-test", _disk);

    private RecordOptions Options =>
        new()
        {
            Directory = Path.Join(_disk, "history"),
            SlowEvery = TimeSpan.Zero,
            WatchProcesses = false,
            KeepBytes = null,
        };

    public void Dispose()
    {
        if (_isMounted)
        {
            Run("umount", "-l", _disk);
        }

        Directory.Delete(_disk, recursive: true);
    }

    [Fact]
    public void TheLastPartOfTheFileSystemStaysFree()
    {
        Assert.SkipUnless(_isMounted, "a small file system cannot be mounted here");
        using MachineRecorder recorder = new(_simulated.Machine, Options with { LeaveFree = 0.25 });
        RecordUntilFull(recorder, "the file system has no room");
        Assert.StartsWith("the file system has no room", recorder.LastFailure, StringComparison.Ordinal);
        DiskUsage usage = Machine.Local.Disks.GetUsage(_disk);
        Assert.InRange(usage.Free, Size / 4, Size / 2);
        AssertAllCanBeRead(recorder);
    }

    [Fact]
    public void ADiskThatIsFullLosesSamplesAndNothingElse()
    {
        Assert.SkipUnless(_isMounted, "a small file system cannot be mounted here");
        string other = Path.Join(_disk, "other");
        File.WriteAllBytes(other, new byte[Size / 2]);

        // It believes that there is room, and so it is the kernel that refuses.
        using MachineRecorder recorder = new(_simulated.Machine, Options, _ => RecordingFolder.Roomy);
        RecordUntilFull(recorder, "No space left");

        Fill(other);
        long dropped = recorder.DroppedSamples;
        for (int sample = 0; sample < 20; sample++)
        {
            _simulated.Step(TimeSpan.FromSeconds(5));
            Assert.False(recorder.Record());
        }

        Assert.Equal(dropped + 20, recorder.DroppedSamples);
        Assert.Contains("No space left", recorder.LastFailure, StringComparison.Ordinal);
        Assert.InRange(Directory.GetFiles(Options.Directory).Length, 1, 3);
        AssertAllCanBeRead(recorder);

        File.Delete(other);
        _simulated.Step(TimeSpan.FromSeconds(5));
        string text = MachineText.Of(_simulated.Machine);
        Assert.True(recorder.Record(), recorder.LastFailure);
        Assert.Null(recorder.LastFailure);
        AssertAllCanBeRead(recorder);
        using RecordedMachine last = Recording.Open(Options.Directory).OpenMachine(DateTimeOffset.MaxValue);
        Assert.Equal(text, MachineText.Of(last));
        Assert.Equal(dropped + 20, last.DroppedSamples);
    }

    // On a busy machine the file system may not say in time how much room there is: that drops a sample, too.
    private void RecordUntilFull(MachineRecorder recorder, string reason)
    {
        for (int sample = 0; recorder.LastFailure?.Contains(reason, StringComparison.Ordinal) != true; sample++)
        {
            Assert.True(sample < 20_000, "The disk does not become full.");
            recorder.Record();
            _simulated.Step(TimeSpan.FromSeconds(5));
        }

        Assert.True(recorder.WrittenSamples > 0);
    }

    private void AssertAllCanBeRead(MachineRecorder recorder)
    {
        Recording recording = Recording.Open(Options.Directory);
        using RecordedMachine machine = recording.OpenFirst();
        long count = 1;
        while (machine.TryMoveNext())
        {
            count++;
        }

        Assert.Equal(recorder.WrittenSamples, count);
        Assert.Empty(recording.Faults);
    }

    private static void Fill(string path)
    {
        using FileStream file = new(
            path,
            new FileStreamOptions
            {
                Mode = FileMode.Append,
                Access = FileAccess.Write,
                BufferSize = 0,
            }
        );
        try
        {
            for (int page = 0; page <= Size / 1024; page++)
            {
                file.Write(new byte[1024]);
            }
        }
        catch (IOException)
        {
            return;
        }

        Assert.Fail("The disk does not become full.");
    }

    private static bool Run(string program, params string[] arguments)
    {
        try
        {
            using Process process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
            process.StandardError.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
