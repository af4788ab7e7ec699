using System.Buffers.Binary;

namespace Psutil.Platforms.Windows.Parsing;

/// <summary>The rows of <c>MIB_IF_TABLE2</c>: each interface with its state and counters.</summary>
internal static class InterfaceTable
{
    public const int RowSize = 1352;

    /// <summary>The offset of the rows, after their count.</summary>
    public const int TableOffset = 8;

    public const int InterfaceIndexOffset = 8;
    public const int MtuOffset = 1124;
    public const int OperStatusOffset = 1156;
    public const int AdminStatusOffset = 1160;
    public const int TransmitLinkSpeedOffset = 1192;
    public const int InOctetsOffset = 1208;
    public const int InUnicastPacketsOffset = 1216;
    public const int InOtherPacketsOffset = 1224;
    public const int InDiscardsOffset = 1232;
    public const int InErrorsOffset = 1240;
    public const int OutOctetsOffset = 1280;
    public const int OutUnicastPacketsOffset = 1288;
    public const int OutOtherPacketsOffset = 1296;
    public const int OutDiscardsOffset = 1304;
    public const int OutErrorsOffset = 1312;

    private const int Up = 1;
    private const int LoopbackType = 24;
    private const long BitsPerMegabit = 1_000_000;

    /// <summary>The number of raw counters in a row, in the order of <see cref="NetworkIOCounters"/>'s properties.</summary>
    public const int CounterCount = 8;

    public static int IndexOf(ReadOnlySpan<byte> row) => BinaryPrimitives.ReadInt32LittleEndian(row[InterfaceIndexOffset..]);

    public static void ReadCounters(ReadOnlySpan<byte> row, Span<long> counters)
    {
        counters[0] = Count(row, OutOctetsOffset);
        counters[1] = Count(row, InOctetsOffset);
        counters[2] = Count(row, OutUnicastPacketsOffset) + Count(row, OutOtherPacketsOffset);
        counters[3] = Count(row, InUnicastPacketsOffset) + Count(row, InOtherPacketsOffset);
        counters[4] = Count(row, InErrorsOffset);
        counters[5] = Count(row, OutErrorsOffset);
        counters[6] = Count(row, InDiscardsOffset);
        counters[7] = Count(row, OutDiscardsOffset);
    }

    public static NetworkIOCounters ToCounters(ReadOnlySpan<long> counters) =>
        new()
        {
            BytesSent = counters[0],
            BytesReceived = counters[1],
            PacketsSent = counters[2],
            PacketsReceived = counters[3],
            ErrorsIn = counters[4],
            ErrorsOut = counters[5],
            DropsIn = counters[6],
            DropsOut = counters[7],
        };

    public static InterfaceState ReadStatistics(ReadOnlySpan<byte> row, int type)
    {
        bool isEnabled = BinaryPrimitives.ReadInt32LittleEndian(row[AdminStatusOffset..]) == Up;
        bool isOperational = BinaryPrimitives.ReadInt32LittleEndian(row[OperStatusOffset..]) == Up;

        // An unknown speed is 0 or all ones.
        ulong speed = BinaryPrimitives.ReadUInt64LittleEndian(row[TransmitLinkSpeedOffset..]);
        uint mtu = BinaryPrimitives.ReadUInt32LittleEndian(row[MtuOffset..]);
        List<string> flags = new(3);
        Add("up", isEnabled);
        Add("running", isOperational);
        Add("loopback", type == LoopbackType);
        return new InterfaceState
        {
            IsUp = isEnabled && isOperational,
            SpeedMegabitsPerSecond = speed is 0 or > long.MaxValue ? null : (long)speed / BitsPerMegabit,
            Mtu = mtu is 0 or > int.MaxValue ? null : (int)mtu,
            Flags = flags,
        };

        void Add(string flag, bool isSet)
        {
            if (isSet)
            {
                flags.Add(flag);
            }
        }
    }

    private static long Count(ReadOnlySpan<byte> row, int offset) =>
        (long)Math.Min(BinaryPrimitives.ReadUInt64LittleEndian(row[offset..]), long.MaxValue / 2);
}
