using Psutil.Tool.Readings;

namespace Psutil.Tool.Report;

/// <summary>Memory and swap.</summary>
internal static class MemoryReport
{
    public static void Write(ReportWriter writer, MemoryReading memory)
    {
        writer.StartObject("memory");
        WriteAmounts(writer, memory.Virtual, memory.Swap);
        PressureReport.Write(writer, memory.Pressure);
        writer.EndObject();
    }

    /// <summary>The amounts as members of an object.</summary>
    public static void WriteAmounts(ReportWriter writer, VirtualMemory? memory, SwapMemory? swap)
    {
        WriteVirtual(writer, memory);
        WriteSwap(writer, swap);
    }

    /// <summary>The memory of the machine.</summary>
    public static void WriteVirtual(ReportWriter writer, VirtualMemory? memory)
    {
        writer.Name("virtual");
        if (memory is null)
        {
            writer.Null();
            return;
        }

        writer.StartObject();
        writer.Bytes("total", memory.Total);
        writer.Bytes("available", memory.Available);
        writer.Percent("percent", memory.Percent);
        writer.Bytes("used", memory.Used);
        writer.Bytes("free", memory.Free);
        writer.Bytes("active", memory.Active);
        writer.Bytes("inactive", memory.Inactive);
        writer.Bytes("buffers", memory.Buffers);
        writer.Bytes("cached", memory.Cached);
        writer.Bytes("shared", memory.Shared);
        writer.Bytes("slab", memory.Slab);
        writer.OptionalBytes("wired", memory.Wired);
        writer.OptionalBytes("zfs_arc", memory.ZfsCache);
        writer.EndObject();
    }

    private static void WriteSwap(ReportWriter writer, SwapMemory? known)
    {
        writer.Name("swap");
        if (known is not { } swap)
        {
            writer.Null();
            return;
        }

        writer.StartObject();
        writer.Bytes("total", swap.Total);
        writer.Bytes("used", swap.Used);
        writer.Bytes("free", swap.Free);
        writer.Percent("percent", swap.Percent);
        writer.Bytes("sin", swap.SwappedIn);
        writer.Bytes("sout", swap.SwappedOut);
        writer.EndObject();
    }
}
