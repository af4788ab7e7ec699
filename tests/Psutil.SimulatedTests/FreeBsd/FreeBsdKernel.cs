using System.Buffers.Binary;
using System.Text;
using Psutil.SimulatedTests.Abi;
using Psutil.SimulatedTests.Kernel;
using Psutil.SimulatedTests.Systems;

namespace Psutil.SimulatedTests.FreeBsd;

/// <summary>FreeBSD's kernel as the library asks it, over the state of a simulated machine.</summary>
public sealed partial class FreeBsdKernel : BsdKernel
{
    private static readonly Dictionary<ProcessStatus, int> States = new()
    {
        [ProcessStatus.Idle] = 1,
        [ProcessStatus.Running] = 2,
        [ProcessStatus.Sleeping] = 3,
        [ProcessStatus.Stopped] = 4,
        [ProcessStatus.Zombie] = 5,
        [ProcessStatus.Waiting] = 6,
        [ProcessStatus.Locked] = 7,
    };

    private int _changingDevices = 3;

    public FreeBsdKernel(AbiTable abi, SimulatedMachine machine)
        : base(abi, machine)
    {
        int kern = abi.Constant("CTL_KERN");
        int proc = abi.Constant("KERN_PROC");
        Sysctl
            .Add([kern, abi.Constant("KERN_BOOTTIME")], _ => Time(SimulatedMachine.BootSeconds, SimulatedMachine.BootMicroseconds).Bytes)
            .Add([kern, abi.Constant("KERN_CLOCKRATE")], ClockRate())
            .Add([kern, proc, abi.Constant("KERN_PROC_PROC")], _ => [.. Machine.ReadTable().SelectMany(Record)])
            // Behaviours.md: pid-missing
            .Add([kern, proc, abi.Constant("KERN_PROC_PID")], rest => Record(Living(rest[0])))
            .Add([kern, proc, abi.Constant("KERN_PROC_PID") | abi.Constant("KERN_PROC_INC_THREAD")], rest => Threads(Known(rest[0])))
            .Add([kern, proc, abi.Constant("KERN_PROC_ARGS")], rest => Known(rest[0]).ArgumentBytes)
            // Behaviours.md: rights
            .Add([kern, proc, abi.Constant("KERN_PROC_ENV")], rest => SimulatedProcess.Join(Visible(rest[0]).Environment))
            .Add([kern, proc, abi.Constant("KERN_PROC_PATHNAME")], rest => PathName(Known(rest[0])))
            .Add([kern, proc, abi.Constant("KERN_PROC_CWD")], rest => WorkingDirectory(Visible(rest[0])))
            .Add([kern, proc, abi.Constant("KERN_PROC_FILEDESC")], rest => Files(Visible(rest[0])))
            .Add([kern, proc, abi.Constant("KERN_PROC_VMMAP")], rest => Map(Visible(rest[0])))
            .Add([kern, proc, abi.Constant("KERN_PROC_RLIMIT")], rest => Limit(Known(rest[0]), rest[1]))
            // Behaviours.md: see-others
            .Add("security.bsd.see_other_uids", 1)
            .Add("security.bsd.see_other_gids", 1)
            .Add("security.bsd.see_jail_proc", 1)
            .Add("kern.sched.cpusetsize", abi.Structure("cpuset_t").Size)
            .Add("kern.cp_time", _ => CpuTicks(Sum(machine.CpuTicks)))
            .Add("kern.cp_times", _ => [.. machine.CpuTicks.SelectMany(CpuTicks), .. new byte[400]])
            .Add("kern.smp.cores", 1)
            // Behaviours.md: topology
            .Add("kern.sched.topology_spec", Topology)
            // Behaviours.md: domains
            .Add("vm.ndomains", 2)
            .Add("dev.cpu.0.%domain", 0)
            .Add("dev.cpu.1.%domain", 1)
            // Behaviours.md: guest
            .Add("kern.vm_guest", "bhyve")
            .Add("security.jail.jailed", 1)
            .Add("vm.stats.sys.v_swtch", 5_000_000_001L)
            .Add("vm.stats.sys.v_intr", 5_000_000_002L)
            .Add("vm.stats.sys.v_soft", 5_000_000_003L)
            .Add("vm.stats.sys.v_syscall", 5_000_000_004L)
            .Add("dev.cpu.0.freq", 2400)
            .Add("dev.cpu.0.freq_levels", _ => "3200/-1 2400/45000 800/9000\0"u8.ToArray())
            // Behaviours.md: temperatures
            .Add("dev.cpu.0.temperature", 3231)
            .Add("dev.cpu.0.coretemp.tjmax", 3731)
            // Behaviours.md: battery
            .Add("hw.acpi.battery.life", 80)
            .Add("hw.acpi.battery.time", 90)
            .Add("hw.acpi.battery.state", 1)
            .Add("hw.acpi.acline", 0)
            .Add("hw.physmem", 4_000_000_000L)
            .Add("vm.stats.vm.v_active_count", 1000)
            .Add("vm.stats.vm.v_inactive_count", 2000)
            .Add("vm.stats.vm.v_wire_count", 3000)
            .Add("vm.stats.vm.v_free_count", 4000)
            .Add("vm.stats.vm.v_swappgsin", 7L)
            .Add("vm.stats.vm.v_swappgsout", 8L)
            .Add("vfs.bufspace", 123_456_789L)
            .Add([abi.Constant("CTL_VM"), abi.Constant("VM_METER")], MemoryTotals())
            // Behaviours.md: swap-devices
            .Add("vm.swap_info", rest => rest is [0] ? SwapDevice() : throw Failure("ENOENT"))
            // Behaviours.md: devices
            .Add("kern.devstat.all", _ =>
                _changingDevices-- > 0 ? throw Failure("EBUSY") : [.. BitConverter.GetBytes(42L), .. Device("ada", 0), .. Device("cd", 1)]
            )
            .Add([abi.Constant("CTL_NET"), abi.Constant("PF_ROUTE"), 0, 0, abi.Constant("NET_RT_IFLIST")], _ =>
                [
                    .. OtherMessage(abi.Constant("RTM_IFINFO")),
                    .. Interface("em0", 0x8843),
                    .. Interface("lo0", 0x8049),
                    .. Interface("usbus0", 0),
                ]
            )
            .Add("kern.file", _ => [.. machine.Sockets.SelectMany(OpenFile)])
            .Add("net.inet.tcp.pcblist", _ => List(ConnectionKinds.Tcp, Tcp))
            .Add("net.inet.udp.pcblist", _ => List(ConnectionKinds.Udp, Udp))
            .Add("net.local.stream.pcblist", _ => List(ConnectionKinds.Unix, Unix))
            .Add("net.local.dgram.pcblist", _ => List(ConnectionKinds.None, Unix));
        On("kenv", KernelVariable);
        On("cpuset_getaffinity", GetAffinity);
        On("cpuset_setaffinity", SetAffinity);
        On("devname_r", DeviceName);
        On("getfsstat", call =>
            CopyMounts(
                call,
                Mount("/dev/ada0p2", "/", "ufs", abi.Constant("MNT_LOCAL")),
                Mount("devfs", "/dev", "devfs", abi.Constant("MNT_LOCAL")),
                Mount("mqueuefs", "/mnt/mqueue", "mqueuefs", abi.Constant("MNT_LOCAL")),
                Mount("server:/home", "/home", "nfs", abi.Constant("MNT_RDONLY") | abi.Constant("MNT_NOSUID"))
            )
        );
        On("statvfs", Space);
        On("mallctl", SimulatedHeap.Control);
    }

    public Dictionary<int, byte[]> Affinities { get; } = [];

    // Whoever is in the table may be watched.
    protected override void CheckWatch(SimulatedProcess process, uint notes) { }

    // Behaviours.md: zombie-end
    protected override bool TellsEndOfZombies => true;

    protected override IEnumerable<NativeStructure> Logins => [Login(1, "", "", "", 0), Login(4, "root", "pts/0", "host.example", 321)];

    protected override NativeStructure ExitEvent(int pid, int status)
    {
        NativeStructure kernelEvent = Abi.Structure("kevent");
        kernelEvent["ident"] = pid;
        kernelEvent["filter"] = Abi.Constant("EVFILT_PROC");
        kernelEvent["fflags"] = Abi.FindConstant("NOTE_EXIT")!.Value;
        kernelEvent["data"] = status;
        return kernelEvent;
    }

    private byte[] Record(SimulatedProcess process) => Structure(process).Bytes;

    private NativeStructure Structure(SimulatedProcess process)
    {
        NativeStructure record = Abi.Structure("kinfo_proc");
        record["ki_structsize"] = record.Size;
        record["ki_pid"] = process.Pid;
        record["ki_ppid"] = process.ParentPid;
        record["ki_pgid"] = process.ProcessGroupId;
        record["ki_sid"] = process.SessionId;
        record["ki_ruid"] = process.UserIds.Real;
        record["ki_uid"] = process.UserIds.Effective;
        record["ki_svuid"] = process.UserIds.Saved;
        record["ki_rgid"] = process.GroupIds.Real;
        record.SetElement("ki_groups", 0, 4, process.GroupIds.Effective);
        record["ki_svgid"] = process.GroupIds.Saved;
        record["ki_size"] = (Int128)process.VirtualPages * Machine.PageSize;
        record["ki_rssize"] = process.RssPages;
        record["ki_tsize"] = process.TextPages;
        record["ki_dsize"] = process.DataPages;
        record["ki_ssize"] = process.StackPages;

        // Behaviours.md: start-and-boot
        record["ki_start.tv_sec"] = process.StartSeconds + ClockStep;
        record["ki_start.tv_usec"] = process.StartMicroseconds;
        record["ki_flag"] = process.IsKernel ? Abi.Constant("P_KPROC") : 0;
        record["ki_stat"] = States[process.Status];
        record["ki_nice"] = process.Nice;
        record["ki_tdev"] = process.Terminal ?? Abi.FindConstant("NODEV")!.Value;
        record["ki_oncpu"] = Abi.Constant("NOCPU");
        record["ki_lastcpu"] = process.Cpu;
        record["ki_numthreads"] = process.ThreadCount;
        record.WriteText("ki_comm", process.NameBytes);
        Usage(record, "ki_rusage", process.UserMicroseconds, process.SystemMicroseconds);
        Usage(record, "ki_rusage_ch", process.ChildrenUserMicroseconds, process.ChildrenSystemMicroseconds);
        record["ki_rusage.ru_maxrss"] = process.PeakRssKibibytes;
        record["ki_rusage.ru_minflt"] = process.MinorFaults;
        record["ki_rusage.ru_majflt"] = process.MajorFaults;
        record["ki_rusage.ru_inblock"] = process.Reads;
        record["ki_rusage.ru_oublock"] = process.Writes;
        record["ki_rusage.ru_nvcsw"] = process.VoluntarySwitches;
        record["ki_rusage.ru_nivcsw"] = process.InvoluntarySwitches;
        return record;
    }

    private byte[] Threads(SimulatedProcess process) =>
        [
            .. Enumerable
                .Range(0, process.ThreadCount)
                .SelectMany(index =>
                {
                    NativeStructure thread = Structure(process);
                    thread["ki_tid"] = 100_000 + index;
                    thread.WriteText("ki_tdname", "a-long-thread-na"u8).WriteText("ki_moretdname", "me"u8);
                    Usage(thread, "ki_rusage", 10 + index, 20 + index);
                    return thread.Bytes;
                }),
        ];

    private byte[] PathName(SimulatedProcess process) =>
        process.ExecutablePath is { } path ? [.. OSText.GetBytes(path), 0] : throw Failure("ENOENT");

    private byte[] WorkingDirectory(SimulatedProcess process) =>
        process.WorkingDirectory is { } path ? File(Abi.Constant("KF_FD_TYPE_CWD"), path, isRegular: false) : throw Failure("ENOENT");

    private byte[] Files(SimulatedProcess process) =>
        [
            .. File(Abi.Constant("KF_FD_TYPE_CWD"), process.WorkingDirectory ?? "", isRegular: false),
            .. File(0, "/dev/null", isRegular: false),
            .. process.Files.SelectMany(file => File(file.Descriptor, file.Path, isRegular: true)),
        ];

    // The kernel cuts each record after its path, to a multiple of eight bytes.
    private byte[] File(int descriptor, string path, bool isRegular)
    {
        NativeStructure file = Abi.Structure("kinfo_file");
        int size = (file.Fields["kf_path"].Offset + Encoding.UTF8.GetByteCount(path) + 1 + 7) / 8 * 8;
        file["kf_structsize"] = size;
        file["kf_fd"] = descriptor;
        file["kf_type"] = Abi.Constant("KF_TYPE_VNODE");
        file["kf_un.kf_file.kf_file_type"] = isRegular ? Abi.Constant("KF_VTYPE_VREG") : 2;
        file.WriteText("kf_path", OSText.GetBytes(path));
        return file.Bytes[..size];
    }

    private byte[] Map(SimulatedProcess process) =>
        [
            .. Region(
                0x200000,
                0x203000,
                process.ExecutablePath ?? "",
                3,
                1,
                Abi.Constant("KVME_PROT_READ") | Abi.Constant("KVME_PROT_EXEC"),
                Abi.Constant("KVME_TYPE_VNODE")
            ),
            .. Region(
                0x8000_0000_0000,
                0x8000_0010_0000,
                "",
                5,
                5,
                Abi.Constant("KVME_PROT_READ") | Abi.Constant("KVME_PROT_WRITE"),
                Abi.Constant("KVME_TYPE_DEFAULT")
            ),
        ];

    private byte[] Region(long start, long end, string path, int resident, int own, int protection, int type)
    {
        NativeStructure region = Abi.Structure("kinfo_vmentry");
        int size = (region.Fields["kve_path"].Offset + Encoding.UTF8.GetByteCount(path) + 1 + 7) / 8 * 8;
        region["kve_structsize"] = size;
        region["kve_type"] = type;
        region["kve_start"] = start;
        region["kve_end"] = end;
        region["kve_resident"] = resident;
        region["kve_private_resident"] = own;
        region["kve_protection"] = protection;
        region["kve_ref_count"] = 6;
        region["kve_shadow_count"] = 7;
        region.WriteText("kve_path", OSText.GetBytes(path));
        return region.Bytes[..size];
    }

    private byte[] Limit(SimulatedProcess process, int resource)
    {
        NativeStructure limit = Abi.Structure("rlimit");
        limit["rlim_cur"] = process.Pid + resource;
        limit["rlim_max"] = Abi.FindConstant("RLIM_INFINITY")!.Value;
        return limit.Bytes;
    }

    private byte[] CpuTicks(long[] ticks)
    {
        byte[] row = new byte[Abi.Constant("CPUSTATES") * sizeof(long)];
        foreach ((int index, string state) in new[] { "CP_USER", "CP_NICE", "CP_SYS", "CP_INTR", "CP_IDLE" }.Index())
        {
            BitConverter.GetBytes(ticks[index]).CopyTo(row, Abi.Constant(state) * sizeof(long));
        }

        return row;
    }

    private NativeStructure MemoryTotals()
    {
        NativeStructure totals = Abi.Structure("vmtotal");
        totals["t_vmshr"] = 50;
        totals["t_rmshr"] = 60;
        return totals;
    }

    private byte[] SwapDevice()
    {
        NativeStructure swap = Abi.Structure("xswdev");
        swap["xsw_version"] = Abi.Constant("XSWDEV_VERSION");
        swap["xsw_nblks"] = 1_000_000;
        swap["xsw_used"] = 250_000;
        return swap.Bytes;
    }

    private byte[] Device(string name, int unit)
    {
        NativeStructure device = Abi.Structure("devstat");
        device.WriteText("device_name", OSText.GetBytes(name));
        device["unit_number"] = unit;
        device
            .SetElement("operations", Abi.Constant("DEVSTAT_READ"), 8, 11 + unit)
            .SetElement("operations", Abi.Constant("DEVSTAT_WRITE"), 8, 22);
        device.SetElement("bytes", Abi.Constant("DEVSTAT_READ"), 8, 4096).SetElement("bytes", Abi.Constant("DEVSTAT_WRITE"), 8, 8192);

        // Three and a half seconds: struct bintime counts in halves of halves.
        device
            .SetElement("duration", (Abi.Constant("DEVSTAT_READ") * 2) + 0, 8, 3)
            .SetElement("duration", (Abi.Constant("DEVSTAT_READ") * 2) + 1, 8, long.MinValue);
        device.SetElement("duration", Abi.Constant("DEVSTAT_WRITE") * 2, 8, 4);
        device["busy_time.sec"] = 6;
        return device.Bytes;
    }

    private byte[] Interface(string name, int flags)
    {
        NativeStructure message = Abi.Structure("if_msghdr");
        byte[] link = LinkAddress(name, []);
        message["ifm_msglen"] = message.Size + link.Length;
        message["ifm_type"] = Abi.Constant("RTM_IFINFO");
        message["ifm_flags"] = flags;
        message["ifm_data.ifi_mtu"] = 1500;
        message["ifm_data.ifi_baudrate"] = 1_000_000_000;
        SetCounters(message, name, "ifm_data.", hasOutputDrops: true);
        return [.. message.Bytes, .. link];
    }

    private byte[] OpenFile(SimulatedSocket socket)
    {
        NativeStructure file = Abi.Structure("xfile");
        file["xf_size"] = file.Size;
        file["xf_pid"] = socket.Pid;
        file["xf_fd"] = socket.Descriptor;
        file["xf_data"] = socket.Address;
        return file.Bytes;
    }

    private byte[] List(ConnectionKinds kinds, Func<SimulatedSocket, byte[]> write)
    {
        NativeStructure header = Abi.Structure(kinds is ConnectionKinds.Tcp or ConnectionKinds.Udp ? "xinpgen" : "xunpgen");
        header[kinds is ConnectionKinds.Tcp or ConnectionKinds.Udp ? "xig_len" : "xug_len"] = header.Size;
        return [.. header.Bytes, .. Machine.Sockets.Where(socket => (socket.Kind & kinds) != 0).SelectMany(write), .. header.Bytes];
    }

    private byte[] Tcp(SimulatedSocket socket)
    {
        NativeStructure record = Abi.Structure("xtcpcb");
        record["xt_len"] = record.Size;
        record["t_state"] = socket.State;
        record.Write("xt_inp", Udp(socket));
        return record.Bytes;
    }

    private byte[] Udp(SimulatedSocket socket)
    {
        NativeStructure record = Abi.Structure("xinpcb");
        record["xi_len"] = record.Size;
        record["xi_socket.xso_so"] = socket.Address;
        record["inp_vflag"] = Abi.Constant(socket.IsIPv6 ? "INP_IPV6" : "INP_IPV4");
        NativeStructure ends = Abi.Structure("in_endpoints");
        WriteEnd(ends, "ie_lport", "ie_dependladdr", socket.Local);
        WriteEnd(ends, "ie_fport", "ie_dependfaddr", socket.Remote);
        return record.Write("inp_inc.inc_ie", ends.Bytes).Bytes;
    }

    private static void WriteEnd(NativeStructure ends, string port, string address, System.Net.IPEndPoint? end)
    {
        if (end is not null)
        {
            ends[port] = BinaryPrimitives.ReverseEndianness((ushort)end.Port);
            byte[] bytes = end.Address.GetAddressBytes();
            ends.Write(address, bytes.Length == 4 ? [.. new byte[12], .. bytes] : bytes);
        }
    }

    private byte[] Unix(SimulatedSocket socket)
    {
        NativeStructure record = Abi.Structure("xunpcb");
        record["xu_len"] = record.Size;
        record["xu_socket.xso_so"] = socket.Address;
        record["xu_addr.sun_len"] = 2 + socket.Path!.Length;
        record.Write("xu_addr.sun_path", OSText.GetBytes(socket.Path));
        return record.Bytes;
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

    private NativeStructure Login(int type, string user, string line, string host, int pid)
    {
        NativeStructure login = Abi.Structure("utmpx");
        login["ut_type"] = type;
        login["ut_pid"] = pid;
        login["ut_tv.tv_sec"] = SimulatedMachine.BootSeconds + 500;
        return login
            .WriteText("ut_user", OSText.GetBytes(user))
            .WriteText("ut_line", OSText.GetBytes(line))
            .WriteText("ut_host", OSText.GetBytes(host));
    }

    private void Usage(NativeStructure record, string field, long user, long system)
    {
        record[$"{field}.ru_utime.tv_sec"] = user / 1_000_000;
        record[$"{field}.ru_utime.tv_usec"] = user % 1_000_000;
        record[$"{field}.ru_stime.tv_sec"] = system / 1_000_000;
        record[$"{field}.ru_stime.tv_usec"] = system % 1_000_000;
    }

    // FreeBSD 13 takes no other size than its own.
    private nint GetAffinity(NativeCall call)
    {
        Living(call.Int(2));
        int size = Abi.Structure("cpuset_t").Size;
        if (call.Int(3) != size)
        {
            throw Failure("ERANGE");
        }

        (Affinities.GetValueOrDefault(call.Int(2)) ?? [0b11]).CopyTo(call.Memory(4, size));
        return 0;
    }

    private nint SetAffinity(NativeCall call)
    {
        Affinities[call.Int(2)] = call.Memory(4, call.Int(3)).ToArray();
        return 0;
    }

    private nint DeviceName(NativeCall call)
    {
        Assert.Equal(0x2000u, call.UInt(1) & 0xF000);
        byte[] name = OSText.GetBytes(call.Word(0) == 34 ? "pts/3" : "#C:0x22");
        name.CopyTo(call.Memory(2, call.Int(3)));
        return call.Word(2);
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
