using System.Runtime.InteropServices;

namespace Psutil.Platforms.Linux;

/// <summary>
/// The times of one thread other than its process's first. The names are those of <see cref="BpfProcessRecord"/>.
/// </summary>
[StructLayout(LayoutKind.Sequential)]
internal struct BpfThreadRecord
{
    public const int Size = 48;

    /// <summary>The process's PID, negated to mark the record of a thread, which is shorter than that of a process.</summary>
    public int NegativePid;

    public uint Sequence;
    public ulong UserTime;
    public ulong SystemTime;
    public ulong RunTime;
    public ulong MinorFaults;
    public ulong MajorFaults;
}
