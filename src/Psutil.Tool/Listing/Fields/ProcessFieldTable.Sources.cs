namespace Psutil.Tool.Listing;

// What must be captured for the fields.
internal static partial class ProcessFieldTable
{
    public static ProcessField Memory => ProcessMemoryFields.Sizes;

    public static ProcessField MemoryDetails => ProcessMemoryFields.Details;

    public static ProcessField MemoryFootprint => ProcessMemoryFields.Footprint;

    public static ProcessField MemoryPercent => ProcessMemoryFields.Percent;

    public static ProcessField NetworkIO => TrafficField.NetworkIO;

    /// <summary>The sources of the fields.</summary>
    public static ProcessFields SourcesOf(IEnumerable<ProcessField> fields) =>
        fields.Aggregate(ProcessFields.None, (sum, field) => sum | field.Sources);

    private static ProcessFields ReadOffered()
    {
        try
        {
            return Machine.Local.Processes.SupportedFields;
        }
        catch (PsutilException)
        {
            // Commands will fail, but the help must still work.
            return ProcessFields.All;
        }
    }

    private static ProcessField NumberWhereOffered(string name, ProcessFields source, Func<ProcessRow, int?> read) =>
        new()
        {
            Name = name,
            Sources = source,
            Write = (writer, row) => writer.Number(read(row)),
            IsRightAligned = true,
            Number = row => read(row),
            LargestFirst = true,
            IsLeftOutWhereNotOffered = true,
        };
}
