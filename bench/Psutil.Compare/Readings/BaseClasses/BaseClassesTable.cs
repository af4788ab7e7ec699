namespace Psutil.Compare.Readings.BaseClasses;

internal sealed class BaseClassesTable() : BaseClassesProcesses("table-exact", described: false);
