namespace Psutil.Compare.Readings.Library;

internal sealed class LibraryTableExact() : LibraryProcesses("table-exact", 1.15, Fields)
{
    public const ProcessFields Fields = Table | ProcessFields.Memory;
}
