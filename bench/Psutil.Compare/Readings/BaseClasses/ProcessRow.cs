using System.ComponentModel;
using System.Diagnostics;

namespace Psutil.Compare.Readings.BaseClasses;

/// <summary>What System.Diagnostics.Process tells of a process.</summary>
internal sealed record ProcessRow(
    int Pid,
    string Name,
    TimeSpan User,
    TimeSpan System,
    int Threads,
    long Rss,
    DateTime? Start,
    string? Executable
)
{
    /// <summary>The row of a process; null if it ended meanwhile.</summary>
    public static ProcessRow? Read(Process process, bool described)
    {
        try
        {
            return new ProcessRow(
                process.Id,
                process.ProcessName,
                process.UserProcessorTime,
                process.PrivilegedProcessorTime,
                process.Threads.Count,
                process.WorkingSet64,
                process.StartTime,
                described ? ReadExecutable(process) : null
            );
        }
        catch (Exception exception) when (exception is InvalidOperationException or Win32Exception)
        {
            return null;
        }
    }

    public void Write(RecordWriter records, string record)
    {
        records.Write(record, "name", Name);
        records.WriteSeconds(record, "user", User);
        records.WriteSeconds(record, "system", System);
        records.Write(record, "threads", Threads);
        records.Write(record, "rss", Rss);
        records.Write(record, "start", Start is { } start ? new DateTimeOffset(start).ToUnixTimeMilliseconds() / 1000.0 : null);
        records.Write(record, "exe", Executable);
    }

    private static string? ReadExecutable(Process process)
    {
        try
        {
            return process.MainModule?.FileName;
        }
        catch (Win32Exception)
        {
            return null;
        }
    }
}
