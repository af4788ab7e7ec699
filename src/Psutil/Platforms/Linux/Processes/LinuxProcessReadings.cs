using Psutil.Platforms.Linux.Parsing;

namespace Psutil.Platforms.Linux;

/// <summary>What was read of one process before its <c>stat</c>, which tells whose it is.</summary>
internal struct LinuxProcessReadings
{
    public CaptureFailures Failures;
    public bool HasStatus;
    public ProcPidStatus Status;
    public bool HasOwner;
    public ProcessUserIds Users;
    public ProcessUserIds Groups;
    public ProcessMemory? Memory;
    public IReadOnlyList<string>? CommandLine;
    public IReadOnlyDictionary<string, string>? Environment;
    public string? ExecutablePath;
    public string? WorkingDirectory;
    public ProcessIOCounters? IOCounters;
    public IReadOnlyDictionary<ResourceKind, ResourceLimit>? Limits;
    public ProcessMemoryFootprint? Footprint;
    public IReadOnlyList<ProcessMemoryMap>? Maps;
    public IOPriority? IOPriority;
    public IReadOnlyList<int>? Affinity;
    public int? DescriptorCount;
    public IReadOnlyList<ProcessOpenFile>? OpenFiles;
    public IReadOnlyList<ProcessThreadInfo>? Threads;
    public IReadOnlyList<NetworkConnection>? Connections;

    /// <summary>
    /// Whether everything could be read, and tells of memory: neither a zombie nor a kernel thread, whose files need <c>stat</c> to be
    /// understood.
    /// </summary>
    public readonly bool ShowMemory => Failures.IsEmpty && (Footprint is { Uss: > 0 } || Memory is { Vms: > 0 } || Status.Vms > 0);

    /// <summary>These files are there and empty for a zombie, because what they tell of is gone.</summary>
    public void BlankForZombie()
    {
        Blank(ref CommandLine, ProcessFields.CommandLine);
        Blank(ref Environment, ProcessFields.Environment);
        Blank(ref Maps, ProcessFields.MemoryMaps);
    }

    private void Blank<T>(ref T? value, ProcessFields field)
        where T : class
    {
        if (value is not null)
        {
            value = null;
            Failures.Add(field, UnavailableReason.Zombie);
        }
    }
}
