namespace Psutil.Platforms.Linux.Parsing;

/// <summary>One CPU of <c>/proc/cpuinfo</c>, whose format depends on the architecture; a value that this one lacks is null.</summary>
/// <param name="Number">The CPU's number.</param>
/// <param name="PhysicalId">Which package it is in.</param>
/// <param name="CoreId">Which core of the package it belongs to.</param>
/// <param name="CoreCount">How many cores its package has.</param>
/// <param name="Megahertz">Its current frequency.</param>
internal readonly record struct ProcCpuinfo(int Number, int? PhysicalId, int? CoreId, int? CoreCount, double? Megahertz)
{
    // No kernel supports more than 8,192.
    private const int MostCpus = 64 * 1024;

    /// <summary>The online CPUs, in the order of the file; empty for a format without CPU numbers.</summary>
    public static IReadOnlyList<ProcCpuinfo> Parse(ReadOnlySpan<byte> text)
    {
        List<ProcCpuinfo> entries = [];
        Dictionary<int, int> indexes = [];
        int current = -1;
        foreach (Range range in text.Split((byte)'\n'))
        {
            ReadOnlySpan<byte> line = text[range];
            int colon = line.IndexOf((byte)':');
            if (colon < 0)
            {
                continue;
            }

            ReadOnlySpan<byte> key = Ascii.Trim(line[..colon]);
            ReadOnlySpan<byte> value = Ascii.Trim(line[(colon + 1)..]);
            if (TryReadNumber(key, value, out int number))
            {
                current = FindOrAdd(entries, indexes, number);
            }
            else if (current >= 0)
            {
                entries[current] = Fill(entries[current], key, value);
            }
        }

        return entries;
    }

    /// <summary>
    /// The physical cores: the distinct pairs of package and core, else the cores that each package claims; null if there is neither.
    /// </summary>
    public static int? CountCores(IReadOnlyList<ProcCpuinfo> entries)
    {
        HashSet<(int Package, int Core)> cores = [];
        Dictionary<int, int> coresOfPackage = [];
        bool pairsKnown = entries.Count > 0;
        bool countsKnown = entries.Count > 0;
        foreach (ProcCpuinfo entry in entries)
        {
            if (entry is { PhysicalId: { } package, CoreId: { } core })
            {
                cores.Add((package, core));
            }
            else
            {
                pairsKnown = false;
            }

            if (entry is { PhysicalId: { } owner, CoreCount: > 0 and { } count })
            {
                coresOfPackage[owner] = count;
            }
            else
            {
                countsKnown = false;
            }
        }

        return pairsKnown ? cores.Count
            : countsKnown ? Sum(coresOfPackage.Values)
            : null;
    }

    /// <summary>Whether a line begins what the file has of one CPU.</summary>
    public static bool TryReadNumber(ReadOnlySpan<byte> key, ReadOnlySpan<byte> value, out int number)
    {
        // "processor : 0" (x86, ARM, POWER, RISC-V), "processor 0: version = FF, ..." and "cpu number : 0" (s390x). ARM before 3.8 also has
        // a line "Processor : ARMv7 ..." with the model.
        number = 0;
        if (key.SequenceEqual("processor"u8) || key.SequenceEqual("cpu number"u8))
        {
            return Ascii.TryParse(value, out number) && number >= 0;
        }

        return key.StartsWith("processor "u8) && Ascii.TryParse(Ascii.Trim(key[10..]), out number) && number >= 0;
    }

    // s390x lists each CPU twice: in a list at the beginning and in a separate block.
    private static int FindOrAdd(List<ProcCpuinfo> entries, Dictionary<int, int> indexes, int number)
    {
        if (indexes.TryGetValue(number, out int index))
        {
            return index;
        }

        if (entries.Count == MostCpus)
        {
            return -1;
        }

        indexes.Add(number, entries.Count);
        entries.Add(new ProcCpuinfo(number, null, null, null, null));
        return entries.Count - 1;
    }

    private static ProcCpuinfo Fill(ProcCpuinfo entry, ReadOnlySpan<byte> key, ReadOnlySpan<byte> value)
    {
        if (key.SequenceEqual("physical id"u8))
        {
            return entry with { PhysicalId = ReadInt32(value) };
        }

        if (key.SequenceEqual("core id"u8))
        {
            return entry with { CoreId = ReadInt32(value) };
        }

        if (key.SequenceEqual("cpu cores"u8))
        {
            return entry with { CoreCount = ReadInt32(value) };
        }

        // "cpu MHz" on x86, "CPU MHz" on LoongArch, "cpu MHz dynamic" on s390x, "clock" with its unit on POWER.
        if (System.Text.Ascii.EqualsIgnoreCase(key, "cpu MHz"u8) || key.SequenceEqual("cpu MHz dynamic"u8) || key.SequenceEqual("clock"u8))
        {
            return entry with { Megahertz = ReadMegahertz(value) };
        }

        return entry;
    }

    private static int? ReadInt32(ReadOnlySpan<byte> value) => Ascii.TryParse(value, out int number) ? number : null;

    // x86 can write "Unknown", and some hypervisors 0.000.
    private static double? ReadMegahertz(ReadOnlySpan<byte> value)
    {
        if (value.EndsWith("MHz"u8))
        {
            value = Ascii.Trim(value[..^3]);
        }

        return Ascii.TryParse(value, out double megahertz) && megahertz > 0 ? megahertz : null;
    }

    private static int? Sum(IEnumerable<int> counts)
    {
        long sum = 0;
        foreach (int count in counts)
        {
            sum += count;
        }

        return sum <= int.MaxValue ? (int)sum : null;
    }
}
