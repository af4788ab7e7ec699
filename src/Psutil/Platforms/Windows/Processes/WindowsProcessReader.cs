using System.Diagnostics;
using Microsoft.Win32.SafeHandles;
using Psutil.Platforms.Windows.Interop;
using Psutil.Platforms.Windows.Parsing;

namespace Psutil.Platforms.Windows;

/// <summary>
/// Reads one process: its figures from its entry in the table of all, or from a handle where that alone is enough; everything else through
/// handles that were checked to be this very process's.
/// </summary>
internal sealed class WindowsProcessReader(WindowsNetwork network)
{
    // What only the table knows.
    private const ProcessFields TableFields =
        ProcessFields.Status | ProcessFields.ThreadCount | ProcessFields.Threads | ProcessFields.ContextSwitches | ProcessFields.PageFaults;

    private readonly WindowsProcessSources _sources = new();

    public CaptureScope CreateScope() => new(network);

    /// <summary>When the process that has a PID now started; null if there is none.</summary>
    public long? ReadStartTime(int pid)
    {
        using ProcessAccess access = new(pid, null);
        if (access.TryGetLimited(out _, out CallFailure failure))
        {
            return access.StartTime;
        }

        if (failure.Reason == UnavailableReason.Gone)
        {
            return null;
        }

        using CaptureScope scope = CreateScope();
        return scope.Table.TryFind(pid, out ProcessTableEntry entry) ? entry.Information.CreateTime : null;
    }

    /// <summary>The requested fields of a process of the table; null if it has ended meanwhile.</summary>
    public ProcessSnapshot? Capture(ProcessTableEntry entry, ProcessFields fields, CaptureScope scope)
    {
        using ProcessAccess access = new(entry.Pid, entry.Information.CreateTime);
        return Capture(access, ProcessFigures.Of(entry.Information), entry, hasEntry: true, fields, scope);
    }

    /// <summary>The requested fields of one process; null if it has ended.</summary>
    public ProcessSnapshot? Capture(ProcessIdentity identity, ProcessFields fields, CaptureScope scope)
    {
        using ProcessAccess access = new(identity.Pid, identity.StartTime);
        bool isOpen = access.TryGetLimited(out SafeProcessHandle? process, out CallFailure failure);
        if (!isOpen && failure.Reason == UnavailableReason.Gone)
        {
            return null;
        }

        if (isOpen && (fields & TableFields) == 0 && TryReadFigures(process!, fields, out ProcessFigures figures))
        {
            return Capture(access, figures, default, hasEntry: false, fields, scope);
        }

        return
            scope.Table.TryFind(identity.Pid, out ProcessTableEntry entry)
            && (identity.StartTime is not { } start || entry.Information.CreateTime == start)
            ? Capture(access, ProcessFigures.Of(entry.Information), entry, hasEntry: true, fields, scope)
            : null;
    }

    /// <summary>The figures that the fields need, from the process's own handle; false if it does not tell them all.</summary>
    private static bool TryReadFigures(SafeProcessHandle process, ProcessFields fields, out ProcessFigures figures)
    {
        figures = default;
        if (NtStatus.Failed(Ntdll.QueryProcess(process, Ntdll.ProcessTimesClass, out KernelUserTimes times)))
        {
            return false;
        }

        figures.CreateTime = times.CreateTime;
        figures.UserTime = times.UserTime;
        figures.KernelTime = times.KernelTime;
        if (Wants(fields, ProcessFields.ParentPid))
        {
            if (NtStatus.Failed(Ntdll.QueryProcess(process, Ntdll.ProcessBasicClass, out ProcessBasicInformation basic)))
            {
                return false;
            }

            figures.ParentPid = (int)basic.InheritedFromUniqueProcessId;
        }

        if (
            Wants(fields, ProcessFields.Memory | ProcessFields.MemoryDetails | ProcessFields.ApproximateRss)
            && NtStatus.Failed(Ntdll.QueryProcess(process, Ntdll.ProcessVirtualMemoryClass, out figures.Memory))
        )
        {
            return false;
        }

        // Where a process has done no I/O at all, the table knows whether anybody has.
        if (
            Wants(fields, ProcessFields.IOCounters)
            && (
                NtStatus.Failed(Ntdll.QueryProcess(process, Ntdll.ProcessIOCountersClass, out figures.IO))
                || figures.IO.OtherOperationCount == 0
            )
        )
        {
            return false;
        }

        // A process that can be asked has handles: zero means that this system does not count them here.
        return !Wants(fields, ProcessFields.HandleCount)
            || (
                !NtStatus.Failed(Ntdll.QueryProcess(process, Ntdll.ProcessHandleCountClass, out figures.HandleCount))
                && figures.HandleCount > 0
            );
    }

    private static bool Wants(ProcessFields fields, ProcessFields some) => (fields & some) != 0;

    private static void RefuseWhatUnixAloneHas(ProcessFields fields, ProcessFailures failures)
    {
        if (Wants(fields, ~WindowsProcesses.Supported))
        {
            failures.Add(~WindowsProcesses.Supported, new Unavailability(UnavailableReason.NotSupported));
        }
    }

    private ProcessSnapshot? Capture(
        ProcessAccess access,
        in ProcessFigures figures,
        ProcessTableEntry entry,
        bool hasEntry,
        ProcessFields fields,
        CaptureScope scope
    )
    {
        ProcessFailures failures = new(access.Pid, fields);
        RefuseWhatUnixAloneHas(fields, failures);
        string? executablePath =
            Wants(fields, ProcessFields.ExecutablePath) || (!hasEntry && Wants(fields, ProcessFields.Name))
                ? WindowsProcessSources.ReadExecutablePath(access, entry.Name, failures)
                : null;
        PebValues peb = Wants(fields, PebReader.Fields) ? PebReader.Read(access, fields, failures) : default;
        string? userName = Wants(fields, ProcessFields.UserName) ? _sources.ReadUserName(access, failures) : null;
        ProcessPriorityClass? priorityClass = Wants(fields, ProcessFields.PriorityClass)
            ? WindowsProcessSources.ReadPriorityClass(access, failures)
            : null;
        IOPriority? ioPriority = Wants(fields, ProcessFields.IOPriority) ? WindowsProcessSources.ReadIOPriority(access, failures) : null;
        IReadOnlyList<int>? affinity = Wants(fields, ProcessFields.CpuAffinity)
            ? WindowsProcessSources.ReadAffinity(access, failures)
            : null;
        ProcessMemoryFootprint? footprint = Wants(fields, ProcessFields.MemoryFootprint)
            ? WindowsProcessMemory.ReadFootprint(access, failures)
            : null;
        IReadOnlyList<ProcessMemoryMap>? maps = Wants(fields, ProcessFields.MemoryMaps)
            ? WindowsProcessMemory.ReadMaps(access, failures)
            : null;
        int? unnamed = null;
        IReadOnlyList<ProcessOpenFile>? openFiles = Wants(fields, ProcessFields.OpenFiles)
            ? WindowsOpenFiles.Read(access, failures, out unnamed)
            : null;
        IReadOnlyList<NetworkConnection>? connections = Wants(fields, ProcessFields.Connections) ? [.. scope.SocketsOf(access.Pid)] : null;
        if (connections is { Count: > 0 } && !access.TryGetLimited(out _, out CallFailure gone) && gone.Reason == UnavailableReason.Gone)
        {
            // The sockets may be those of who got its PID.
            return null;
        }

        IReadOnlyList<ProcessThreadInfo>? threads = Wants(fields, ProcessFields.Threads)
            ? WindowsProcessSources.ReadThreads(access, entry, scope.Table.HasThreadStates)
            : null;
        ProcessFields untold =
            hasEntry && Wants(fields, ProcessTableReader.Optional) ? ProcessTableReader.Optional & ~scope.Table.Told : ProcessFields.None;
        failures.Add(untold, new Unavailability(UnavailableReason.NotSupported));
        ProcessFields told = fields & ~untold;

        // A process that is ending answers in many ways; what it could not tell any more is not worth a row.
        if (failures.Any && access.HasEnded)
        {
            return null;
        }

        string? name = null;
        if (Wants(fields, ProcessFields.Name))
        {
            name = hasEntry ? WindowsProcessSources.NameOf(entry) : WindowsProcessSources.NameOf(access.Pid, executablePath, scope);
        }

        return new ProcessSnapshot(new ProcessIdentity(access.Pid, figures.CreateTime))
        {
            Name = name,
            ParentPid = Wants(fields, ProcessFields.ParentPid) ? figures.ParentPid : null,
            Status = Wants(told, ProcessFields.Status) ? entry.Status : null,
            CreateTime = Wants(fields, ProcessFields.CreateTime) ? WindowsTime.ToInstant(figures.CreateTime) ?? scope.BootTime : null,
            CpuTimes = Wants(fields, ProcessFields.CpuTimes) ? figures.CpuTimes : null,
            Memory = Wants(fields, ProcessFields.Memory) ? figures.MemoryOfProcess : null,
            ThreadCount = Wants(fields, ProcessFields.ThreadCount) ? entry.Threads.Length : null,
            CommandLine = peb.CommandLine,
            ExecutablePath = Wants(fields, ProcessFields.ExecutablePath) ? executablePath : null,
            WorkingDirectory = peb.WorkingDirectory,
            Environment = peb.Environment,
            UserName = userName,
            PriorityClass = priorityClass,
            IOPriority = ioPriority,
            IOCounters = Wants(told, ProcessFields.IOCounters) ? figures.IOCounters : null,
            ContextSwitches = Wants(told, ProcessFields.ContextSwitches) ? new ProcessContextSwitches(entry.ContextSwitches, null) : null,
            PageFaults = Wants(told, ProcessFields.PageFaults) ? WindowsProcessSources.PageFaultsOf(entry) : null,
            HandleCount = Wants(fields, ProcessFields.HandleCount) ? figures.HandleCount : null,
            Threads = threads,
            MemoryDetails = Wants(fields, ProcessFields.MemoryDetails) ? figures.MemoryDetails : null,
            MemoryFootprint = footprint,
            MemoryMaps = maps,
            OpenFiles = openFiles,
            UnnamedFileCount = unnamed,
            Connections = connections,
            CpuAffinity = affinity,
            ApproximateRss = Wants(fields, ProcessFields.ApproximateRss) ? (long)figures.Memory.WorkingSetSize : null,
            Unavailable = failures.Reasons,
        };
    }
}
