using System.Runtime.InteropServices;
using Psutil.SimulatedTests.Abi;
using Psutil.SimulatedTests.Kernel;

namespace Psutil.SimulatedTests.MacOS;

/// <summary>What <c>proc_pidinfo</c>, <c>proc_pidfdinfo</c> and <c>KERN_PROCARGS2</c> answer about the processes.</summary>
public sealed partial class MacOSKernel
{
    private byte[] Record(SimulatedProcess process)
    {
        NativeStructure record = Abi.Structure("kinfo_proc");
        record["kp_proc.p_pid"] = process.Pid;
        record["kp_eproc.e_ppid"] = process.ParentPid;
        record["kp_eproc.e_pgid"] = process.ProcessGroupId;
        NativeStructure start = Abi.Structure("timeval");
        start["tv_sec"] = process.StartSeconds;
        start["tv_usec"] = process.StartMicroseconds;
        record.Write("kp_proc.p_un", start.Bytes);

        // Behaviours.md: name-cut
        record.WriteText("kp_proc.p_comm", process.NameBytes);
        record["kp_proc.p_flag"] = process.IsKernel ? Abi.Constant("P_SYSTEM") : 0;
        record["kp_proc.p_stat"] = Abi.Constant(
            process.Status switch
            {
                ProcessStatus.Zombie => "SZOMB",
                ProcessStatus.Stopped => "SSTOP",
                _ => "SRUN",
            }
        );
        record["kp_eproc.e_flag"] = process.Status == ProcessStatus.Sleeping ? Abi.Constant("EPROC_SLEADER") : 0;
        record["kp_proc.p_nice"] = process.Nice;
        record["kp_eproc.e_tdev"] = process.Terminal is { } terminal ? terminal : -1;
        record["kp_eproc.e_pcred.p_ruid"] = process.UserIds.Real;
        record["kp_eproc.e_ucred.cr_uid"] = process.UserIds.Effective;
        record["kp_eproc.e_pcred.p_svuid"] = process.UserIds.Saved;
        record["kp_eproc.e_pcred.p_rgid"] = process.GroupIds.Real;
        record.SetElement("kp_eproc.e_ucred.cr_groups", 0, 4, process.GroupIds.Effective);
        record["kp_eproc.e_pcred.p_svgid"] = process.GroupIds.Saved;
        return record.Bytes;
    }

    private nint ReadSysctl(NativeCall call)
    {
        ReadOnlySpan<int> name = MemoryMarshal.Cast<byte, int>(call.Memory(0, call.Int(1) * sizeof(int)));
        bool isArguments =
            name is [var first, var second, _] && first == Abi.Constant("CTL_KERN") && second == Abi.Constant("KERN_PROCARGS2");

        // Behaviours.md: arguments-room
        return isArguments && !call.IsNull(2) && call.Target<nint>(3) - sizeof(int) is <= 0 or > LongestArguments
            ? throw Failure("EINVAL")
            : Sysctl.Read(call);
    }

    private byte[] ArgumentBlock(SimulatedProcess process)
    {
        // Behaviours.md: arguments-denied
        if (process.IsDenied || process.Status == ProcessStatus.Zombie || process.IsKernel)
        {
            throw Failure("EINVAL");
        }

        Machine.SourceRead?.Invoke(process.Pid);
        return
        [
            .. BitConverter.GetBytes(process.Arguments.Length),
            .. OSText.GetBytes(process.ExecutablePath ?? ""),
            0,
            0,
            0,
            0,
            .. process.ArgumentBytes,
            .. SimulatedProcess.Join(process.Environment),
        ];
    }

    // Behaviours.md: libproc-failure, and so are all failures below
    private SimulatedProcess Task(int pid)
    {
        // Behaviours.md: libproc-zombie
        SimulatedProcess process = Machine.Find(pid) is { Status: not ProcessStatus.Zombie } living
            ? living
            : throw new SystemCallFailedException(Abi.Constant("ESRCH"), 0);
        if (process.IsDenied)
        {
            // Behaviours.md: libproc-denied
            throw new SystemCallFailedException(Abi.Constant("EPERM"), 0);
        }

        Machine.SourceRead?.Invoke(pid);
        return process;
    }

    private nint ProcessInformation(NativeCall call)
    {
        SimulatedProcess process = Task(call.Int(0));
        int flavor = call.Int(1);
        byte[] answer =
            flavor == Abi.Constant("PROC_PIDTASKINFO") ? TaskInformation(process)
            : flavor == Abi.Constant("PROC_PIDVNODEPATHINFO") ? Folders(process)
            : flavor == Abi.Constant("PROC_PIDLISTFDS") ? Descriptors(process)
            : flavor == Abi.Constant("PROC_PIDLISTTHREADS")
                ? [.. Enumerable.Range(0, process.ThreadCount).SelectMany(index => BitConverter.GetBytes(0x7000_0000_0000 + index))]
            : flavor == Abi.Constant("PROC_PIDTHREADINFO") ? Thread((long)call.Word(2) - 0x7000_0000_0000)
            : flavor == Abi.Constant("PROC_PIDREGIONINFO") ? Region((ulong)call.Word(2))
            : throw new InvalidOperationException($"Flavor {flavor}.");
        answer = Sysctl.Leave([], answer);
        int length = Math.Min(answer.Length, call.Int(4));
        answer.AsSpan(0, length).CopyTo(call.Memory(3, length));
        return length;
    }

    private byte[] TaskInformation(SimulatedProcess process)
    {
        NativeStructure task = Abi.Structure("proc_taskinfo");
        task["pti_virtual_size"] = (Int128)process.VirtualPages * Machine.PageSize;
        task["pti_resident_size"] = (Int128)process.RssPages * Machine.PageSize;

        // Behaviours.md: timebase
        task["pti_total_user"] = process.UserMicroseconds * (TimebaseFrequency / 1_000_000);
        task["pti_total_system"] = process.SystemMicroseconds * (TimebaseFrequency / 1_000_000);
        task["pti_faults"] = process.MinorFaults + process.MajorFaults;
        task["pti_pageins"] = process.MajorFaults;
        task["pti_csw"] = process.VoluntarySwitches + process.InvoluntarySwitches;
        task["pti_threadnum"] = process.ThreadCount;
        return task.Bytes;
    }

    private byte[] Folders(SimulatedProcess process)
    {
        NativeStructure folders = Abi.Structure("proc_vnodepathinfo");
        return folders.WriteText("pvi_cdir.vip_path", OSText.GetBytes(process.WorkingDirectory ?? "")).Bytes;
    }

    private byte[] Descriptors(SimulatedProcess process)
    {
        byte[] Descriptor(int number, string type)
        {
            NativeStructure descriptor = Abi.Structure("proc_fdinfo");
            descriptor["proc_fd"] = number;
            descriptor["proc_fdtype"] = Abi.Constant(type);
            return descriptor.Bytes;
        }

        // Behaviours.md: descriptors-none
        if (process.HasNoDescriptor)
        {
            return [];
        }

        return
        [
            .. Descriptor(0, "PROX_FDTYPE_VNODE"),
            .. process.Files.SelectMany(file => Descriptor(file.Descriptor, "PROX_FDTYPE_VNODE")),
            .. Machine
                .Sockets.Where(socket => socket.Pid == process.Pid)
                .SelectMany(socket => Descriptor(socket.Descriptor, "PROX_FDTYPE_SOCKET")),
        ];
    }

    private byte[] Thread(long index)
    {
        NativeStructure thread = Abi.Structure("proc_threadinfo");
        thread["pth_user_time"] = 10_000 + (index * 1000);
        thread["pth_system_time"] = 20_000 + (index * 1000);
        thread["pth_run_state"] = Abi.Constant("TH_STATE_WAITING");
        return thread.WriteText("pth_name", OSText.GetBytes(index == 0 ? "main" : "")).Bytes;
    }

    /// <summary>The error of every question about regions from an address on; null for none.</summary>
    public (ulong Address, string Error)? RegionFailure { get; set; }

    // Private, copied on write and alone, copied on write and shared, shared by all, and one within the region that x64 processes share.
    private byte[] Region(ulong address)
    {
        (ulong Start, string? Mode, int ReferenceCount, int Own, int Shared)[] regions =
        [
            (0x1000, "SM_PRIVATE", 1, 10, 1),
            (0x2000, "SM_COW", 1, 20, 2),
            (0x3000, "SM_COW", 2, 40, 4),
            (0x4000, null, 2, 80, 8),
            (0x7FF800001000, "SM_COW", 1, 160, 16),
        ];
        (ulong start, string? mode, int references, int own, int shared) = regions.FirstOrDefault(region => region.Start >= address);

        // Behaviours.md: regions-end
        if (start == 0 || address >= RegionFailure?.Address)
        {
            string error = start == 0 ? "EINVAL" : RegionFailure!.Value.Error;
            throw new SystemCallFailedException(Abi.Constant(error), 0);
        }

        NativeStructure region = Abi.Structure("proc_regioninfo");
        region["pri_address"] = start;
        region["pri_size"] = 0x1000;
        region["pri_share_mode"] = mode is null ? 4 : Abi.Constant(mode);
        region["pri_ref_count"] = references;
        region["pri_private_pages_resident"] = own;
        region["pri_shared_pages_resident"] = shared;
        return region.Bytes;
    }

    private nint DescriptorInformation(NativeCall call)
    {
        SimulatedProcess process = Task(call.Int(0));
        byte[] answer =
            call.Int(2) == Abi.Constant("PROC_PIDFDVNODEPATHINFO")
                ? FileInformation(process, call.Int(1))
                : SocketInformation(process, call.Int(1));
        answer = Sysctl.Leave([], answer);
        int length = Math.Min(answer.Length, call.Int(4));
        answer.AsSpan(0, length).CopyTo(call.Memory(3, length));
        return length;
    }

    private byte[] FileInformation(SimulatedProcess process, int descriptor)
    {
        NativeStructure file = Abi.Structure("vnode_fdinfowithpath");
        string? path = process.Files.FirstOrDefault(known => known.Descriptor == descriptor).Path;
        file.WriteText("pvip.vip_path", OSText.GetBytes(path ?? "/dev/null"));
        NativeStructure status = Abi.Structure("vinfo_stat");
        status["vst_mode"] = path is null ? 0x2180 : 0x81A4;
        return file.Write("pvip.vip_vi", status.Bytes).Bytes;
    }

    private byte[] SocketInformation(SimulatedProcess process, int descriptor)
    {
        SimulatedSocket socket = Machine.Sockets.Find(known => known.Pid == process.Pid && known.Descriptor == descriptor)
            ?? throw new SystemCallFailedException(Abi.Constant("EBADF"), 0);
        NativeStructure information = Abi.Structure("socket_info");
        bool isTcp = (socket.Kind & ConnectionKinds.Tcp) != 0;
        bool isUnix = socket.Kind == ConnectionKinds.Unix;
        information["soi_family"] = Abi.Constant(
            isUnix ? "AF_UNIX"
            : socket.IsIPv6 ? "AF_INET6"
            : "AF_INET"
        );
        information["soi_type"] = isTcp || isUnix ? 1 : 2;
        information["soi_kind"] = Abi.Constant(
            isUnix ? "SOCKINFO_UN"
            : isTcp ? "SOCKINFO_TCP"
            : "SOCKINFO_IN"
        );
        information.Write("soi_proto", isUnix ? UnixEnds(socket) : InternetEnds(socket));
        NativeStructure answer = Abi.Structure("socket_fdinfo");
        return answer.Write("psi", information.Bytes).Bytes;
    }

    private byte[] UnixEnds(SimulatedSocket socket)
    {
        NativeStructure ends = Abi.Structure("un_sockinfo");
        return ends.Write("unsi_addr", [(byte)(2 + socket.Path!.Length), 1, .. OSText.GetBytes(socket.Path)]).Bytes;
    }

    private byte[] InternetEnds(SimulatedSocket socket)
    {
        NativeStructure ends = Abi.Structure("in_sockinfo");
        WriteEnd(ends, "insi_lport", "insi_laddr", socket.Local);
        WriteEnd(ends, "insi_fport", "insi_faddr", socket.Remote);
        NativeStructure tcp = Abi.Structure("tcp_sockinfo");
        tcp["tcpsi_state"] = socket.State;
        return tcp.Write("tcpsi_ini", ends.Bytes).Bytes;
    }

    private static void WriteEnd(NativeStructure ends, string port, string address, System.Net.IPEndPoint? end)
    {
        if (end is not null)
        {
            ends[port] = System.Buffers.Binary.BinaryPrimitives.ReverseEndianness((ushort)end.Port);
            byte[] bytes = end.Address.GetAddressBytes();
            ends.Write(address, bytes.Length == 4 ? [.. new byte[12], .. bytes] : bytes);
        }
    }

    private nint ProcessPath(NativeCall call)
    {
        // Behaviours.md: path-of-anybody
        SimulatedProcess? process = Machine.Find(call.Int(0)) is { Status: not ProcessStatus.Zombie } living ? living : null;
        byte[] path = OSText.GetBytes(process?.ExecutablePath ?? throw new SystemCallFailedException(Abi.Constant("ESRCH"), 0));
        path.CopyTo(call.Memory(1, call.Int(2)));
        return path.Length;
    }

    private nint ResourceUsage(NativeCall call)
    {
        // Behaviours.md: usage
        SimulatedProcess process = Living(call.Int(0));
        if (process.IsDenied)
        {
            throw Failure("EPERM");
        }

        Assert.Equal(Abi.Constant("RUSAGE_INFO_V4"), call.Int(1));
        NativeStructure usage = Abi.Structure("rusage_info_v4");
        usage["ri_wired_size"] = 111;
        usage["ri_phys_footprint"] = 222;
        usage["ri_lifetime_max_phys_footprint"] = 333;
        usage["ri_diskio_bytesread"] = process.DiskBytesRead;
        usage["ri_diskio_byteswritten"] = process.DiskBytesWritten;
        usage.Bytes.CopyTo(call.Memory(2, usage.Size));
        return 0;
    }
}
