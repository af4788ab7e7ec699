using System.Runtime.InteropServices;

namespace Psutil.Platforms.Linux;

/// <summary>
/// What one thread used, of those that are not their process's first. The names are those of <see cref="BpfProcessRecord"/>.
/// </summary>
[StructLayout(LayoutKind.Sequential)]
internal struct BpfThreadRecord
{
    public const int Size = 48;

    /// <summary>The process's PID, negated: it marks the record of a thread, which has another length than that of a process.</summary>
    public int NegativePid;

    public uint Sequence;
    public ulong UserTime;
    public ulong SystemTime;
    public ulong RunTime;
    public ulong MinorFaults;
    public ulong MajorFaults;
}
