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
}
