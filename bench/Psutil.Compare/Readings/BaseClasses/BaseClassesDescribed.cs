namespace Psutil.Compare.Readings.BaseClasses;

internal sealed class BaseClassesDescribed() : BaseClassesProcesses("described", described: true);
