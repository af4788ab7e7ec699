namespace Psutil.Platforms.Linux;

/// <summary>
/// The reads that were given up and have not returned yet, of all machines. What they wait for is not asked again: each question would cost
/// one more thread.
/// </summary>
internal static class StuckReads
{
    private static readonly Lock Sync = new();
    private static readonly List<StuckRead> Reads = [];
    private static volatile int _count;

    /// <summary>Those that there are now.</summary>
    public static IReadOnlyList<StuckRead> All
    {
        get
        {
            lock (Sync)
            {
                return [.. Reads];
            }
        }
    }

    /// <summary>Whether a read of this process waits for the same. The process that has the PID now may be another.</summary>
    public static bool Contains(FileTree proc, int pid, WaitKind kind) => _count > 0 && Find(proc, pid, kind);

    private static bool Find(FileTree proc, int pid, WaitKind kind)
    {
        List<StuckRead> found;
        lock (Sync)
        {
            found = Reads.FindAll(read => read.Identity.Pid == pid && read.Kind == kind && read.Proc == proc.Path);
        }

        if (found.Count == 0)
        {
            return false;
        }

        // A start time that is not known could be any.
        _ = LinuxProcessReader.ReadStartTime(proc, pid, out long? start);
        return found.Exists(read => start is null || read.Identity.StartTime is null || read.Identity.StartTime == start);
    }

    public static StuckRead Add(FileTree proc, int pid, WaitKind kind)
    {
        _ = LinuxProcessReader.ReadStartTime(proc, pid, out long? start);
        StuckRead read = new(proc.Path, new ProcessIdentity(pid, start), kind);
        lock (Sync)
        {
            Reads.Add(read);
            _count = Reads.Count;
        }

        return read;
    }

    public static void Remove(StuckRead read)
    {
        lock (Sync)
        {
            Reads.Remove(read);
            _count = Reads.Count;
        }
    }
}

/// <summary>A read that was given up.</summary>
internal sealed class StuckRead(string proc, ProcessIdentity identity, WaitKind kind)
{
    public string Proc { get; } = proc;

    public ProcessIdentity Identity { get; } = identity;

    public WaitKind Kind { get; } = kind;
}
