using System.Collections.Concurrent;

namespace Psutil.Platforms.Linux;

/// <summary>
/// Start times of processes, remembered by the stamp of one of their files. Repeated captures that read one slow file of many processes
/// need not read <c>stat</c> as well: the stamp costs one call, <c>stat</c> three. When memory is short, the kernel frees a file's inode
/// and later creates a new one; then <c>stat</c> is read again.
/// </summary>
internal sealed class KnownStarts(LinuxRoots roots)
{
    private const int Least = 256;

    private readonly ConcurrentDictionary<int, (ProcFileStamp Stamp, long Ticks)> _byPid = new();
    private readonly Lazy<bool> _isOffered = new(() => roots.IsLocalProc && roots.Proc.IsProcFileSystem());

    /// <summary>Whether stamps identify processes: not if the files are copies on a disk.</summary>
    public bool IsOffered => _isOffered.Value;

    /// <summary>The start time of the process whose file has this stamp; null if unknown.</summary>
    public long? Find(int pid, ProcFileStamp stamp) =>
        _byPid.TryGetValue(pid, out (ProcFileStamp Stamp, long Ticks) known) && known.Stamp == stamp ? known.Ticks : null;

    public void Remember(int pid, ProcFileStamp stamp, long ticks) => _byPid[pid] = (stamp, ticks);

    /// <summary>Clears the table when most of its processes must have ended.</summary>
    public void Trim(int processCount)
    {
        if (!_byPid.IsEmpty && _byPid.Count > Math.Max(Least, processCount * 2))
        {
            _byPid.Clear();
        }
    }
}
