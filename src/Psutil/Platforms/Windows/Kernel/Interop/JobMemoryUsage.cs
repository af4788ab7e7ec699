namespace Psutil.Platforms.Windows.Interop;

/// <summary><c>JOBOBJECT_MEMORY_USAGE_INFORMATION</c>, in bytes.</summary>
internal struct JobMemoryUsage
{
    public ulong JobMemory;
    public ulong PeakJobMemoryUsed;
}
