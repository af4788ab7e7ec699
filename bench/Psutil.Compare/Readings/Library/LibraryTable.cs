namespace Psutil.Compare.Readings.Library;

internal sealed class LibraryTable() : LibraryProcesses("table", 1.10, Table | ProcessFields.ApproximateRss);
