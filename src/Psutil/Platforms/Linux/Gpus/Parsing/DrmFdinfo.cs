using System.Diagnostics.CodeAnalysis;

namespace Psutil.Platforms.Linux.Parsing;

/// <summary>
/// The keys of a DRM driver in <c>/proc/PID/fdinfo/FD</c> (Documentation/gpu/drm-usage-stats.rst): which client of which GPU the descriptor
/// leads to, and what the client has used.
/// </summary>
internal sealed class DrmFdinfo
{
    // A driver has a dozen. A descriptor in a root that is not the kernel's can have any.
    private const int MostNames = 64;
    private const int LongestName = 64;
    private const long NanosecondsPerTick = 100;

    private readonly Dictionary<string, GpuEngine> _engines = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Region> _regions = new(StringComparer.Ordinal);

    private DrmFdinfo(string driver) => Driver = driver;

    public string Driver { get; }

    /// <summary>The PCI address of the GPU; null if it is not on a PCI bus.</summary>
    public string? PciAddress { get; private set; }

    /// <summary>The driver's number of the client on its GPU; null if the driver gives none.</summary>
    public ulong? ClientId { get; private set; }

    public IReadOnlyDictionary<string, GpuEngine> Engines => _engines;

    /// <summary>The memory in regions of the GPU; null if the driver reports none.</summary>
    public long? Memory => SumRegions(ofGpu: true);

    /// <summary>The memory in regions of the machine; null if the driver reports none.</summary>
    public long? SharedMemory => SumRegions(ofGpu: false);

    /// <summary>What a descriptor leads to; false if it is none of a DRM driver that reports its use.</summary>
    public static bool TryParse(ReadOnlySpan<byte> text, [NotNullWhen(true)] out DrmFdinfo? client)
    {
        client = null;
        KeyedLineCursor lines = new(text);
        while (lines.MoveNext())
        {
            // The driver's name is the first of its keys.
            ReadOnlySpan<byte> value = Ascii.Trim(lines.Value);
            if (lines.Key.SequenceEqual("drm-driver"u8) && value.Length is > 0 and <= LongestName)
            {
                client ??= new DrmFdinfo(OSText.GetString(value));
            }
            else if (client is not null && lines.Key.StartsWith("drm-"u8))
            {
                client.Take(lines.Key["drm-".Length..], value);
            }
        }

        return client is not null;
    }

    private void Take(ReadOnlySpan<byte> key, ReadOnlySpan<byte> value)
    {
        if (key.SequenceEqual("pdev"u8))
        {
            PciAddress = value.Length is > 0 and <= LongestName ? OSText.GetString(value) : null;
        }
        else if (key.SequenceEqual("client-id"u8))
        {
            ClientId = Ascii.TryParse(value, out ulong id) ? id : null;
        }
        else if (TryTakePrefix(key, "engine-capacity-"u8, out ReadOnlySpan<byte> name))
        {
            if (Ascii.TryParse(value, out int capacity) && capacity > 0 && TryName(name, _engines, out string engine))
            {
                _engines[engine] = _engines.GetValueOrDefault(engine) with { Capacity = capacity };
            }
        }
        else if (TryTakePrefix(key, "engine-"u8, out name))
        {
            if (TryParseAmount(value, "ns"u8, out long nanoseconds) && TryName(name, _engines, out string engine))
            {
                TimeSpan time = TimeSpan.FromTicks(nanoseconds / NanosecondsPerTick);
                _engines[engine] = _engines.GetValueOrDefault(engine) with { BusyTime = time };
            }
        }
        else if (TryTakePrefix(key, "cycles-"u8, out name))
        {
            if (TryParseAmount(value, default, out long cycles) && TryName(name, _engines, out string engine))
            {
                _engines[engine] = _engines.GetValueOrDefault(engine) with { BusyCycles = cycles };
            }
        }
        else if (TryTakePrefix(key, "total-cycles-"u8, out name))
        {
            if (TryParseAmount(value, default, out long cycles) && TryName(name, _engines, out string engine))
            {
                _engines[engine] = _engines.GetValueOrDefault(engine) with { TotalCycles = cycles };
            }
        }
        else
        {
            TakeRegion(key, value);
        }
    }

    // 'memory' is what drivers of before Linux 6.5 call 'resident'. 'total' has also what is not in memory now.
    private void TakeRegion(ReadOnlySpan<byte> key, ReadOnlySpan<byte> value)
    {
        int rank =
            TryTakePrefix(key, "resident-"u8, out ReadOnlySpan<byte> name) ? 3
            : TryTakePrefix(key, "memory-"u8, out name) ? 2
            : TryTakePrefix(key, "total-"u8, out name) ? 1
            : 0;
        if (rank > 0 && TryParseBytes(value, out long bytes) && TryName(name, _regions, out string region))
        {
            if (_regions.GetValueOrDefault(region).Rank < rank)
            {
                _regions[region] = new Region(rank, bytes);
            }
        }
    }

    private long? SumRegions(bool ofGpu)
    {
        long? sum = null;
        foreach ((string name, Region region) in _regions)
        {
            // i915 calls its own 'local0', all others 'vram' or 'vram0'.
            bool isOfGpu = name.StartsWith("vram", StringComparison.Ordinal) || name.StartsWith("local", StringComparison.Ordinal);
            if (isOfGpu == ofGpu)
            {
                sum = Saturating.Add(sum ?? 0, region.Bytes);
            }
        }

        return sum;
    }

    private static bool TryTakePrefix(ReadOnlySpan<byte> key, ReadOnlySpan<byte> prefix, out ReadOnlySpan<byte> rest)
    {
        bool starts = key.StartsWith(prefix);
        rest = starts ? key[prefix.Length..] : default;
        return starts;
    }

    private static bool TryName<T>(ReadOnlySpan<byte> bytes, Dictionary<string, T> known, out string name)
    {
        name = "";
        if (bytes.Length is 0 or > LongestName)
        {
            return false;
        }

        name = OSText.GetString(bytes);
        return known.Count < MostNames || known.ContainsKey(name);
    }

    private static bool TryParseBytes(ReadOnlySpan<byte> text, out long bytes)
    {
        FieldCursor fields = new(text);
        bool isAmount = fields.TryNext(out bytes) && bytes >= 0;
        if (isAmount && fields.TryNext(out ReadOnlySpan<byte> unit))
        {
            int shift =
                unit.SequenceEqual("KiB"u8) ? 10
                : unit.SequenceEqual("MiB"u8) ? 20
                : unit.SequenceEqual("GiB"u8) ? 30
                : -1;
            bytes = Saturating.Multiply(bytes, 1L << Math.Max(shift, 0));
            return shift > 0;
        }

        return isAmount;
    }

    private static bool TryParseAmount(ReadOnlySpan<byte> text, ReadOnlySpan<byte> expectedUnit, out long amount)
    {
        FieldCursor fields = new(text);
        return fields.TryNext(out amount)
            && amount >= 0
            && (!fields.TryNext(out ReadOnlySpan<byte> unit) ? expectedUnit.IsEmpty : unit.SequenceEqual(expectedUnit));
    }

    private readonly record struct Region(int Rank, long Bytes);
}
