namespace Psutil.Compare.Readings.Library;

internal sealed class LibraryDescribed() : LibraryProcesses("described", 1.15, Fields)
{
    public const ProcessFields Fields =
        LibraryTableExact.Fields | ProcessFields.CommandLine | ProcessFields.UserIds | ProcessFields.ExecutablePath;
}
