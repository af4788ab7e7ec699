namespace Psutil.Compare.Readings.Library;

internal sealed class LibraryDescribed() : LibraryProcesses(
    "described", 1.15, Table | ProcessFields.Memory | ProcessFields.CommandLine | ProcessFields.UserIds | ProcessFields.ExecutablePath);
