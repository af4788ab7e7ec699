namespace Psutil.Recording;

/// <summary>The details of a process's memory in its row, which are more than the numbers of one field.</summary>
internal static class ProcessMemoryFields
{
    // Beyond those of all fields that there can be.
    private const int More = 1024;

    public static void Write(RowBuilder row, int first, ProcessMemoryDetails? memory)
    {
        if (memory is null)
        {
            return;
        }

        row.Add(first, true)
            .Add(first + 1, memory.PeakRss)
            .Add(first + 2, memory.PeakVms)
            .Add(first + 3, memory.RssAnonymous)
            .Add(first + 4, memory.RssFile)
            .Add(first + 5, memory.RssSharedMemory)
            .Add(first + 6, memory.Swap)
            .Add(first + 7, memory.HugePages)
            .Add(first + 8, memory.Wired)
            .Add(first + 9, memory.Compressed)
            .Add(first + 10, memory.PhysicalFootprint)
            .Add(first + 11, memory.PeakPhysicalFootprint)
            .Add(first + More, memory.Virtual)
            .Add(first + More + 1, memory.PeakVirtual)
            .Add(first + More + 2, memory.PagedPool)
            .Add(first + More + 3, memory.PeakPagedPool)
            .Add(first + More + 4, memory.NonPagedPool)
            .Add(first + More + 5, memory.PeakNonPagedPool);
    }

    public static ProcessMemoryDetails? Of(Row row, int first) =>
        row.Bool(first) == true
            ? new ProcessMemoryDetails
            {
                PeakRss = row.Integer(first + 1),
                PeakVms = row.Integer(first + 2),
                RssAnonymous = row.Integer(first + 3),
                RssFile = row.Integer(first + 4),
                RssSharedMemory = row.Integer(first + 5),
                Swap = row.Integer(first + 6),
                HugePages = row.Integer(first + 7),
                Wired = row.Integer(first + 8),
                Compressed = row.Integer(first + 9),
                PhysicalFootprint = row.Integer(first + 10),
                PeakPhysicalFootprint = row.Integer(first + 11),
                Virtual = row.Integer(first + More),
                PeakVirtual = row.Integer(first + More + 1),
                PagedPool = row.Integer(first + More + 2),
                PeakPagedPool = row.Integer(first + More + 3),
                NonPagedPool = row.Integer(first + More + 4),
                PeakNonPagedPool = row.Integer(first + More + 5),
            }
            : null;
}
