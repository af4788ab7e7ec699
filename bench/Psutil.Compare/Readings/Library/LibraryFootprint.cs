namespace Psutil.Compare.Readings.Library;

internal sealed class LibraryFootprint() : LibraryProcesses("footprint", 1.10, ProcessFields.MemoryFootprint);
