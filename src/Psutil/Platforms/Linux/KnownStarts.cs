using System.Collections.Concurrent;
using Microsoft.Win32.SafeHandles;
using Psutil.Platforms.Linux.Interop;

namespace Psutil.Platforms.Linux;

/// <summary>
/// When processes started, remembered by the number that the kernel gives each process's descriptor (fs/pidfs.c, Linux 6.9): no two processes have the same one until the
/// machine starts anew, so what is remembered stays true. Who reads one slow file of many processes again and again is spared their <c>stat</c> by it.
/// </summary>
internal sealed class KnownStarts(LinuxRoots roots)
{
    private const long PidFileSystem = 0x50494446;
    private const int Least = 256;

    private readonly ConcurrentDictionary<int, (ulong Number, long Ticks)> _byPid = new();
    private readonly Lazy<bool> _isOffered = new(() => roots.IsLocalProc && HasNumbers());

    /// <summary>The number of the process that has a PID now, and when it started if that is known. False if there is no such number here.</summary>
    public bool TryFind(int pid, out ulong number, out long? ticks)
    {
        ticks = null;
        number = 0;
        if (!_isOffered.Value || Libc.GetPidFdNumber(pid, out number) < 0)
        {
            return false;
        }

        ticks = _byPid.TryGetValue(pid, out (ulong Number, long Ticks) known) && known.Number == number ? known.Ticks : null;
        return true;
    }

    public void Remember(int pid, ulong number, long ticks) => _byPid[pid] = (number, ticks);

    /// <summary>Forgets all when most of those who are remembered must have ended.</summary>
    public void Trim(int processCount)
    {
        if (!_byPid.IsEmpty && _byPid.Count > Math.Max(Least, processCount * 2))
        {
            _byPid.Clear();
        }
    }

    private static bool HasNumbers()
    {
        int descriptor = Libc.OpenPidFd(Environment.ProcessId);
        if (descriptor < 0)
        {
            return false;
        }

        using SafeFileHandle handle = new(descriptor, ownsHandle: true);
        return Libc.GetFileSystemType(handle) == PidFileSystem;
    }
}
