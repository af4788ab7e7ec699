namespace Psutil.Recording;

/// <summary>Single values of a process's row, for who reads millions of them.</summary>
internal static partial class ProcessRows
{
    public static string? NameOf(Row row) => row.Text(At(ProcessFields.Name));

    public static string? UserNameOf(Row row) => row.Text(At(ProcessFields.UserName));

    public static string? ContainerOf(Row row) => row.Text(At(ProcessFields.Cgroup) + 2);

    public static DateTimeOffset? CreateTimeOf(Row row) => row.Time(At(ProcessFields.CreateTime));

    /// <summary>The CPU time of user and system code, in ticks; in floating point, because a file can hold any numbers.</summary>
    public static double? CpuTicksOf(Row row) =>
        (double?)row.Integer(At(ProcessFields.CpuTimes)) + row.Integer(At(ProcessFields.CpuTimes) + 1);

    public static long? RssOf(Row row) => row.Integer(At(ProcessFields.Memory));

    public static long? ReadBytesOf(Row row) => row.Integer(At(ProcessFields.IOCounters) + 3);

    public static long? WriteBytesOf(Row row) => row.Integer(At(ProcessFields.IOCounters) + 4);

    /// <summary>
    /// Whether all <see cref="Watched"/> values are the same. A process that did nothing has one snapshot on Linux, and a new one at each
    /// sample elsewhere.
    /// </summary>
    public static bool AreSame(ProcessSnapshot left, ProcessSnapshot right) =>
        ReferenceEquals(left, right)
        || (
            left.CpuTimes == right.CpuTimes
            && left.Memory == right.Memory
            && left.PageFaults == right.PageFaults
            && left.Status == right.Status
            && left.ThreadCount == right.ThreadCount
            && left.CpuNumber == right.CpuNumber
            && left.Nice == right.Nice
            && left.ParentPid == right.ParentPid
            && left.ProcessGroupId == right.ProcessGroupId
            && left.SessionId == right.SessionId
            && left.CreateTime == right.CreateTime
            && left.IsKernelThread == right.IsKernelThread
            && string.Equals(left.Name, right.Name, StringComparison.Ordinal)
            && AreSame(left.Unavailable, right.Unavailable)
        );

    private static bool AreSame(
        IReadOnlyDictionary<ProcessFields, Unavailability> left,
        IReadOnlyDictionary<ProcessFields, Unavailability> right
    )
    {
        if (left.Count != right.Count)
        {
            return false;
        }

        foreach ((ProcessFields field, Unavailability reason) in left)
        {
            if (!right.TryGetValue(field, out Unavailability other) || reason != other)
            {
                return false;
            }
        }

        return true;
    }
}
