using Microsoft.Win32.SafeHandles;
using Psutil.Platforms.Windows.Interop;
using Psutil.Platforms.Windows.Parsing;

namespace Psutil.Platforms.Windows;

/// <summary>
/// Reads one process: times, memory and counters from its entry in the table, or from a handle if that is enough; all other values through
/// handles that were checked to be of this process.
/// </summary>
/// <param name="network">The sockets of all processes.</param>
/// <param name="readDrives">Reads the drive letters, once for each capture that needs them; null for those of this system.</param>
internal sealed class WindowsProcessReader(WindowsNetwork network, Func<DriveMap>? readDrives = null)
{
    /// <summary>The fields that the table of all processes does not have: they cost calls for each process.</summary>
    public const ProcessFields NeedsCalls =
        PebReader.Fields
        | ProcessFields.ExecutablePath
        | ProcessFields.UserName
        | ProcessFields.PriorityClass
        | ProcessFields.IOPriority
        | ProcessFields.CpuAffinity
        | ProcessFields.MemoryFootprint
        | ProcessFields.MemoryMaps
        | ProcessFields.OpenFiles
        | ProcessFields.Threads
        | ProcessFields.Gpu;

    // The fields that only the table has.
    private const ProcessFields TableFields =
        ProcessFields.Status
        | ProcessFields.ThreadCount
        | ProcessFields.Threads
        | ProcessFields.ContextSwitches
        | ProcessFields.PageFaults
        | ProcessFields.SessionId;

    private static readonly WindowsCaptureRules Rules = new();

    public WindowsCaptureScope CreateScope() => new(network, readDrives ?? (static () => new DriveMap()));

    /// <summary>The start time of the process with a PID; null if there is none.</summary>
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

        using WindowsCaptureScope scope = CreateScope();
        return scope.Table.TryFind(pid, out ProcessTableEntry entry) ? entry.Information.CreateTime : null;
    }

    /// <summary>The requested fields of a process in the table; null if it has ended.</summary>
    public ProcessSnapshot? Capture(ProcessTableEntry entry, ProcessFields fields, WindowsCaptureScope scope)
    {
        using ProcessAccess access = new(entry.Pid, entry.Information.CreateTime);
        return Capture(access, ProcessFigures.Of(entry.Information), entry, hasEntry: true, fields, scope);
    }

    /// <summary>The requested fields of one process; null if it has ended.</summary>
    public ProcessSnapshot? Capture(ProcessIdentity identity, ProcessFields fields, WindowsCaptureScope scope)
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

    /// <summary>The values that the fields need, from the process's handle; false if the handle does not have all of them.</summary>
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
        if (fields.Wants(ProcessFields.ParentPid))
        {
            if (NtStatus.Failed(Ntdll.QueryProcess(process, Ntdll.ProcessBasicClass, out ProcessBasicInformation basic)))
            {
                return false;
            }

            figures.ParentPid = (int)basic.InheritedFromUniqueProcessId;
        }

        if (
            fields.Wants(ProcessFields.Memory | ProcessFields.MemoryDetails | ProcessFields.ApproximateRss)
            && NtStatus.Failed(Ntdll.QueryProcess(process, Ntdll.ProcessVirtualMemoryClass, out figures.Memory))
        )
        {
            return false;
        }

        // If a process has done no I/O at all, the table shows whether any process has.
        if (
            fields.Wants(ProcessFields.IOCounters)
            && (
                NtStatus.Failed(Ntdll.QueryProcess(process, Ntdll.ProcessIOCountersClass, out figures.IO))
                || figures.IO.OtherOperationCount == 0
            )
        )
        {
            return false;
        }

        // A process that can be queried has handles: zero means that this system does not report them here.
        return !fields.Wants(ProcessFields.HandleCount)
            || (
                !NtStatus.Failed(Ntdll.QueryProcess(process, Ntdll.ProcessHandleCountClass, out figures.HandleCount))
                && figures.HandleCount > 0
            );
    }

    private ProcessSnapshot? Capture(
        ProcessAccess access,
        in ProcessFigures figures,
        ProcessTableEntry entry,
        bool hasEntry,
        ProcessFields fields,
        WindowsCaptureScope scope
    )
    {
        ProcessSnapshot snapshot = new(new ProcessIdentity(access.Pid, figures.CreateTime), fields);
        CaptureFailures failures = default;
        TakeFigures(figures, fields, snapshot);
        if (hasEntry)
        {
            TakeEntry(access, entry, fields, scope, snapshot);
        }

        ReadName(access, entry, hasEntry, fields, scope, snapshot, ref failures);
        ReadSources(access, fields, scope, snapshot, ref failures);
        if (fields.Wants(ProcessFields.CreateTime))
        {
            snapshot.Common.CreateTime = WindowsTime.ToInstant(figures.CreateTime) ?? scope.BootTime;
        }

        if (fields.Wants(ProcessFields.Connections))
        {
            IReadOnlyList<NetworkConnection> connections = [.. scope.SocketsOf(access.Pid)];
            snapshot.Set(ProcessFields.Connections, connections);
            if (connections.Count > 0 && !access.TryGetLimited(out _, out CallFailure gone) && gone.Reason == UnavailableReason.Gone)
            {
                // The sockets may be those of another process that got the PID.
                return null;
            }
        }

        // The calls return various errors for a process that is ending. Its missing values are not reported.
        return failures.IsEmpty || !access.HasEnded ? snapshot.Complete(fields, Rules, failures) : null;
    }

    /// <summary>The values that both the table and the process's handle have.</summary>
    private static void TakeFigures(in ProcessFigures figures, ProcessFields fields, ProcessSnapshot snapshot)
    {
        // PID 0 is a process on Windows: the idle process, which is the parent of System. It has no parent, and reports itself as one.
        snapshot.Common.ParentPid = snapshot.Pid == 0 ? null : figures.ParentPid;
        snapshot.Common.CpuTimes = figures.CpuTimes;
        snapshot.Common.ApproximateRss = (long)figures.Memory.WorkingSetSize;
        snapshot.Set(ProcessFields.HandleCount, figures.HandleCount);
        if (fields.Wants(ProcessFields.Memory))
        {
            snapshot.SetMemory(figures.MemoryOfProcess);
        }

        if (fields.Wants(ProcessFields.MemoryDetails))
        {
            snapshot.Set(ProcessFields.MemoryDetails, figures.MemoryDetails);
        }

        snapshot.Set(ProcessFields.IOCounters, figures.IOCounters);
    }

    /// <summary>The values that only the table has. Values that this system does not fill in stay missing.</summary>
    private static void TakeEntry(
        ProcessAccess access,
        ProcessTableEntry entry,
        ProcessFields fields,
        WindowsCaptureScope scope,
        ProcessSnapshot snapshot
    )
    {
        snapshot.Common.ThreadCount = entry.Threads.Length;
        snapshot.Set(ProcessFields.SessionId, (int)entry.Information.SessionId);
        if (fields.Wants(ProcessFields.Threads))
        {
            snapshot.Set(ProcessFields.Threads, WindowsProcessSource.ReadThreads(access, entry, scope.Table.HasThreadStates));
        }

        if (!fields.Wants(ProcessTableCursor.Optional))
        {
            return;
        }

        ProcessFields given = scope.Table.Given;
        snapshot.Common.Status = given.Wants(ProcessFields.Status) ? entry.Status : null;
        snapshot.Common.PageFaults = given.Wants(ProcessFields.PageFaults) ? WindowsProcessSource.PageFaultsOf(entry) : null;
        if (given.Wants(ProcessFields.ContextSwitches))
        {
            snapshot.Set(ProcessFields.ContextSwitches, new ProcessContextSwitches { Voluntary = entry.ContextSwitches });
        }

        if (!given.Wants(ProcessFields.IOCounters))
        {
            snapshot.Set<ProcessIOCounters?>(ProcessFields.IOCounters, null);
        }
    }

    private static void ReadName(
        ProcessAccess access,
        ProcessTableEntry entry,
        bool hasEntry,
        ProcessFields fields,
        WindowsCaptureScope scope,
        ProcessSnapshot snapshot,
        ref CaptureFailures failures
    )
    {
        bool needsPath = !hasEntry && fields.Wants(ProcessFields.Name);
        if (needsPath || fields.Wants(ProcessFields.ExecutablePath))
        {
            snapshot.Common.ExecutablePath = WindowsProcessSource.ReadExecutablePath(access, entry.Name, scope, ref failures);
        }

        if (fields.Wants(ProcessFields.Name))
        {
            snapshot.Common.Name = hasEntry
                ? WindowsProcessSource.NameOf(entry)
                : WindowsProcessSource.NameOf(access.Pid, snapshot.Common.ExecutablePath, scope);
        }
    }

    private static void ReadSources(
        ProcessAccess access,
        ProcessFields fields,
        WindowsCaptureScope scope,
        ProcessSnapshot snapshot,
        ref CaptureFailures failures
    )
    {
        if (fields.Wants(PebReader.Fields))
        {
            PebValues peb = PebReader.Read(access, fields, scope.StartBudget, ref failures);
            snapshot.Common.CommandLine = peb.CommandLine;
            snapshot.Set(ProcessFields.WorkingDirectory, peb.WorkingDirectory);
            snapshot.Set(ProcessFields.Environment, peb.Environment);
        }

        if (fields.Wants(ProcessFields.UserName))
        {
            snapshot.Common.UserName = WindowsProcessSource.ReadUserName(access, scope.NameBudget, ref failures);
        }

        if (fields.Wants(ProcessFields.PriorityClass))
        {
            snapshot.Set(ProcessFields.PriorityClass, WindowsProcessSource.ReadPriorityClass(access, ref failures));
        }

        if (fields.Wants(ProcessFields.IOPriority))
        {
            snapshot.Set(ProcessFields.IOPriority, WindowsProcessSource.ReadIOPriority(access, ref failures));
        }

        if (fields.Wants(ProcessFields.CpuAffinity))
        {
            snapshot.Set(ProcessFields.CpuAffinity, WindowsProcessSource.ReadAffinity(access, ref failures));
        }

        if (fields.Wants(ProcessFields.MemoryFootprint))
        {
            snapshot.Common.MemoryFootprint = WindowsProcessMemory.Shared.ReadFootprint(access, ref failures);
        }

        if (fields.Wants(ProcessFields.MemoryMaps))
        {
            snapshot.Set(ProcessFields.MemoryMaps, WindowsProcessMemory.Shared.ReadMaps(access, scope.Drives, ref failures));
        }

        if (fields.Wants(ProcessFields.OpenFiles))
        {
            snapshot.Set(ProcessFields.OpenFiles, WindowsOpenFiles.Read(access, scope.Drives, ref failures, out int? unnamed));
            snapshot.SetUnnamedFileCount(unnamed);
        }

        if (fields.Wants(ProcessFields.Gpu))
        {
            snapshot.Set(ProcessFields.Gpu, scope.Gpus.Read(access, ref failures));
        }
    }
}
