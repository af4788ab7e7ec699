using System.Runtime.InteropServices;

namespace Psutil.Platforms.Linux;

/// <summary>The key of <see cref="BpfTrafficProgram"/>'s table: a process.</summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly record struct TrafficKey(ulong StartNanoseconds, ulong Pid)
{
    public const int Size = 16;

    // fs/proc/array.c, nsec_to_clock_t: /proc has the start in ticks of 10 ms (USER_HZ is 100 on x64 and arm64).
    private const ulong NanosecondsPerTick = 10_000_000;

    public ProcessIdentity Identity => new((int)Pid, (long)(StartNanoseconds / NanosecondsPerTick));
}

/// <summary>The value of the table. Programs add to it; the order is theirs.</summary>
[StructLayout(LayoutKind.Sequential)]
internal record struct TrafficSums
{
    public const int Size = 32;

    public long BytesSent;
    public long BytesReceived;
    public long MessagesSent;
    public long MessagesReceived;

    public readonly ProcessNetworkIOCounters AddedTo(in ProcessNetworkIOCounters before) =>
        new()
        {
            BytesSent = before.BytesSent + BytesSent,
            BytesReceived = before.BytesReceived + BytesReceived,
            MessagesSent = before.MessagesSent.GetValueOrDefault() + MessagesSent,
            MessagesReceived = before.MessagesReceived.GetValueOrDefault() + MessagesReceived,
        };
}
