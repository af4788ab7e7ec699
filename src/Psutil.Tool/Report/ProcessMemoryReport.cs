namespace Psutil.Tool.Report;

/// <summary>A process's memory.</summary>
internal static class ProcessMemoryReport
{
    public static void WriteMemory(ReportWriter writer, ProcessMemory? known)
    {
        if (known is not { } memory)
        {
            writer.Null();
            return;
        }

        writer.StartObject();
        WriteMembers(writer, memory);
        writer.OptionalBytes("peak_rss", memory.PeakRss);
        writer.OptionalBytes("peak_vms", memory.PeakVms);
        writer.EndObject();
    }

    /// <summary>The members of <c>memory_info</c> and related objects.</summary>
    public static void WriteMemoryDetails(ReportWriter writer, ProcessMemory? known, ProcessMemoryDetails? details)
    {
        if (known is not { } memory || details is null)
        {
            writer.Null();
            return;
        }

        writer.StartObject();
        WriteMembers(writer, memory);
        writer.Bytes("peak_rss", details.PeakRss ?? memory.PeakRss);
        writer.Bytes("peak_vms", details.PeakVms ?? memory.PeakVms);
        writer.Bytes("rss_anon", details.RssAnonymous);
        writer.Bytes("rss_file", details.RssFile);
        writer.Bytes("rss_shmem", details.RssSharedMemory);
        writer.Bytes("swap", details.Swap);
        writer.Bytes("hugetlb", details.HugePages);
        writer.OptionalBytes("wired", details.Wired);
        writer.OptionalBytes("compressed", details.Compressed);
        writer.OptionalBytes("phys_footprint", details.PhysicalFootprint);
        writer.OptionalBytes("peak_phys_footprint", details.PeakPhysicalFootprint);
        writer.OptionalBytes("virtual", details.Virtual);
        writer.OptionalBytes("peak_virtual", details.PeakVirtual);
        writer.OptionalBytes("paged_pool", details.PagedPool);
        writer.OptionalBytes("nonpaged_pool", details.NonPagedPool);
        writer.OptionalBytes("peak_paged_pool", details.PeakPagedPool);
        writer.OptionalBytes("peak_nonpaged_pool", details.PeakNonPagedPool);
        writer.EndObject();
    }

    public static void WriteFootprint(ReportWriter writer, ProcessMemoryFootprint? known)
    {
        if (known is not { } footprint)
        {
            writer.Null();
            return;
        }

        writer.StartObject();
        writer.Bytes("uss", footprint.Uss);
        writer.Bytes("pss", footprint.Pss);
        writer.Bytes("swap", footprint.Swap);
        writer.EndObject();
    }

    /// <summary>The mappings: grouped by path, which is psutil's default, or each with its address and permissions.</summary>
    public static void WriteMaps(ReportWriter writer, IReadOnlyList<ProcessMemoryMap>? maps, bool grouped)
    {
        if (maps is null)
        {
            writer.Null();
            return;
        }

        writer.StartArray();
        foreach (ProcessMemoryMap map in grouped ? ProcessMemoryMap.Group(maps) : maps)
        {
            writer.StartObject();
            WriteMap(writer, map, grouped);
            writer.EndObject();
        }

        writer.EndArray();
    }

    /// <summary>The members of one region's object.</summary>
    public static void WriteMap(ReportWriter writer, ProcessMemoryMap map, bool grouped)
    {
        if (!grouped)
        {
            writer.Text("addr", map.Address);
            writer.Text("perms", map.Permissions);
        }

        writer.Text("path", map.Path);
        writer.Bytes("rss", map.Rss);
        writer.Bytes("size", map.Size);
        writer.Bytes("pss", map.Pss);
        writer.Bytes("shared_clean", map.SharedClean);
        writer.Bytes("shared_dirty", map.SharedDirty);
        writer.Bytes("private_clean", map.PrivateClean);
        writer.Bytes("private_dirty", map.PrivateDirty);
        writer.Bytes("referenced", map.Referenced);
        writer.Bytes("anonymous", map.Anonymous);
        writer.Bytes("swap", map.Swap);
        writer.OptionalBytes("private", map.Private);
    }

    private static void WriteMembers(ReportWriter writer, ProcessMemory memory)
    {
        writer.Bytes("rss", memory.Rss);
        writer.Bytes("vms", memory.Vms);
        writer.Bytes("shared", memory.Shared);
        writer.Bytes("text", memory.Text);
        writer.Bytes("data", memory.Data);
        writer.OptionalBytes("stack", memory.Stack);
    }
}
