using System.Runtime.InteropServices;

namespace Psutil.Tests.Linux;

/// <summary>Messages of the process connector, made from their numbers in the machine's own order.</summary>
internal static class ConnectorBytes
{
    public const uint Acknowledgement = 0;
    public const uint Fork = 1;
    public const uint Exec = 2;
    public const uint User = 4;
    public const uint Name = 0x200;
    public const uint Exit = 0x80000000;

    /// <summary>A <c>cn_msg</c> with a <c>proc_event</c> of 40 bytes in it, whose data are the numbers.</summary>
    public static byte[] Of(
        uint what,
        ReadOnlySpan<int> data,
        uint cpu = 0,
        uint sequence = 0,
        ulong timestamp = 0,
        uint acknowledgement = 0
    )
    {
        byte[] message = new byte[60];
        MemoryMarshal.AsBytes<uint>([1, 1, sequence, acknowledgement]).CopyTo(message);
        MemoryMarshal.AsBytes<ushort>([40, 0]).CopyTo(message.AsSpan(16));
        MemoryMarshal.AsBytes<uint>([what, cpu]).CopyTo(message.AsSpan(20));
        MemoryMarshal.AsBytes<ulong>([timestamp]).CopyTo(message.AsSpan(28));
        MemoryMarshal.AsBytes(data).CopyTo(message.AsSpan(36));
        return message;
    }
}
