namespace Psutil.Tool.Report;

/// <summary>Pressure stall information, with the kernel's names.</summary>
internal static class PressureReport
{
    public static void Write(ReportWriter writer, PressureStall? known)
    {
        writer.Name("pressure");
        WriteStall(writer, known);
    }

    /// <summary>One resource's pressure, as a value.</summary>
    public static void WriteStall(ReportWriter writer, PressureStall? known)
    {
        if (known is not { } pressure)
        {
            writer.Null();
            return;
        }

        writer.StartObject();
        WriteShare(writer, "some", pressure.Some);
        WriteShare(writer, "full", pressure.Full);
        writer.EndObject();
    }

    private static void WriteShare(ReportWriter writer, string name, PressureShare? known)
    {
        writer.Name(name);
        if (known is not { } share)
        {
            writer.Null();
            return;
        }

        writer.StartObject();
        writer.Percent("avg10", share.TenSeconds);
        writer.Percent("avg60", share.OneMinute);
        writer.Percent("avg300", share.FiveMinutes);
        writer.Seconds("total", share.Total);
        writer.EndObject();
    }
}
