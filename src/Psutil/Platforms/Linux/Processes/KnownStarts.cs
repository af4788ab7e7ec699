using System.Collections.Concurrent;

namespace Psutil.Platforms.Linux;

/// <summary>
/// When processes started, remembered by the stamp of one of their files. Who reads one slow file of many processes again and again is
/// spared their <c>stat</c> by it: the stamp costs one call more, <c>stat</c> three. The kernel makes a file's inode anew when it is short
/// of memory; then <c>stat</c> is read once more.
/// </summary>
internal sealed class KnownStarts(LinuxRoots roots)
{
    private const int Least = 256;

    private readonly ConcurrentDictionary<int, (ProcFileStamp Stamp, long Ticks)> _byPid = new();
    private readonly Lazy<bool> _isOffered = new(() => roots.IsLocalProc && roots.Proc.IsProcFileSystem());

    /// <summary>Whether stamps identify processes: they do not if the files are copies on a disk.</summary>
    public bool IsOffered => _isOffered.Value;

    /// <summary>When the process started whose file has this stamp; null if that is not known.</summary>
    public long? Find(int pid, ProcFileStamp stamp) =>
        _byPid.TryGetValue(pid, out (ProcFileStamp Stamp, long Ticks) known) && known.Stamp == stamp ? known.Ticks : null;

    public void Remember(int pid, ProcFileStamp stamp, long ticks) => _byPid[pid] = (stamp, ticks);

    /// <summary>Forgets all when most of those who are remembered must have ended.</summary>
    public void Trim(int processCount)
    {
        if (!_byPid.IsEmpty && _byPid.Count > Math.Max(Least, processCount * 2))
        {
            _byPid.Clear();
        }
    }
}
