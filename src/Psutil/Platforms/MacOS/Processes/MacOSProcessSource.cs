using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Psutil.Platforms.Bsd;
using Psutil.Platforms.Bsd.Interop;
using Psutil.Platforms.MacOS.Interop;
using Psutil.Platforms.MacOS.Parsing;
using Libc = Psutil.Platforms.MacOS.Interop.Libc;

namespace Psutil.Platforms.MacOS;

/// <summary>
/// Reads processes on macOS: the table by <c>kern.proc</c>, the rest by libproc. Never <c>task_for_pid</c>, which can hang and needs root.
/// </summary>
internal sealed class MacOSProcessSource(BsdPageSize pageSize) : BsdProcessSource
{
    private const int DeviceNameRoom = 256;
    private const ProcessFields TaskFields =
        ProcessFields.CpuTimes
        | ProcessFields.Memory
        | ProcessFields.ThreadCount
        | ProcessFields.ContextSwitches
        | ProcessFields.PageFaults;
    private const ProcessFields UsageFields = ProcessFields.MemoryDetails | ProcessFields.IOCounters;

    private static readonly SysctlNode Table = new(
        "kern.proc.all",
        SysctlNumbers.CTL_KERN,
        ProcessNumbers.KERN_PROC,
        SysctlNumbers.KERN_PROC_ALL
    );
    private static readonly SysctlNode ByPid = new(
        "kern.proc.pid",
        SysctlNumbers.CTL_KERN,
        ProcessNumbers.KERN_PROC,
        SysctlNumbers.KERN_PROC_PID
    );
    private static readonly SysctlNode Arguments = new("kern.procargs2", SysctlNumbers.CTL_KERN, ProcessNumbers.KERN_PROCARGS2);
    private static readonly SysctlNode LongestArguments = new("kern.argmax", SysctlNumbers.CTL_KERN, ProcessNumbers.KERN_ARGMAX);

    private readonly MacOSTimebase _timebase = new();
    private readonly MacOSFootprint _footprint = new(pageSize);

    public override ProcessFields SupportedFields =>
        RecordFields
        | TaskFields
        | ProcessFields.CommandLine
        | ProcessFields.Environment
        | ProcessFields.ExecutablePath
        | ProcessFields.WorkingDirectory
        | ProcessFields.Threads
        | ProcessFields.OpenFiles
        | ProcessFields.FileDescriptorCount
        | ProcessFields.Connections
        | UsageFields
        | ProcessFields.MemoryFootprint
        | ProcessFields.Gpu;

    public override ProcessFields RecordFields =>
        ProcessFields.Name
        | ProcessFields.ParentPid
        | ProcessFields.Status
        | ProcessFields.CreateTime
        | ProcessFields.UserName
        | ProcessFields.UserIds
        | ProcessFields.GroupIds
        | ProcessFields.Terminal
        | ProcessFields.ProcessGroupId
        | ProcessFields.Nice;

    public override int LongestName => ProcessPart.MAXCOMLEN;

    public override ExitEvents Exits { get; } = new KernelExitEvents<KernelEvent>(ProcessNumbers.NOTE_EXITSTATUS);

    public override SpawnRules Spawn => new(ProcessNumbers.POSIX_SPAWN_SETSIGDEF, ProcessNumbers.POSIX_SPAWN_SETSID, HasDirectory: true);

    public override IReadOnlyDictionary<string, int> Signals => BsdSignals.Common;

    // Start times do not depend on the boot time.
    public override long ReadBootMicroseconds() => 0;

    public override ReadResult ReadAll(ref RentedBuffer buffer, out int recordSize)
    {
        recordSize = Unsafe.SizeOf<KinfoProc>();
        return Table.ReadTable(ref buffer);
    }

    public override ReadResult ReadOne(int pid, ref RentedBuffer buffer) => ByPid.Read(buffer.Span, pid);

    public override bool TryParse(ReadOnlySpan<byte> record, long bootMicroseconds, out ProcessRecord process, out string? malformed) =>
        ProcessTableParser.TryParse(record, out process, out malformed);

    public override PsutilException ToException(ReadResult result) => Table.ToException(result);

    // If the caller may not read the arguments of another process, the kernel returns "invalid argument" or an I/O error.
    public override bool IsDenial(ProcessFields fields, int error) =>
        base.IsDenial(fields, error)
        || ((fields & (ProcessFields.CommandLine | ProcessFields.Environment)) != 0 && error is Errno.EINVAL or Errno.EIO);

    public override void ReadRest(int pid, ProcessFields fields, ProcessSnapshot snapshot, ref CaptureFailures failures)
    {
        if (fields.Wants(TaskFields))
        {
            ReadTask(pid, fields, snapshot, ref failures);
        }

        if (fields.Wants(UsageFields))
        {
            ReadUsage(pid, fields, snapshot, ref failures);
        }
    }

    public override IReadOnlyList<string>? ReadCommandLine(int pid, ref RentedBuffer buffer, ref CaptureFailures failures)
    {
        if (!TryReadArguments(pid, ProcessFields.CommandLine, ref buffer, ref failures, out ReadOnlySpan<byte> block))
        {
            return null;
        }

        if (!ArgumentBlockParser.TryParse(block, out IReadOnlyList<string> arguments, out _))
        {
            failures.AddMalformed(ProcessFields.CommandLine, Arguments.Name, "argc");
            return null;
        }

        return arguments;
    }

    public override IReadOnlyDictionary<string, string>? ReadEnvironment(int pid, ref RentedBuffer buffer, ref CaptureFailures failures)
    {
        if (!TryReadArguments(pid, ProcessFields.Environment, ref buffer, ref failures, out ReadOnlySpan<byte> block))
        {
            return null;
        }

        if (!ArgumentBlockParser.TryParse(block, out _, out ReadOnlySpan<byte> environment))
        {
            failures.AddMalformed(ProcessFields.Environment, Arguments.Name, "argc");
            return null;
        }

        return EnvironmentParser.Parse(environment);
    }

    public override string? ReadExecutablePath(int pid, ref RentedBuffer buffer, ref CaptureFailures failures)
    {
        Span<byte> path = stackalloc byte[ProcessNumbers.PROC_PIDPATHINFO_MAXSIZE];
        int length = Libc.GetProcessPath(pid, path);
        if (length < 0)
        {
            failures.Add(ProcessFields.ExecutablePath, null, ReadResult.Failure("proc_pidpath", -length));
            return null;
        }

        return ToPath(NativeText.UpToNul(path[..Math.Min(length, path.Length)]));
    }

    public override string? ReadWorkingDirectory(int pid, ref RentedBuffer buffer, ref CaptureFailures failures)
    {
        int result = Libc.GetProcessInformation(pid, ProcessNumbers.PROC_PIDVNODEPATHINFO, 0, out FolderInformation folders);
        if (result < 0)
        {
            failures.Add(ProcessFields.WorkingDirectory, null, ReadResult.Failure("proc_pidinfo", -result));
            return null;
        }

        return folders.pvi_cdir.Path.IsEmpty ? null : OSText.GetString(folders.pvi_cdir.Path);
    }

    public override IReadOnlyList<ProcessThreadInfo>? ReadThreads(int pid, ref RentedBuffer buffer, ref CaptureFailures failures)
    {
        ReadResult result = MacOSLists.Read(pid, ProcessNumbers.PROC_PIDLISTTHREADS, ref buffer);
        if (result.Failed)
        {
            failures.Add(ProcessFields.Threads, null, result);
            return null;
        }

        List<ProcessThreadInfo> threads = [];
        foreach (ulong handle in MemoryMarshal.Cast<byte, ulong>(buffer.Span[..result.Value]))
        {
            // It has ended since the listing.
            if (Libc.GetProcessInformation(pid, ProcessNumbers.PROC_PIDTHREADINFO, handle, out ThreadInformation thread) >= 0)
            {
                threads.Add(
                    new ProcessThreadInfo
                    {
                        Id = threads.Count + 1,
                        Name = thread.Name.IsEmpty ? null : OSText.GetString(thread.Name),
                        Status = ToStatus(thread.pth_run_state),
                        User = MacOSTimebase.FromNanoseconds(thread.pth_user_time),
                        System = MacOSTimebase.FromNanoseconds(thread.pth_system_time),
                    }
                );
            }
        }

        return threads;
    }

    public override IReadOnlyList<ProcessOpenFile>? ReadOpenFiles(int pid, ref RentedBuffer buffer, ref CaptureFailures failures)
    {
        ReadResult result = MacOSLists.Read(pid, ProcessNumbers.PROC_PIDLISTFDS, ref buffer);
        if (result.Failed)
        {
            failures.Add(ProcessFields.OpenFiles, null, result);
            return null;
        }

        List<ProcessOpenFile> files = [];
        foreach (DescriptorInformation descriptor in MemoryMarshal.Cast<byte, DescriptorInformation>(buffer.Span[..result.Value]))
        {
            if (
                descriptor.proc_fdtype == ProcessNumbers.PROX_FDTYPE_VNODE
                && MacOSLists.TryReadDescriptor(pid, descriptor.proc_fd, ProcessNumbers.PROC_PIDFDVNODEPATHINFO, out FileInformation file)
                && file.pvip.vip_vi.vi_stat.IsRegularFile
                && !file.pvip.Path.IsEmpty
            )
            {
                files.Add(new ProcessOpenFile { Path = OSText.GetString(file.pvip.Path), FileDescriptor = descriptor.proc_fd });
            }
        }

        return files;
    }

    public override int? CountDescriptors(int pid, ref RentedBuffer buffer, ref CaptureFailures failures)
    {
        ReadResult result = MacOSLists.Read(pid, ProcessNumbers.PROC_PIDLISTFDS, ref buffer);
        if (result.Failed)
        {
            failures.Add(ProcessFields.FileDescriptorCount, null, result);
            return null;
        }

        return result.Value / Unsafe.SizeOf<DescriptorInformation>();
    }

    public override ProcessGpuTable? ReadGpus() => MacOSGpus.ReadTable();

    public override ProcessMemoryFootprint? ReadFootprint(int pid, ref CaptureFailures failures) => _footprint.Read(pid, ref failures);

    public override string? FindTerminal(ulong device)
    {
        ReadOnlySpan<byte> name = Libc.GetDeviceName((int)device, stackalloc byte[DeviceNameRoom]);
        return name.IsEmpty || name[0] is (byte)'#' or (byte)'?' ? null : $"/dev/{OSText.GetString(name)}";
    }

    public override IReadOnlyList<NetworkConnection>? ReadConnections(int pid, ref RentedBuffer buffer, ref CaptureFailures failures)
    {
        ReadResult result = MacOSConnections.ReadOfProcess(pid, ref buffer, out IReadOnlyList<NetworkConnection>? connections);
        if (result.Failed)
        {
            failures.Add(ProcessFields.Connections, null, result);
        }

        return connections;
    }

    private void ReadTask(int pid, ProcessFields fields, ProcessSnapshot snapshot, ref CaptureFailures failures)
    {
        int result = Libc.GetProcessInformation(pid, ProcessNumbers.PROC_PIDTASKINFO, 0, out TaskInformation task);
        if (result < 0)
        {
            failures.Add(fields & TaskFields, null, ReadResult.Failure("proc_pidinfo", -result));
            return;
        }

        snapshot.Common.CpuTimes = new ProcessCpuTimes
        {
            User = _timebase.ToTimeSpan(task.pti_total_user),
            System = _timebase.ToTimeSpan(task.pti_total_system),
        };
        snapshot.SetMemory(new ProcessMemory { Rss = (long)task.pti_resident_size, Vms = (long)task.pti_virtual_size });
        snapshot.Common.ThreadCount = task.pti_threadnum;
        snapshot.Set(ProcessFields.ContextSwitches, new ProcessContextSwitches { Voluntary = (uint)task.pti_csw });
        snapshot.Common.PageFaults = new ProcessPageFaults
        {
            Minor = Math.Max(0, (long)(uint)task.pti_faults - (uint)task.pti_pageins),
            Major = (uint)task.pti_pageins,
        };
    }

    private static void ReadUsage(int pid, ProcessFields fields, ProcessSnapshot snapshot, ref CaptureFailures failures)
    {
        int result = Libc.GetResourceUsage(pid, out ResourceUsage usage);
        if (result < 0)
        {
            failures.Add(fields & UsageFields, null, ReadResult.Failure("proc_pid_rusage", -result));
            return;
        }

        ProcessMemoryDetails memory = new()
        {
            Wired = (long)usage.ri_wired_size,
            PhysicalFootprint = (long)usage.ri_phys_footprint,
            PeakPhysicalFootprint = (long)usage.ri_lifetime_max_phys_footprint,
        };
        snapshot.Set(ProcessFields.MemoryDetails, memory);
        ProcessIOCounters counters = new() { ReadBytes = (long)usage.ri_diskio_bytesread, WriteBytes = (long)usage.ri_diskio_byteswritten };
        snapshot.Set(ProcessFields.IOCounters, counters);
    }

    private static ProcessStatus? ToStatus(int state) =>
        state switch
        {
            ProcessNumbers.TH_STATE_RUNNING => ProcessStatus.Running,
            ProcessNumbers.TH_STATE_STOPPED or ProcessNumbers.TH_STATE_HALTED => ProcessStatus.Stopped,
            ProcessNumbers.TH_STATE_WAITING => ProcessStatus.Sleeping,
            ProcessNumbers.TH_STATE_UNINTERRUPTIBLE => ProcessStatus.DiskSleep,
            _ => null,
        };

    private static bool TryReadArguments(
        int pid,
        ProcessFields field,
        ref RentedBuffer buffer,
        ref CaptureFailures failures,
        out ReadOnlySpan<byte> block
    )
    {
        // The kernel cuts what does not fit, and refuses a buffer that is longer than the longest block (bsd/kern/kern_sysctl.c,
        // sysctl_procargsx).
        ReadResult result = LongestArguments.Read(out int longest);
        longest = Math.Clamp(longest, 0, Array.MaxLength / 2);
        while (!result.Failed && buffer.Span.Length < longest)
        {
            buffer.Grow(0);
        }

        result = result.Failed ? result : Arguments.Read(buffer.Span[..longest], pid);
        block = result.Failed ? [] : buffer.Span[..result.Value];
        if (result.Failed)
        {
            failures.Add(field, Arguments.Name, result);
        }

        return !result.Failed;
    }
}
