namespace Psutil.Platforms.Windows.Interop;

/// <summary><c>JOBOBJECT_BASIC_LIMIT_INFORMATION</c>.</summary>
internal struct JobBasicLimits
{
    public const uint LimitsActiveProcesses = 0x8;
    public const uint LimitsProcessMemory = 0x100;
    public const uint LimitsJobMemory = 0x200;

    public long PerProcessUserTimeLimit;
    public long PerJobUserTimeLimit;
    public uint LimitFlags;
    public nuint MinimumWorkingSetSize;
    public nuint MaximumWorkingSetSize;
    public uint ActiveProcessLimit;
    public nuint Affinity;
    public uint PriorityClass;
    public uint SchedulingClass;
}
