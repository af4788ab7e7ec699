using System.Buffers.Binary;

namespace Psutil.Platforms.Windows.Parsing;

/// <summary>
/// How cores, packages, dies, caches and NUMA nodes group the CPUs: records of <c>SYSTEM_LOGICAL_PROCESSOR_INFORMATION_EX</c> (winnt.h).
/// Each has a relationship, its size, and data that ends in the masks of one or more processor groups.
/// </summary>
internal sealed class ProcessorTopology
{
    private const int CoreRelationship = 0;
    private const int NodeRelationship = 1;
    private const int CacheRelationship = 2;
    private const int PackageRelationship = 3;
    private const int DieRelationship = 5;

    private const int HeaderSize = 8;
    private const int EfficiencyOffset = 9;
    private const int NodeNumberOffset = 8;
    private const int GroupCountOffset = 30;
    private const int CacheGroupCountOffset = 38;
    private const int MaskSize = 16;
    private const int HighestCacheLevel = 8;
    private const byte FullyAssociative = 0xFF;

    private readonly HashSet<(int Level, CpuCacheKind Kind, int Cpu)> _cached = [];

    public CpuGroups Cores { get; } = new();

    public CpuGroups Packages { get; } = new();

    public CpuGroups Dies { get; } = new();

    public List<CpuCache> Caches { get; } = [];

    /// <summary>The CPUs of each NUMA node, in ascending order.</summary>
    public SortedDictionary<int, IReadOnlyList<int>> Nodes { get; } = [];

    /// <summary>The efficiency class of each CPU: the higher, the faster.</summary>
    public Dictionary<int, int> EfficiencyClasses { get; } = [];

    /// <summary>Parses the records up to the first malformed one.</summary>
    public static ProcessorTopology Parse(ReadOnlySpan<byte> records, ProcessorGroups groups)
    {
        ProcessorTopology topology = new();
        while (records.Length >= HeaderSize)
        {
            uint size = BinaryPrimitives.ReadUInt32LittleEndian(records[4..]);
            if (size < HeaderSize || size > records.Length)
            {
                break;
            }

            topology.Add(records[..(int)size], groups);
            records = records[(int)size..];
        }

        return topology;
    }

    private void Add(ReadOnlySpan<byte> record, ProcessorGroups groups)
    {
        int relationship = BinaryPrimitives.ReadInt32LittleEndian(record);
        List<int> cpus = ReadCpus(record, relationship == CacheRelationship ? CacheGroupCountOffset : GroupCountOffset, groups);
        if (relationship == NodeRelationship && record.Length > NodeNumberOffset + sizeof(int))
        {
            // A node can have memory alone.
            Nodes[BinaryPrimitives.ReadInt32LittleEndian(record[NodeNumberOffset..])] = cpus;
        }

        if (cpus.Count == 0)
        {
            return;
        }

        switch (relationship)
        {
            case CoreRelationship:
                Cores.Add(cpus);
                foreach (int cpu in cpus)
                {
                    EfficiencyClasses[cpu] = record[EfficiencyOffset];
                }

                break;
            case PackageRelationship:
                Packages.Add(cpus);
                break;
            case DieRelationship:
                Dies.Add(cpus);
                break;
            case CacheRelationship:
                AddCache(record, cpus);
                break;
        }
    }

    private void AddCache(ReadOnlySpan<byte> record, List<int> cpus)
    {
        CpuCacheKind kind = BinaryPrimitives.ReadInt32LittleEndian(record[16..]) switch
        {
            0 => CpuCacheKind.Unified,
            1 => CpuCacheKind.Instruction,
            2 => CpuCacheKind.Data,
            _ => CpuCacheKind.Unknown,
        };
        int level = record[8];
        int[] own = [.. cpus.Where(cpu => _cached.Add((level, kind, cpu)))];
        if (level is 0 or > HighestCacheLevel || own.Length == 0)
        {
            return;
        }

        int ways = record[9];
        int line = BinaryPrimitives.ReadUInt16LittleEndian(record[10..]);
        uint size = BinaryPrimitives.ReadUInt32LittleEndian(record[12..]);
        Caches.Add(
            new CpuCache
            {
                Level = level,
                Kind = kind,
                SizeBytes = size > 0 ? size : null,
                LineSizeBytes = line > 0 ? line : null,
                WayCount = ways is > 0 and < FullyAssociative ? ways : null,
                Cpus = own,
            }
        );
    }

    // Older versions have one mask and 0 as their number in the records of nodes and caches.
    private static List<int> ReadCpus(ReadOnlySpan<byte> record, int countOffset, ProcessorGroups groups)
    {
        List<int> cpus = [];
        int first = countOffset + sizeof(ushort);
        if (record.Length < first)
        {
            return cpus;
        }

        int count = Math.Max(1, (int)BinaryPrimitives.ReadUInt16LittleEndian(record[countOffset..]));
        for (int index = 0; index < Math.Min(count, groups.Count) && record.Length >= first + (index + 1) * MaskSize; index++)
        {
            ReadOnlySpan<byte> mask = record[(first + index * MaskSize)..];
            cpus.AddRange(
                groups.ToNumbers((nuint)BinaryPrimitives.ReadUInt64LittleEndian(mask), BinaryPrimitives.ReadUInt16LittleEndian(mask[8..]))
            );
        }

        cpus.Sort();
        return cpus;
    }
}
