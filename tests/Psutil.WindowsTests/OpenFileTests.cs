using System.Diagnostics;

namespace Psutil.WindowsTests;

/// <summary>Open files, beside handles that the tests hold, and one that never answers.</summary>
public unsafe class OpenFileTests
{
    [Fact]
    public void AFileIsListedOnceAndAFolderNotAtAll()
    {
        string path = Path.Join(Path.GetTempPath(), $"psutil-{Guid.NewGuid():N}.tmp");
        using (FileStream first = new(path, FileMode.Create, FileAccess.ReadWrite, FileShare.ReadWrite))
        using (FileStream second = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite))
        {
            IReadOnlyList<ProcessOpenFile> files = OwnOpenFiles.ReadWith(path);
            Assert.Single(files, file => OwnOpenFiles.IsAt(file, path));
            Assert.All(files, file => Assert.Null(file.FileDescriptor));
            Assert.All(files, file => Assert.True(Path.IsPathFullyQualified(file.Path), file.Path));
            Assert.DoesNotContain(files, file => Directory.Exists(file.Path));
        }

        Assert.DoesNotContain(Machine.Local.Processes.Current.GetOpenFiles(), file => OwnOpenFiles.IsAt(file, path));
        File.Delete(path);
    }

    [Fact]
    public void APipeThatSomebodyReadsFromDoesNotHangTheCaller()
    {
        nint read = 0,
            write = 0;
        Assert.NotEqual(0, Win32.CreatePipe(&read, &write, 0, 0));
        nint reading = read;
        Thread reader = new(() =>
        {
            byte buffer;
            uint count;
            _ = Win32.ReadFile(reading, &buffer, 1, &count, 0);
        })
        {
            IsBackground = true,
        };
        reader.Start();
        string path = Path.Join(Path.GetTempPath(), $"psutil-{Guid.NewGuid():N}.tmp");
        using (FileStream file = new(path, FileMode.Create))
        {
            Stopwatch watch = Stopwatch.StartNew();
            int threads = Environment.ProcessorCount + Machine.Local.Processes.Current.GetThreadCount();
            Assert.Contains(OwnOpenFiles.ReadWith(path), open => OwnOpenFiles.IsAt(open, path));
            for (int round = 0; round < 10; round++)
            {
                Assert.Contains(OwnOpenFiles.ReadWith(path), open => OwnOpenFiles.IsAt(open, path));
                Assert.NotNull(Machine.Local.Processes.Current.Capture(ProcessFields.OpenFiles).UnnamedFileCount);
            }

            // However often: one that never answers keeps one thread.
            Assert.InRange(watch.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(60));
            Assert.InRange(Machine.Local.Processes.Current.GetThreadCount(), 1, threads + 10);
        }

        File.Delete(path);
        _ = Win32.CloseHandle(write);
        Assert.True(reader.Join(TestChild.Patience));
        _ = Win32.CloseHandle(read);
    }
}
