using System.Buffers.Binary;
using Psutil.Platforms.Windows.Parsing;

namespace Psutil.Tests.Windows;

/// <summary>Records of <c>SYSTEM_LOGICAL_PROCESSOR_INFORMATION_EX</c>, laid out as winnt.h has them.</summary>
public class ProcessorTopologyTests
{
    [Fact]
    public void AHybridProcessor()
    {
        // A performance core with two threads, two efficiency cores that share a second-level cache.
        ProcessorTopology topology = Parse(
            [4],
            Core(efficiencyClass: 1, (0b0011, 0)),
            Core(efficiencyClass: 0, (0b0100, 0)),
            Core(efficiencyClass: 0, (0b1000, 0)),
            Relation(3, (0b1111, 0)),
            Relation(5, (0b1111, 0)),
            Node(0, groupCount: 0, (0b1111, 0)),
            Cache(1, 12, 64, 48 * 1024, type: 2, (0b0011, 0)),
            Cache(2, 16, 64, 2 << 20, type: 0, (0b1100, 0)),
            Cache(3, 0xFF, 64, 12 << 20, type: 0, (0b1111, 0)),
            Cache(3, 0xFF, 64, 12 << 20, type: 0, (0b1111, 0))
        );
        Assert.Equal((3, 1, 1), (topology.Cores.Count, topology.Packages.Count, topology.Dies.Count));
        Assert.Equal([0, 0, 1, 2], Enumerable.Range(0, 4).Select(cpu => topology.Cores[cpu]!.Value));
        Assert.Equal([1, 1, 0, 0], Enumerable.Range(0, 4).Select(cpu => topology.EfficiencyClasses[cpu]));
        Assert.Equal([0, 1, 2, 3], topology.Nodes[0]);
        Assert.Equal(
            [(1, CpuCacheKind.Data, 48 * 1024, 12), (2, CpuCacheKind.Unified, 2 << 20, 16), (3, CpuCacheKind.Unified, 12 << 20, null)],
            topology.Caches.Select(cache => (cache.Level, cache.Kind, (int)cache.SizeBytes!.Value, cache.WayCount))
        );
        Assert.Equal([2, 3], topology.Caches[1].Cpus);
    }

    [Fact]
    public void CpusOfSeveralGroupsAreNumberedOneAfterAnother()
    {
        ProcessorTopology topology = Parse(
            [2, 2],
            Core(0, (0b01, 0)),
            Core(0, (0b10, 0)),
            Core(0, (0b11, 1)),
            Relation(3, (0b11, 0), (0b11, 1)),
            Node(0, 1, (0b11, 0)),
            Node(7, 1, (0b11, 1)),
            Node(8, 0, (0, 0))
        );
        Assert.Equal([0, 1, 2, 2], Enumerable.Range(0, 4).Select(cpu => topology.Cores[cpu]!.Value));
        Assert.Equal(1, topology.Packages.Count);
        Assert.Equal([0, 7, 8], topology.Nodes.Keys);
        Assert.Equal([2, 3], topology.Nodes[7]);
        Assert.Empty(topology.Nodes[8]);
    }

    [Fact]
    public void RecordsOfAnyFormHarmNobody()
    {
        byte[] records =
        [
            .. Core(0, (ulong.MaxValue, 0), (ulong.MaxValue, ushort.MaxValue)),
            .. Cache(0, 1, 64, 1, type: 9, (1, 0)),
            .. Node(-5, ushort.MaxValue, (1, 0)),
        ];
        ProcessorTopology topology = ProcessorTopology.Parse(records, new ProcessorGroups([3]));
        Assert.Equal((1, 3), (topology.Cores.Count, topology.EfficiencyClasses.Count));
        Assert.Empty(topology.Caches);
        HostileInput.NeverThrows(records, bytes => _ = ProcessorTopology.Parse(bytes, new ProcessorGroups([64, 64])));
    }

    private static ProcessorTopology Parse(int[] groups, params byte[][] records) =>
        ProcessorTopology.Parse([.. records.SelectMany(record => record)], new ProcessorGroups(groups));

    private static byte[] Core(byte efficiencyClass, params (ulong Mask, ushort Group)[] masks)
    {
        byte[] record = Relation(0, masks);
        record[9] = efficiencyClass;
        return record;
    }

    private static byte[] Node(int number, ushort groupCount, params (ulong Mask, ushort Group)[] masks)
    {
        byte[] record = Relation(1, masks);
        BinaryPrimitives.WriteInt32LittleEndian(record.AsSpan(8), number);
        BinaryPrimitives.WriteUInt16LittleEndian(record.AsSpan(30), groupCount);
        return record;
    }

    private static byte[] Cache(byte level, byte ways, ushort line, uint size, int type, params (ulong Mask, ushort Group)[] masks)
    {
        byte[] record = Record(2, 38, masks);
        record[8] = level;
        record[9] = ways;
        BinaryPrimitives.WriteUInt16LittleEndian(record.AsSpan(10), line);
        BinaryPrimitives.WriteUInt32LittleEndian(record.AsSpan(12), size);
        BinaryPrimitives.WriteInt32LittleEndian(record.AsSpan(16), type);
        return record;
    }

    private static byte[] Relation(int relation, params (ulong Mask, ushort Group)[] masks) => Record(relation, 30, masks);

    private static byte[] Record(int relation, int countOffset, (ulong Mask, ushort Group)[] masks)
    {
        byte[] record = new byte[countOffset + 2 + masks.Length * 16];
        BinaryPrimitives.WriteInt32LittleEndian(record, relation);
        BinaryPrimitives.WriteInt32LittleEndian(record.AsSpan(4), record.Length);
        BinaryPrimitives.WriteUInt16LittleEndian(record.AsSpan(countOffset), (ushort)masks.Length);
        foreach ((int index, (ulong mask, ushort group)) in masks.Index())
        {
            BinaryPrimitives.WriteUInt64LittleEndian(record.AsSpan(countOffset + 2 + index * 16), mask);
            BinaryPrimitives.WriteUInt16LittleEndian(record.AsSpan(countOffset + 10 + index * 16), group);
        }

        return record;
    }
}
