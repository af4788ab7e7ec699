namespace Psutil.Tool.Report;

/// <summary>Everything about a machine but its processes: what <c>psutil dump</c> shows.</summary>
internal static class MachineReport
{
    /// <summary>
    /// The version of the JSON contract. It grows with additions that old readers may ignore only if a reader could misread them.
    /// </summary>
    public const int Schema = 1;

    /// <summary>Reads and writes it. What cannot be read is null, and named in the gaps.</summary>
    public static Gaps Write(ReportWriter writer, Machine machine, TimeProvider clock)
    {
        Gaps gaps = new();
        writer.StartObject();
        writer.Number("schema", Schema);
        writer.Text("platform", Platform.Name);
        writer.Instant("boot_time", gaps.ReadValue("boot_time", machine.GetBootTime));
        writer.Instant("time", clock.GetUtcNow());
        CpuReport.Write(writer, machine.Cpu, gaps);
        MemoryReport.Write(writer, machine.Memory, gaps);
        DisksReport.Write(writer, machine.Disks, gaps);
        NetworkReport.Write(writer, machine.Network, gaps);
        SensorsReport.Write(writer, machine.Sensors, gaps);
        WriteUsers(writer, gaps.Read("users", machine.GetUserSessions));
        WriteLimits(writer, gaps.ReadValue("limits", machine.GetLimits));
        gaps.Write(writer);
        writer.EndObject();
        return gaps;
    }

    private static void WriteUsers(ReportWriter writer, IReadOnlyList<UserSession>? users)
    {
        writer.Name("users");
        if (users is null)
        {
            writer.Null();
            return;
        }

        writer.StartArray();
        foreach (UserSession user in users)
        {
            writer.StartObject();
            writer.Text("name", user.Name);
            writer.TextOrNone("terminal", user.Terminal);
            writer.TextOrNone("host", user.Host);
            writer.Instant("started", user.Started);
            writer.Number("pid", user.Pid);
            writer.EndObject();
        }

        writer.EndArray();
    }

    private static void WriteLimit<T>(ReportWriter writer, string name, T? value, Action<T?> write)
        where T : struct
    {
        writer.Name(name);
        if (value is null)
        {
            writer.None();
        }
        else
        {
            write(value);
        }
    }

    private static void WriteLimits(ReportWriter writer, MachineLimits? known)
    {
        writer.Name("limits");
        if (known is not { } limits)
        {
            writer.Null();
            return;
        }

        writer.StartObject();
        WriteLimit(writer, "cpus", limits.CpuCount, writer.Number);
        WriteLimit(writer, "memory", limits.MemoryBytes, writer.Bytes);
        WriteLimit(writer, "memory_used", limits.MemoryUsedBytes, writer.Bytes);
        WriteLimit(writer, "swap", limits.SwapBytes, writer.Bytes);
        WriteLimit(writer, "processes", limits.ProcessCount, writer.Number);
        writer.EndObject();
    }
}
