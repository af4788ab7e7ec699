using System.Buffers.Binary;

namespace Psutil.Platforms.Linux.Parsing;

/// <summary>
/// The table in <c>gpu_metrics</c> of amdgpu (drivers/gpu/drm/amd/include/kgd_pp_interface.h), whose layout its header names. What the
/// firmware does not report is all ones.
/// </summary>
internal static class AmdGpuMetrics
{
    private const int HeaderSize = 4;

    // Of graphics cards (1) and of processors with graphics (2). Later layouts have counters in place of these bits.
    private static (int Status, int? Independent)? LayoutOf(byte format, byte content) =>
        (format, content) switch
        {
            (1, 0 or 1 or 2) => (68, null),
            (1, 3) => (68, 112),
            (2, 0) => (112, null),
            (2, 1) => (108, null),
            (2, 2 or 3 or 4) => (108, 120),
            _ => null,
        };

    /// <summary>Parses the table; false if it is shorter than it says.</summary>
    /// <param name="table">The file.</param>
    /// <param name="reasons">Why the GPU is slowed down; null if the table does not say.</param>
    public static bool TryParse(ReadOnlySpan<byte> table, out GpuThrottleReasons? reasons)
    {
        reasons = null;
        if (
            table.Length < HeaderSize
            || BinaryPrimitives.ReadUInt16LittleEndian(table) is var size && (size < HeaderSize || size > table.Length)
        )
        {
            return false;
        }

        if (LayoutOf(table[2], table[3]) is not var (status, independent))
        {
            return true;
        }

        ReadOnlySpan<byte> whole = table[..size];
        if (
            independent is { } offset
            && BinaryPrimitives.TryReadUInt64LittleEndian(From(whole, offset), out ulong bits)
            && bits != ulong.MaxValue
        )
        {
            reasons = Decode(bits);
        }
        else if (BinaryPrimitives.TryReadUInt32LittleEndian(From(whole, status), out uint own) && own != uint.MaxValue)
        {
            // What each bit means depends on the chip.
            reasons = own == 0 ? GpuThrottleReasons.None : GpuThrottleReasons.Other;
        }

        return true;
    }

    // The bits of drivers/gpu/drm/amd/pm/swsmu/inc/amdgpu_smu.h: limits of power, of current, temperatures, and others.
    private static GpuThrottleReasons Decode(ulong bits)
    {
        const ulong Power = 0xffff;
        const ulong Current = 0xffff_0000;
        const ulong Thermal = 0x3fff_0000_0000;
        const ulong ProcessorHot = 0xc000_0000_0000;
        GpuThrottleReasons reasons = GpuThrottleReasons.None;
        reasons |= (bits & Power) != 0 ? GpuThrottleReasons.PowerLimit : 0;
        reasons |= (bits & Current) != 0 ? GpuThrottleReasons.Current : 0;
        reasons |= (bits & Thermal) != 0 ? GpuThrottleReasons.Thermal : 0;
        reasons |= (bits & ProcessorHot) != 0 ? GpuThrottleReasons.External : 0;
        reasons |= (bits & ~(Power | Current | Thermal | ProcessorHot)) != 0 ? GpuThrottleReasons.Other : 0;
        return reasons;
    }

    private static ReadOnlySpan<byte> From(ReadOnlySpan<byte> table, int offset) => offset < table.Length ? table[offset..] : default;
}
