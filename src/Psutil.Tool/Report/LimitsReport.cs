namespace Psutil.Tool.Report;

/// <summary>The limits of a container.</summary>
internal static class LimitsReport
{
    public static void Write(ReportWriter writer, MachineLimits? known)
    {
        writer.Name("limits");
        if (known is not { } limits)
        {
            writer.Null();
            return;
        }

        writer.StartObject();
        WriteOne(writer, "cpus", limits.CpuCount, writer.Number);
        WriteOne(writer, "memory", limits.MemoryBytes, writer.Bytes);
        WriteOne(writer, "memory_used", limits.MemoryUsedBytes, writer.Bytes);
        WriteOne(writer, "swap", limits.SwapBytes, writer.Bytes);
        WriteOne(writer, "processes", limits.ProcessCount, writer.Number);
        writer.EndObject();
    }

    private static void WriteOne<T>(ReportWriter writer, string name, T? value, Action<T?> write)
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
}
