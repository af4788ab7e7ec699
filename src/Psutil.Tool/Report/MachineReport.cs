using Psutil.Tool.Platform;
using Psutil.Tool.Readings;

namespace Psutil.Tool.Report;

/// <summary>Everything about a machine except its processes: the contents of <c>psutil dump</c>.</summary>
internal static class MachineReport
{
    /// <summary>The version of the JSON contract. It changes only if old readers could misread an addition.</summary>
    public const int Schema = 1;

    public static void Write(ReportWriter writer, MachineReading machine)
    {
        writer.StartObject();
        writer.Number("schema", Schema);
        WriteMembers(writer, machine);
        writer.EndObject();
    }

    /// <summary>The members of the report's object after the version.</summary>
    public static void WriteMembers(ReportWriter writer, MachineReading machine)
    {
        writer.Text("platform", PlatformName.Current);
        writer.Instant("boot_time", machine.BootTime);
        writer.Instant("time", machine.Time);
        CpuReport.Write(writer, machine.Cpu);
        MemoryReport.Write(writer, machine.Memory);
        DisksReport.Write(writer, machine.Disks);
        NetworkReport.Write(writer, machine.Interfaces, machine.Connections);
        SensorsReport.Write(writer, machine.Sensors);
        GpuReport.WriteAll(writer, machine.Gpus);
        WriteUsers(writer, machine.Users);
        LimitsReport.Write(writer, machine.Limits);
        if (machine.Hardware is { } hardware)
        {
            HardwareReport.Write(writer, hardware);
        }

        GapsReport.Write(writer, machine.Gaps);
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
}
