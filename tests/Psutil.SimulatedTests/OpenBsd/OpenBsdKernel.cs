using System.Buffers.Binary;
using Psutil.Platforms.OpenBsd;
using Psutil.SimulatedTests.Abi;
using Psutil.SimulatedTests.Kernel;
using Psutil.SimulatedTests.Systems;

namespace Psutil.SimulatedTests.OpenBsd;

/// <summary>OpenBSD's kernel as the library asks it, over the state of a simulated machine.</summary>
public sealed class OpenBsdKernel : BsdKernel
{
    private int _busy = 3;

    public OpenBsdKernel(AbiTable abi, SimulatedMachine machine)
        : base(abi, machine)
    {
        int kern = abi.Constant("CTL_KERN");
        int hw = abi.Constant("CTL_HW");
        int vm = abi.Constant("CTL_VM");
        int proc = abi.Constant("KERN_PROC");
        int threads = abi.Constant("KERN_PROC_PID") | abi.Constant("KERN_PROC_SHOW_THREADS");
        Sysctl
            .Add([kern, abi.Constant("KERN_BOOTTIME")], _ => Time(SimulatedMachine.BootSeconds, SimulatedMachine.BootMicroseconds).Bytes)
            .Add([kern, abi.Constant("KERN_CLOCKRATE")], ClockRate())
            // Behaviours.md: table-without-kernel
            .Add([kern, proc, abi.Constant("KERN_PROC_ALL")], rest => Records(
                    Machine.ReadTable().Where(process => !process.IsKernel).Select(process => Record(process).Bytes),
                    rest[1],
                    rest[2],
                    // Behaviours.md: record-longer
                    refusesLonger: true
                ))
            // Behaviours.md: pid-missing
            .Add([kern, proc, abi.Constant("KERN_PROC_PID")], rest =>
                Machine.Find(rest[0]) is { } process ? Records([Record(process).Bytes], rest[1], rest[2], refusesLonger: true) : []
            )
            .Add([kern, proc, threads], rest => Records(Threads(Known(rest[0])), rest[1], rest[2], refusesLonger: true))
            .Add([kern, abi.Constant("KERN_PROC_CWD")], rest =>
                Visible(rest[0]).WorkingDirectory is { } path ? [.. OSText.GetBytes(path), 0] : throw Failure("ENOENT")
            )
            .Add([kern, abi.Constant("KERN_FILE"), abi.Constant("KERN_FILE_BYPID")], rest =>
                Records(Files(rest[0]), rest[1], rest[2], refusesLonger: false)
            )
            .Add([kern, abi.Constant("KERN_CPUSTATS")], rest => CpuStates(rest[0]))
            .Add([hw, abi.Constant("HW_NCPU")], machine.CpuCount + 1)
            .Add([hw, abi.Constant("HW_NCPUONLINE")], machine.CpuCount)
            .Add([hw, abi.Constant("HW_CPUSPEED")], 2593)
            // Behaviours.md: hardware-names
            .Add([hw, abi.Constant("HW_VENDOR")], _ => "Example Inc.\0"u8.ToArray())
            .Add([hw, abi.Constant("HW_PRODUCT")], _ => "Box 9\0"u8.ToArray())
            .Add([hw, abi.Constant("HW_VERSION")], _ => throw new SystemCallFailedException(NotSupported))
            .Add([hw, abi.Constant("HW_PHYSMEM64")], _ => BitConverter.GetBytes(4_000_000_000L))
            // Behaviours.md: disks
            .Add([hw, abi.Constant("HW_DISKSTATS")], _ => Disk("sd0"))
            .Add([vm, abi.Constant("VM_UVMEXP")], Counters())
            .Add([vm, abi.Constant("VM_METER")], Totals())
            .Add([abi.Constant("CTL_VFS"), abi.Constant("VFS_GENERIC"), abi.Constant("VFS_BCACHESTAT")], Buffers())
            .Add([abi.Constant("CTL_NET"), abi.Constant("PF_ROUTE"), 0, 0, abi.Constant("NET_RT_IFLIST")], _ =>
                [.. OtherMessage(abi.Constant("RTM_IFINFO")), .. Interface("em0", 0x8843), .. Interface("lo0", 0x8049)]
            );
        On("sysctl", ReadSysctl);
        On("devname", call => Allocate(OSText.GetBytes(call.Int(0) == 34 ? "ttyp3\0" : "??\0")));
        On("getfsstat", call =>
            CopyMounts(
                call,
                Mount("/dev/sd0a", "/", "ffs", abi.Constant("MNT_LOCAL") | abi.Constant("MNT_NODEV")),
                Mount("server:/home", "/home", "nfs", abi.Constant("MNT_RDONLY"))
            )
        );
        On("statvfs", Space);
        On("swapctl", SwapControl);
    }

    // EOPNOTSUPP of sys/errno.h.
    private const int NotSupported = 45;

    /// <summary>How many bytes of a name the kernel keeps.</summary>
    public int LongestName { get; init; } = 23;

    protected override IEnumerable<NativeStructure> Logins => [];

    public static string LoginFile { get; } = Path.Join(Path.GetTempPath(), $"psutil-simulated-utmp-{Environment.ProcessId}");

    public static Machine Open() => new OpenBsdMachine(MachineOptions.Default, LoginFile);

    // Behaviours.md: logins
    /// <summary>Two records of <c>utmp</c>, of which one is of a terminal that nobody uses.</summary>
    public byte[] WriteLogins()
    {
        NativeStructure login = Abi.Structure("utmp");
        login["ut_time"] = SimulatedMachine.BootSeconds + 500;
        login.Write("ut_line", "ttyp0123"u8).WriteText("ut_name", "root"u8).WriteText("ut_host", "host.example"u8);
        return [.. Abi.Structure("utmp").Bytes, .. login.Bytes];
    }

    protected override NativeStructure ExitEvent(int pid, int status)
    {
        NativeStructure kernelEvent = Abi.Structure("kevent");
        kernelEvent["ident"] = pid;
        kernelEvent["filter"] = Abi.Constant("EVFILT_PROC");
        kernelEvent["fflags"] = Abi.FindConstant("NOTE_EXIT")!.Value;
        kernelEvent["data"] = status;
        return kernelEvent;
    }

    // Behaviours.md: arguments-pointers. The answer cannot be made before the buffer is known.
    private nint ReadSysctl(NativeCall call)
    {
        int[] name = System.Runtime.InteropServices.MemoryMarshal.Cast<byte, int>(call.Memory(0, call.Int(1) * sizeof(int))).ToArray();
        if (name[0] != Abi.Constant("CTL_KERN") || name[1] != Abi.Constant("KERN_PROC_ARGS"))
        {
            return Sysctl.Read(call);
        }

        // Behaviours.md: rights
        SimulatedProcess process = name[3] == Abi.Constant("KERN_PROC_ENV") ? Visible(name[2]) : Known(name[2]);
        // Behaviours.md: arguments-zombie
        if (process.Status == ProcessStatus.Zombie || process.IsKernel)
        {
            throw Failure("EINVAL");
        }

        // Behaviours.md: arguments-busy
        if (_busy-- > 0)
        {
            throw Failure("EBUSY");
        }

        byte[][] strings = name[3] == Abi.Constant("KERN_PROC_ARGV") ? process.Arguments : process.Environment;
        int offset = (strings.Length + 1) * sizeof(long);
        List<byte> pointers = [];
        List<byte> texts = [];
        foreach (byte[] text in strings)
        {
            pointers.AddRange(BitConverter.GetBytes((long)call.Word(2) + offset + texts.Count));
            texts.AddRange([.. text, 0]);
        }

        byte[] block = [.. pointers, .. new byte[sizeof(long)], .. texts];
        block = Sysctl.Distort?.Invoke(name, block) ?? block;
        ref nint length = ref call.Target<nint>(3);
        if (length < block.Length)
        {
            throw Failure("ENOMEM");
        }

        block.CopyTo(call.Memory(2, block.Length));
        length = block.Length;
        return 0;
    }

    private NativeStructure Record(SimulatedProcess process)
    {
        NativeStructure record = Abi.Structure("kinfo_proc");
        record["p_pid"] = process.Pid;
        record["p_ppid"] = process.ParentPid;
        record["p__pgid"] = process.ProcessGroupId;
        record["p_sid"] = process.SessionId;
        record["p_ruid"] = process.UserIds.Real;
        record["p_uid"] = process.UserIds.Effective;
        record["p_svuid"] = process.UserIds.Saved;
        record["p_rgid"] = process.GroupIds.Real;
        record["p_gid"] = process.GroupIds.Effective;
        record["p_svgid"] = process.GroupIds.Saved;
        record["p_flag"] = process.IsKernel ? Abi.Constant("P_SYSTEM") : 0;
        record["p_stat"] = Abi.Constant(
            process.Status switch
            {
                ProcessStatus.Zombie => process.IsExiting ? "SONPROC" : "SDEAD",
                ProcessStatus.Running => "SONPROC",
                ProcessStatus.Stopped => "SSTOP",
                _ => "SSLEEP",
            }
        );
        record["p_nice"] = process.Nice + Abi.Constant("NZERO");
        record["p_tdev"] = process.Terminal is { } terminal ? terminal : Abi.FindConstant("NODEV")!.Value;

        // Behaviours.md: name-cut
        record.WriteText("p_comm", process.NameBytes.AsSpan(0, Math.Min(process.NameBytes.Length, LongestName)));
        record["p_tid"] = -1;
        if (process.Status == ProcessStatus.Zombie)
        {
            // Behaviours.md: record-without-usage
            record["p_uvalid"] = process.IsExiting ? 1 : 0;
            return record;
        }

        record["p_uvalid"] = 1;
        record["p_vm_rssize"] = process.RssPages;
        record["p_vm_tsize"] = process.TextPages;
        record["p_vm_dsize"] = process.DataPages;
        record["p_vm_ssize"] = process.StackPages;
        record["p_ustart_sec"] = process.StartSeconds + ClockStep;
        record["p_ustart_usec"] = process.StartMicroseconds;
        record["p_uutime_sec"] = process.UserMicroseconds / 1_000_000;
        record["p_uutime_usec"] = process.UserMicroseconds % 1_000_000;
        record["p_ustime_sec"] = process.SystemMicroseconds / 1_000_000;
        record["p_ustime_usec"] = process.SystemMicroseconds % 1_000_000;
        record["p_uru_maxrss"] = process.PeakRssKibibytes;
        record["p_uru_minflt"] = process.MinorFaults;
        record["p_uru_majflt"] = process.MajorFaults;
        record["p_uru_inblock"] = process.Reads;
        record["p_uru_oublock"] = process.Writes;
        record["p_uru_nvcsw"] = process.VoluntarySwitches;
        record["p_uru_nivcsw"] = process.InvoluntarySwitches;
        return record;
    }

    private IEnumerable<byte[]> Threads(SimulatedProcess process)
    {
        yield return Record(process).Bytes;
        for (int index = 0; index < (process.Status == ProcessStatus.Zombie ? 1 : process.ThreadCount); index++)
        {
            NativeStructure thread = Record(process);
            thread["p_tid"] = 100_000 + index;
            thread["p_uutime_sec"] = 0;
            thread["p_uutime_usec"] = 10 + index;
            thread["p_ustime_sec"] = 0;
            thread["p_ustime_usec"] = 20 + index;
            yield return thread.Bytes;
        }
    }

    /// <summary>Whether PID 0 means all processes to the list of descriptors, as in older kernels.</summary>
    public bool TakesZeroForAll { get; init; }

    private IEnumerable<byte[]> Files(int pid)
    {
        // Behaviours.md: files-by-pid
        bool isAll = pid == -1 || (pid == 0 && TakesZeroForAll);
        SimulatedProcess[] processes = isAll
            ? [.. Machine.Processes.Where(known => known is { IsKernel: false, Status: not ProcessStatus.Zombie })]
            : [Known(pid) is { IsKernel: false, Status: not ProcessStatus.Zombie } found ? found : throw Failure("ESRCH")];
        foreach (SimulatedProcess process in processes)
        {
            yield return File(process, -2).Bytes;
            foreach ((int descriptor, string _) in process.Files)
            {
                yield return File(process, descriptor).Bytes;
            }

            foreach (SimulatedSocket socket in Machine.Sockets.Where(socket => socket.Pid == process.Pid))
            {
                yield return Socket(process, socket);
            }
        }
    }

    private NativeStructure File(SimulatedProcess process, int descriptor)
    {
        NativeStructure file = Abi.Structure("kinfo_file");
        file["f_type"] = 1;
        file["fd_fd"] = descriptor;
        file["p_pid"] = process.Pid;
        return file;
    }

    private byte[] Socket(SimulatedProcess process, SimulatedSocket socket)
    {
        NativeStructure file = File(process, socket.Descriptor);
        bool isUnix = socket.Kind == ConnectionKinds.Unix;
        file["f_type"] = Abi.Constant("DTYPE_SOCKET");
        file["so_family"] = Abi.Constant(
            isUnix ? "AF_UNIX"
            : socket.IsIPv6 ? "AF_INET6"
            : "AF_INET"
        );
        file["so_type"] = isUnix || (socket.Kind & ConnectionKinds.Tcp) != 0 ? 1 : 2;
        file["t_state"] = socket.State;
        file.WriteText("unp_path", OSText.GetBytes(socket.Path ?? ""));
        foreach (
            (string port, string address, System.Net.IPEndPoint? end) in new[]
            {
                ("inp_lport", "inp_laddru", socket.Local),
                ("inp_fport", "inp_faddru", socket.Remote),
            }
        )
        {
            if (end is not null)
            {
                file[port] = BinaryPrimitives.ReverseEndianness((ushort)end.Port);
                file.Write(address, end.Address.GetAddressBytes());
            }
        }

        return file.Bytes;
    }

    // The last CPU is a thread of a core, which is offline.
    private byte[] CpuStates(int cpu)
    {
        NativeStructure states = Abi.Structure("cpustats");
        if (cpu < Machine.CpuTicks.Length)
        {
            states["cs_flags"] = Abi.Constant("CPUSTATS_ONLINE");
            foreach ((int index, string state) in new[] { "CP_USER", "CP_NICE", "CP_SYS", "CP_INTR", "CP_IDLE" }.Index())
            {
                states.SetElement("cs_time", Abi.Constant(state), 8, Machine.CpuTicks[cpu][index]);
            }

            states.SetElement("cs_time", Abi.Constant("CP_SPIN"), 8, 5);
        }

        return states.Bytes;
    }

    private NativeStructure Counters()
    {
        NativeStructure counters = Abi.Structure("uvmexp");
        counters["free"] = 4000;
        counters["active"] = 1000;
        counters["inactive"] = 2000;
        counters["wired"] = 3000;
        counters["swtch"] = 4_000_000_001;
        counters["softs"] = 33;
        counters["pgswapin"] = 7;
        counters["pgswapout"] = 8;
        return counters;
    }

    private NativeStructure Totals()
    {
        NativeStructure totals = Abi.Structure("vmtotal");
        totals["t_rmshr"] = 60;
        return totals;
    }

    private NativeStructure Buffers()
    {
        NativeStructure buffers = Abi.Structure("bcachestats");
        buffers["numbufpages"] = 500;
        return buffers;
    }

    private byte[] Disk(string name)
    {
        NativeStructure disk = Abi.Structure("diskstats");
        disk["ds_rxfer"] = 11;
        disk["ds_wxfer"] = 22;
        disk["ds_rbytes"] = 4096;
        disk["ds_wbytes"] = 8192;
        return disk.WriteText("ds_name", OSText.GetBytes(name)).Bytes;
    }

    private byte[] Interface(string name, int flags)
    {
        NativeStructure message = Abi.Structure("if_msghdr");
        byte[] link = LinkAddress(name, []);
        message["ifm_msglen"] = message.Size + link.Length;
        message["ifm_type"] = Abi.Constant("RTM_IFINFO");
        message["ifm_hdrlen"] = message.Size;
        message["ifm_flags"] = flags;
        message["ifm_data.ifi_mtu"] = 1500;
        message["ifm_data.ifi_baudrate"] = 1_000_000_000;
        SetCounters(message, name, "ifm_data.", hasOutputDrops: true);
        return [.. message.Bytes, .. link];
    }

    private NativeStructure Mount(string device, string folder, string type, long flags)
    {
        NativeStructure mount = Abi.Structure("statfs");
        mount["f_flags"] = flags;
        return mount
            .WriteText("f_mntfromname", OSText.GetBytes(device))
            .WriteText("f_mntonname", OSText.GetBytes(folder))
            .WriteText("f_fstypename", OSText.GetBytes(type));
    }

    private nint Space(NativeCall call)
    {
        if (call.Text(0) != "/")
        {
            throw Failure("ENOENT");
        }

        NativeStructure space = Abi.Structure("statvfs");
        space["f_frsize"] = 4096;
        space["f_blocks"] = 1000;
        space["f_bfree"] = 400;
        space["f_bavail"] = 300;
        space["f_files"] = 50;
        space["f_ffree"] = 40;
        space.Bytes.CopyTo(call.Memory(1, space.Size));
        return 0;
    }
}
