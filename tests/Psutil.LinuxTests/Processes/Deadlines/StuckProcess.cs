using System.Diagnostics;
using Psutil.LinuxTests.Abi;

namespace Psutil.LinuxTests.Deadlines;

/// <summary>
/// A process that is stuck in the kernel with its memory map locked: who reads its <c>cmdline</c>, <c>environ</c> or <c>maps</c> waits for
/// it. Other programs on the machine wait, too (<c>ps</c>), so it is kept for a few seconds only.
/// </summary>
internal sealed class StuckProcess : IDisposable
{
    public const string Name = "fifteen-letters-and-more";
    public const string ShortName = "fifteen-letters";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("psutil-stuck-process-");
    private readonly StuckFileSystem _files = new();
    private readonly Child? _child;

    public StuckProcess()
    {
        try
        {
            string program = Path.Join(_folder.FullName, Name);
            File.Move(CHeaders.Compile(_folder, Source), program);
            _child = new Child(new ProcessStartInfo(program, [$"{_files.Path}/file"]));

            // It begins when its command line has been seen.
            _child.Say("\n");
            Child.Until(() => _files.Held > 0 && Handle.GetStatus() == ProcessStatus.DiskSleep, "the process to be stuck");
            Thread reader = new(ReadCommandLine) { IsBackground = true };
            reader.Start();
            Assert.SkipWhen(reader.Join(TimeSpan.FromMilliseconds(300)), "this kernel does not lock the memory map for this");
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    public int Pid => _child!.Pid;

    public OSProcess Handle => Machine.Local.Processes.FromIdentity(new ProcessIdentity(Pid, null));

    /// <summary>Lets the process go on. It sleeps then.</summary>
    public void Release() => _files.Answer();

    private void ReadCommandLine()
    {
        try
        {
            File.ReadAllBytes($"/proc/{Pid}/cmdline");
        }
        catch (IOException)
        {
            // The process has ended meanwhile.
        }
    }

    public void Dispose()
    {
        _files.Dispose();
        _child?.Dispose();
        _folder.Delete(recursive: true);
    }

    private const string Source = """
        #include <fcntl.h>
        #include <sys/mman.h>
        #include <unistd.h>

        int main(int count, char **arguments) {
            char byte;
            read(0, &byte, 1);
            int cached = open(arguments[1], O_RDWR);
            char *page = mmap(0, 4096, PROT_READ | PROT_WRITE, MAP_SHARED, cached, 0);
            page[0] = 'y';
            int direct = open(arguments[1], O_RDWR);
            mmap(0, 4096, PROT_READ, MAP_PRIVATE, direct, 0);

            // Until whoever started it is gone.
            while (read(0, &byte, 1) > 0) { }
        }
        """;
}
