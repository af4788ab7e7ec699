using System.Text;
using Psutil.Tool.Listing;
using Psutil.Tool.Text;

namespace Psutil.Tool.Top.Model;

/// <summary>
/// The columns of those fields of <c>ps</c> that few people want on a screen. Fields that are lists are pages of the details instead.
/// </summary>
internal static class FieldColumns
{
    private const int PathWidth = 24;
    private const int UnitWidth = 20;

    public static IReadOnlyList<TopColumn> All { get; } =
    [
        Number(ProcessFieldTable.UserIds, "UID", "number of its real user", 7, snapshot => snapshot.UserIds?.Real),
        Number(ProcessFieldTable.UserIds, "EUID", "number of the user whose rights it has", 7, snapshot => snapshot.UserIds?.Effective),
        Number(ProcessFieldTable.GroupIds, "GID", "number of its real group", 7, snapshot => snapshot.GroupIds?.Real),
        Number(ProcessFieldTable.GroupIds, "EGID", "number of the group whose rights it has", 7, snapshot => snapshot.GroupIds?.Effective),
        Word(ProcessFieldTable.Name, "NAME", "its name alone", 15, snapshot => snapshot.Name),
        Word(ProcessFieldTable.ExecutablePath, "EXE", "its program, the end of the path", PathWidth, snapshot => snapshot.ExecutablePath),
        Word(ProcessFieldTable.WorkingDirectory, "CWD", "its working directory, the end of the path", PathWidth, snapshot =>
            snapshot.WorkingDirectory
        ),
        Word(ProcessFieldTable.Cgroup, "CONTAINER", "its container", TopGrouping.ContainerIdLength, snapshot =>
            TopGrouping.ShortContainerId(snapshot.Cgroup?.ContainerId)
        ),
        Word(ProcessFieldTable.Cgroup, "UNIT", "its unit of systemd", UnitWidth, snapshot => snapshot.Cgroup?.Unit),
        Bytes(ProcessFieldTable.Memory, "SHARED", "memory in RAM that others can use, too", snapshot => snapshot.Memory?.Shared),
        Bytes(ProcessFieldTable.Memory, "TEXT", "addresses of its code", snapshot => snapshot.Memory?.Text),
        Bytes(ProcessFieldTable.Memory, "DATA", "addresses of its data", snapshot => snapshot.Memory?.Data),
        Bytes(ProcessFieldTable.MemoryDetails, "ANON", "memory in RAM that is of no file", snapshot =>
            snapshot.MemoryDetails?.RssAnonymous
        ),
        Bytes(ProcessFieldTable.MemoryDetails, "FILE", "memory in RAM that is of files", snapshot => snapshot.MemoryDetails?.RssFile),
        Bytes(ProcessFieldTable.MemoryDetails, "SHMEM", "memory in RAM that is shared and of no file", snapshot =>
            snapshot.MemoryDetails?.RssSharedMemory
        ),
        Bytes(ProcessFieldTable.MemoryDetails, "HUGE", "memory in huge pages", snapshot => snapshot.MemoryDetails?.HugePages),
        Bytes(ProcessFieldTable.MemoryDetails, "PEAKVMS", "the most addresses so far", snapshot => snapshot.MemoryDetails?.PeakVms),
        Count(ProcessFieldTable.PageFaults, "MINFLT", "page faults without a disk", 10, snapshot => snapshot.PageFaults?.Minor),
        Count(ProcessFieldTable.ContextSwitches, "VCSW", "switches because it waited", 10, snapshot => snapshot.ContextSwitches?.Voluntary),
        Count(ProcessFieldTable.ContextSwitches, "ICSW", "switches because its time was over", 10, snapshot =>
            snapshot.ContextSwitches?.Involuntary
        ),
        Bytes(ProcessFieldTable.IOCounters, "READ", "read from disks so far", snapshot => snapshot.IOCounters?.ReadBytes),
        Bytes(ProcessFieldTable.IOCounters, "WRITTEN", "written to disks so far", snapshot => snapshot.IOCounters?.WriteBytes),
        Count(ProcessFieldTable.IOCounters, "READS", "reads so far, of files and all else", 9, snapshot => snapshot.IOCounters?.ReadCount),
        Count(ProcessFieldTable.IOCounters, "WRITES", "writes so far, to files and all else", 9, snapshot =>
            snapshot.IOCounters?.WriteCount
        ),
        Word(ProcessFieldTable.IOPriority, "IONICE", "class and level of its disk I/O", 6, snapshot => Priority(snapshot.IOPriority)),
        Time("UTIME", "CPU time in programs so far", times => times.User),
        Time("STIME", "CPU time in the kernel so far", times => times.System),
        Time("WAIT", "time that it waited for disks so far", times => times.IOWait),
        Word(ProcessFieldTable.CpuAffinity, "CPUS", "the CPUs that it may run on", 9, snapshot => Ranges(snapshot.CpuAffinity)),
        Count(ProcessFieldTable.HandleCount, "HANDLES", "open handles", 7, snapshot => snapshot.HandleCount),
        Number(ProcessFieldTable.ResourceLimits, "MAXFDS", "the most file descriptors that it may open", 10, snapshot =>
            snapshot.ResourceLimits is { } limits
            && limits.TryGetValue(ResourceKind.OpenFiles, out ResourceLimit limit)
            && limit.Soft <= long.MaxValue
                ? (long)limit.Soft
                : null
        ),
        Number(ProcessFieldTable.PendingSignalCount, "SIGPEND", "signals that wait for it", 7, snapshot => snapshot.PendingSignalCount),
    ];

    // As ionice and iotop write them.
    private static string? Priority(IOPriority? known) =>
        known is not { } priority ? null
        : priority.Windows is { } windows ? windows.ToString()
        : priority.Class switch
        {
            IOPriorityClass.RealTime => string.Create(CultureInfo.InvariantCulture, $"rt/{priority.Level}"),
            IOPriorityClass.BestEffort => string.Create(CultureInfo.InvariantCulture, $"be/{priority.Level}"),
            IOPriorityClass.Idle => "idle",
            IOPriorityClass.None => "none",
            _ => null,
        };

    // 0-3,8 as in the kernel's lists.
    private static string? Ranges(IReadOnlyList<int>? numbers)
    {
        if (numbers is null)
        {
            return null;
        }

        StringBuilder text = new();
        for (int first = 0; first < numbers.Count; )
        {
            int last = first;
            while (last + 1 < numbers.Count && numbers[last + 1] == numbers[last] + 1)
            {
                last++;
            }

            text.Append(text.Length > 0 ? "," : "").Append(CultureInfo.InvariantCulture, $"{numbers[first]}");
            text.Append(CultureInfo.InvariantCulture, $"{(last > first ? "-" : "")}{(last > first ? numbers[last] : "")}");
            first = last + 1;
        }

        return text.ToString();
    }

    private static TopColumn Number(ProcessField field, string header, string meaning, int width, Func<ProcessSnapshot, long?> number) =>
        TopColumns.Extra(field, header, meaning, width, number);

    private static TopColumn Count(ProcessField field, string header, string meaning, int width, Func<ProcessSnapshot, long?> number) =>
        TopColumns.Extra(field, header, meaning, width, number, isCount: true);

    private static TopColumn Bytes(ProcessField field, string header, string meaning, Func<ProcessSnapshot, long?> number) =>
        TopColumns.Extra(field, header, meaning, 7, number, isBytes: true);

    private static TopColumn Word(ProcessField field, string header, string meaning, int width, Func<ProcessSnapshot, string?> word) =>
        TopColumns.Extra(field, header, meaning, width, word);

    private static TopColumn Time(string header, string meaning, Func<ProcessCpuTimes, TimeSpan?> part) =>
        new()
        {
            Field = ProcessFieldTable.CpuTimes,
            Header = header,
            Meaning = meaning,
            Width = 9,
            IsExtra = true,
            IsBlankAtFirst = true,
            Unit = ColumnUnit.Seconds,
            Number = process => process.Extra?.CpuTimes is { } times ? part(times)?.TotalSeconds : null,
            Text = (process, _) => process.Extra?.CpuTimes is { } times && part(times) is { } time ? Duration.CpuTime(time) : null,
            OfTotal = seconds => Duration.CpuTime(TimeSpan.FromSeconds(seconds)),
        };
}
