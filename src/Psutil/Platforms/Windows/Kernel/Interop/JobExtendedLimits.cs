namespace Psutil.Platforms.Windows.Interop;

/// <summary><c>JOBOBJECT_EXTENDED_LIMIT_INFORMATION</c>.</summary>
internal struct JobExtendedLimits
{
    public JobBasicLimits Basic;
    public IOCounters IO;
    public nuint ProcessMemoryLimit;
    public nuint JobMemoryLimit;
    public nuint PeakProcessMemoryUsed;
    public nuint PeakJobMemoryUsed;
}
