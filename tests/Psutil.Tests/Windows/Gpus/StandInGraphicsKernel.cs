using System.Runtime.InteropServices;
using System.Text;
using Psutil.Platforms.Windows.Interop;
using Psutil.Platforms.Windows.Parsing;

namespace Psutil.Tests.Windows;

/// <summary>A graphics kernel with one adapter, whose answers are laid out as d3dkmthk.h has them.</summary>
internal sealed class StandInGraphicsKernel : GraphicsKernel
{
    public const uint Handle = 0x40000040;
    public const int SystemProcess = 4;
    public const int Game = 8;

    /// <summary>What each question is answered with; a question that is not here is refused as an older system refuses it.</summary>
    public Dictionary<int, byte[]> Answers { get; } =
        new()
        {
            [AdapterKind] = Bytes(0x2003u),
            [Address] = Bytes(new GraphicsAddress { Bus = 1 }),
            [DeviceIds] = Bytes(new GraphicsDeviceIds { Vendor = 0x10DE, Device = 0x2684 }),
            [MemorySizes] = Bytes(new GraphicsMemorySizes { DedicatedVideo = 24UL << 30, SharedSystem = 16UL << 30 }),
            [UserModeDriverVersion] = Bytes(0x001F_0000_000F_0D94UL),
            [RegistryInformation] = Registry("NVIDIA GeForce RTX 4090"),
            [Performance] = Bytes(
                new GraphicsPerformance
                {
                    MemoryFrequency = 10_501_000_000,
                    FanRevolutionsPerMinute = 1234,
                    Power = 425,
                    Temperature = 615,
                }
            ),
            [PerformanceLimits] = Bytes(new GraphicsPerformanceLimits { FanRevolutionsPerMinute = 3000 }),
            [NodePerformance] = Bytes(new GraphicsNodePerformance { Frequency = 2_520_000_000, MaximumFrequency = 3_105_000_000 }),
        };

    /// <summary>The status with which questions are refused.</summary>
    public int Refusal { get; set; } = NtStatus.InvalidParameter;

    /// <summary>The status of the list of adapters.</summary>
    public int ListStatus { get; set; }

    /// <summary>The status of all statistics.</summary>
    public int StatisticsStatus { get; set; }

    /// <summary>The segments: whether each is memory of the machine, and how much of it is in use.</summary>
    public (bool IsShared, ulong Resident)[] Segments { get; set; } = [(false, 3UL << 30), (true, 1UL << 20)];

    /// <summary>The engines: the number and name of their kind, and how long each has worked.</summary>
    public (int Kind, string Name, long Time)[] Nodes { get; set; } = [(1, "", 70_000_000), (6, "", 1), (6, "", 2), (0, "Security", 3)];

    /// <summary>What the process <see cref="Game"/> has committed in each segment.</summary>
    public ulong[] Committed { get; set; } = [1UL << 30, 4096];

    /// <summary>How long each engine has worked for the process <see cref="Game"/>.</summary>
    public long[] Times { get; set; } = [50_000_000, 0, 1, 0];

    /// <summary>What the kernel says that an adapter has.</summary>
    public (uint Segments, uint Nodes)? Counts { get; set; }

    public int Open { get; private set; }

    public override int OpenAdapters(out GraphicsAdapter[] adapters)
    {
        adapters = [];
        if (ListStatus == 0)
        {
            adapters =
            [
                new GraphicsAdapter
                {
                    Handle = Handle,
                    Luid = new GraphicsLuid { Low = 0xA1B2 },
                    SourceCount = 4,
                },
            ];
            Open++;
        }

        return ListStatus;
    }

    public override void CloseAdapter(uint adapter)
    {
        Assert.Equal(Handle, adapter);
        Open--;
    }

    public override int QueryAdapter(uint adapter, int type, Span<byte> data)
    {
        Assert.Equal((Handle, 1), (adapter, Open));
        if (type == NodeMetadata)
        {
            Assert.Equal(GraphicsText.MetadataSize, data.Length);
            (int kind, string name, _) = Nodes[MemoryMarshal.Read<int>(data)];
            MemoryMarshal.Write(data[4..], kind);
            Encoding.Unicode.GetBytes(name, data[8..]);
            return 0;
        }

        if (!Answers.TryGetValue(type, out byte[]? answer))
        {
            return Refusal;
        }

        // The kernel refuses other sizes.
        Assert.Equal(answer.Length, data.Length);
        answer.CopyTo(data);
        return 0;
    }

    public override int QueryStatistics(ref GraphicsStatistics statistics)
    {
        Assert.Equal(0xA1B2u, statistics.Luid.Low);
        int number = (int)statistics.Number;
        switch (statistics.Subject)
        {
            case var _ when StatisticsStatus != 0:
                return StatisticsStatus;
            case GraphicsSubject.Adapter:
                (statistics.SegmentCount, statistics.NodeCount) = Counts ?? ((uint)Segments.Length, (uint)Nodes.Length);
                return 0;
            case GraphicsSubject.Segment when number < Segments.Length:
                statistics.SegmentResident = Segments[number].Resident;
                statistics.SegmentIsAperture = Segments[number].IsShared ? 1u : 0;
                return 0;
            case GraphicsSubject.Node when number < Nodes.Length:
                statistics.RunningTime = Nodes[number].Time;
                return 0;
            case GraphicsSubject.ProcessOnAdapter when statistics.Process == Game:
                return 0;
            case GraphicsSubject.ProcessInSegment when statistics.Process == Game:
                statistics.ProcessCommitted = Committed[number];
                return 0;
            case GraphicsSubject.ProcessOnNode when statistics.Process == Game:
                statistics.RunningTime = Times[number];
                return 0;
            default:
                return NtStatus.InvalidParameter;
        }
    }

    public static byte[] Bytes<T>(T value)
        where T : unmanaged => MemoryMarshal.AsBytes(new Span<T>(ref value)).ToArray();

    public static byte[] Registry(string name)
    {
        byte[] registry = new byte[GraphicsText.RegistrySize];
        Encoding.Unicode.GetBytes(name, registry);
        return registry;
    }
}
