using Psutil.Platforms.NetBsd;
using Psutil.SimulatedTests.Abi;
using Psutil.SimulatedTests.Kernel;
using Psutil.SimulatedTests.Systems;

namespace Psutil.SimulatedTests.NetBsd;

/// <summary>NetBSD's kernel as the library asks it, over the state of a simulated machine.</summary>
public sealed class NetBsdKernel : BsdKernel
{
    private int _busy = 3;

    /// <summary>The names of the disks.</summary>
    public IReadOnlyList<string> Disks { get; set; } = ["wd0"];

    public NetBsdKernel(AbiTable abi, SimulatedMachine machine)
        : base(abi, machine)
    {
        int kern = abi.Constant("CTL_KERN");
        int hw = abi.Constant("CTL_HW");
        int vm = abi.Constant("CTL_VM");
        int proc = abi.Constant("KERN_PROC2");
        int file = abi.Constant("KERN_FILE2");
        Sysctl
            .Add([kern, abi.Constant("KERN_BOOTTIME")], _ => Time(SimulatedMachine.BootSeconds, SimulatedMachine.BootMicroseconds).Bytes)
            .Add([kern, abi.Constant("KERN_CLOCKRATE")], ClockRate())
            .Add([kern, proc, abi.Constant("KERN_PROC_ALL")], rest =>
                Records(Machine.ReadTable().Select(Record), rest[1], rest[2], refusesLonger: false)
            )
            .Add([kern, proc, abi.Constant("KERN_PROC_PID")], rest =>
                // Behaviours.md: pid-missing
                Machine.Find(rest[0])
                    is { } process
                    ? Records([Record(process)], rest[1], rest[2], refusesLonger: false)
                    : [])
            .Add([kern, abi.Constant("KERN_LWP")], rest => Records(Threads(Known(rest[0])), rest[1], rest[2], refusesLonger: false))
            .Add([kern, abi.Constant("KERN_PROC_ARGS")], rest =>
                // Behaviours.md: rights
                Arguments(rest[1] == abi.Constant("KERN_PROC_ENV") ? Visible(rest[0]) : Known(rest[0]), rest[1])
            )
            .Add([kern, file, abi.Constant("KERN_FILE_BYPID")], rest => Records(Files(rest[0]), rest[1], rest[2], refusesLonger: false))
            .Add([kern, file, abi.Constant("KERN_FILE_BYFILE")], rest => Records(FilesOnce(), rest[1], rest[2], refusesLonger: false))
            .Add([kern, abi.Constant("KERN_CP_TIME")], rest => CpuTicks(rest is [var cpu] ? Machine.CpuTicks[cpu] : Sum(Machine.CpuTicks)))
            .Add([hw, abi.Constant("HW_NCPUONLINE")], machine.CpuCount)
            .Add("machdep.cpu_brand", "Example CPU 9000")
            // Behaviours.md: hardware-names
            .Add("machdep.dmi.system-vendor", "Example Inc.")
            .Add("machdep.dmi.system-product", "Box 9")
            .Add("machdep.dmi.board-product", "B1")
            .Add("machdep.dmi.bios-version", "1.2")
            .Add("machdep.dmi.bios-date", "20240229")
            .Add([vm, abi.Constant("VM_UVMEXP2")], Counters())
            .Add([vm, abi.Constant("VM_METER")], Totals())
            .Add([abi.Constant("CTL_NET"), abi.Constant("PF_ROUTE"), 0, 0, abi.Constant("NET_RT_IFLIST")], _ =>
                [.. OtherMessage(abi.Constant("RTM_IFINFO")), .. Interface("em0", 0x8843), .. Interface("lo0", 0x8049)]
            );
        foreach (
            (string name, ConnectionKinds kinds) in new[]
            {
                ("net.inet.tcp.pcblist", ConnectionKinds.Tcp4),
                ("net.inet6.tcp6.pcblist", ConnectionKinds.Tcp6),
                ("net.inet.udp.pcblist", ConnectionKinds.Udp4),
                ("net.inet6.udp6.pcblist", ConnectionKinds.Udp6),
                ("net.local.stream.pcblist", ConnectionKinds.Unix),
            }
        )
        {
            Sysctl.Add(name, rest =>
                Records(Machine.Sockets.Where(socket => socket.Kind == kinds).Select(Socket), rest[2], rest[3], refusesLonger: false)
            );
        }

        // Behaviours.md: curtain
        Sysctl.Add("security.curtain", 0);
        On("sysctl", ReadSysctl);
        bool isNine = abi.Structure("statvfs").Fields["f_fstypename"].Offset == 172;
        On(isNine ? "getvfsstat" : "__getvfsstat90", call =>
            CopyMounts(
                call,
                Mount("/dev/wd0a", "/", "ffs", abi.Constant("MNT_LOCAL") | abi.Constant("MNT_LOG")),
                Mount("ptyfs", "/dev/pts", "ptyfs", abi.Constant("MNT_LOCAL"))
            )
        );
        On(isNine ? "statvfs" : "__statvfs90", Space);
        On("dlsym", call =>
        {
            Assert.Equal((-2, "__getvfsstat90"), (call.Word(0), call.Text(1)));
            return isNine ? 0 : 0x1000;
        });
        On("swapctl", SwapControl);
        On("__stat50", FileStatus);
        On("__kevent50", call => KernelEvents(call, call.Int(2), call.Int(4)));
        On("__socket30", OpenSocket);
        On("__getpwuid_r50", UserName);
        On("__getutxent50", _ => NextLogin());
        On("mallctl", SimulatedHeap.Control);
    }

    public static Machine Open() => new NetBsdMachine(MachineOptions.Default);

    /// <summary>How many bytes of a name the kernel keeps.</summary>
    public int LongestName { get; init; } = 16;

    // Behaviours.md: logins
    protected override IEnumerable<NativeStructure> Logins =>
        [Login(2, "", "~", ""), Login(Abi.Constant("USER_PROCESS"), "root", "pts/0", "host.example")];

    // Behaviours.md: kevent50
    protected override NativeStructure EventLayout() => AbiTable.Load("netbsd", AbiTable.BaseVersion, Abi.Architecture).Structure("kevent");

    protected override NativeStructure ExitEvent(int pid, int status)
    {
        NativeStructure kernelEvent = EventLayout();
        kernelEvent["ident"] = pid;
        kernelEvent["filter"] = Abi.Constant("EVFILT_PROC");
        kernelEvent["fflags"] = Abi.FindConstant("NOTE_EXIT")!.Value;
        kernelEvent["data"] = status;
        return kernelEvent;
    }

    /// <summary>Whether a process just runs a new program, each time that its record is asked for.</summary>
    public Func<int, bool>? RunsNewProgram { get; set; }

    private byte[] Record(SimulatedProcess process)
    {
        NativeStructure record = Abi.Structure("kinfo_proc2");
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
                ProcessStatus.Running => "LSONPROC",
                ProcessStatus.Suspended => "LSSUSPENDED",
                _ => "LSSLEEP",
            }
        );
        record["p_realstat"] = process.Status switch
        {
            ProcessStatus.Zombie => Abi.Constant("SZOMB"),
            ProcessStatus.Stopped => Abi.Constant("SSTOP"),
            _ => 2,
        };
        record["p_nice"] = process.Nice + Abi.Constant("NZERO");
        record["p_tdev"] = process.Terminal is { } terminal ? terminal : Abi.FindConstant("NODEV")!.Value;

        // Behaviours.md: name-cut
        record.WriteText("p_comm", process.NameBytes.AsSpan(0, Math.Min(process.NameBytes.Length, LongestName)));
        record["p_nlwps"] = process.Status == ProcessStatus.Zombie ? 1 : process.ThreadCount;
        if (process.Status == ProcessStatus.Zombie || RunsNewProgram?.Invoke(process.Pid) == true)
        {
            // Behaviours.md: record-without-usage
            return record.Bytes;
        }

        record["p_uvalid"] = 1;
        record["p_vm_rssize"] = process.RssPages;
        record["p_vm_tsize"] = process.TextPages;
        record["p_vm_dsize"] = process.DataPages;
        record["p_vm_ssize"] = process.StackPages;
        record["p_vm_msize"] = process.VirtualPages;
        record["p_ustart_sec"] = process.StartSeconds;
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
        return record.Bytes;
    }

    private IEnumerable<byte[]> Threads(SimulatedProcess process)
    {
        for (int index = 0; index <= process.ThreadCount; index++)
        {
            NativeStructure thread = Abi.Structure("kinfo_lwp");
            thread["l_lid"] = 1 + index;
            thread["l_stat"] = Abi.Constant(index == process.ThreadCount ? "LSZOMB" : "LSSLEEP");
            thread["l_rtime_usec"] = 10 + index;
            yield return thread.WriteText("l_name", OSText.GetBytes(index == 0 ? "main" : "")).Bytes;
        }
    }

    private byte[] Arguments(SimulatedProcess process, int kind)
    {
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

        return kind == Abi.Constant("KERN_PROC_ARGV") ? process.ArgumentBytes
            : kind == Abi.Constant("KERN_PROC_ENV") ? SimulatedProcess.Join(process.Environment)
            : Text(kind == Abi.Constant("KERN_PROC_PATHNAME") ? process.ExecutablePath : process.WorkingDirectory);
    }

    private byte[] Text(string? text) => text is null ? throw Failure("ENOENT") : [.. OSText.GetBytes(text), 0];

    private IEnumerable<(int Pid, int Descriptor, ulong Data)> FilesOf(SimulatedProcess process) =>
        [
            .. process.Files.Select(file => (process.Pid, file.Descriptor, 0xFFFF_0000UL + (ulong)file.Descriptor)),
            .. Machine
                .Sockets.Where(socket => socket.Pid == process.Pid)
                .Select(socket => (process.Pid, socket.Descriptor, socket.Address)),
        ];

    // Behaviours.md: files-by-pid
    private IEnumerable<byte[]> Files(int pid)
    {
        Machine.SourceRead?.Invoke(pid);
        return from process in Machine.Processes where pid <= 0 || process.Pid == pid from file in FilesOf(process) select FileRecord(file);
    }

    // Behaviours.md: files-by-file
    private IEnumerable<byte[]> FilesOnce() => Machine.Processes.SelectMany(FilesOf).DistinctBy(file => file.Data).Select(FileRecord);

    private byte[] FileRecord((int Pid, int Descriptor, ulong Data) file)
    {
        NativeStructure record = Abi.Structure("kinfo_file");
        record["ki_pid"] = file.Pid;
        record["ki_fd"] = file.Descriptor;
        record["ki_fdata"] = file.Data;
        return record.Bytes;
    }

    private byte[] Socket(SimulatedSocket socket)
    {
        NativeStructure record = Abi.Structure("kinfo_pcb");
        bool isUnix = socket.Kind == ConnectionKinds.Unix;
        record["ki_sockaddr"] = socket.Address;
        record["ki_family"] = Abi.Constant(
            isUnix ? "AF_UNIX"
            : socket.IsIPv6 ? "AF_INET6"
            : "AF_INET"
        );
        record["ki_type"] = isUnix || (socket.Kind & ConnectionKinds.Tcp) != 0 ? 1 : 2;
        record["ki_tstate"] = socket.State;
        if (isUnix)
        {
            record.Write("ki_s", [(byte)(2 + socket.Path!.Length), 1, .. OSText.GetBytes(socket.Path)]);
        }
        else
        {
            record.Write("ki_s", SocketAddress(socket.Local!)).Write("ki_d", socket.Remote is null ? [] : SocketAddress(socket.Remote));
        }

        return record.Bytes;
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

    private NativeStructure Counters()
    {
        NativeStructure counters = Abi.Structure("uvmexp_sysctl");
        foreach (
            (string field, long value) in new[]
            {
                ("pagesize", 4096L),
                ("npages", 100_000),
                ("free", 4000),
                ("active", 1000),
                ("inactive", 2000),
                ("wired", 3000),
                ("intrs", 5_000_000_002),
                ("swtch", 5_000_000_001),
                ("softs", 5_000_000_003),
                ("syscalls", 5_000_000_004),
                ("pgswapin", 7),
                ("pgswapout", 8),
                ("filepages", 500),
                ("execpages", 50),
            }
        )
        {
            counters[field] = value;
        }

        return counters;
    }

    private NativeStructure Totals()
    {
        NativeStructure totals = Abi.Structure("vmtotal");
        totals["t_rmshr"] = 60;
        return totals;
    }

    // Behaviours.md: disks-cut. What is copied depends on the room.
    private nint ReadSysctl(NativeCall call)
    {
        int[] name = System.Runtime.InteropServices.MemoryMarshal.Cast<byte, int>(call.Memory(0, call.Int(1) * sizeof(int))).ToArray();
        if (name[0] != Abi.Constant("CTL_HW") || name[1] != Abi.Constant("HW_IOSTATS"))
        {
            return Sysctl.Read(call);
        }

        int size = name is [_, _, var asked] ? asked : throw Failure("EINVAL");
        Assert.Equal(Abi.Structure("io_sysctl").Size, size);
        ref nint length = ref call.Target<nint>(3);
        byte[] disks = [.. Disks.SelectMany(Disk)];
        if (!call.IsNull(2))
        {
            disks = disks[..Math.Min(disks.Length, (int)length / size * size)];
            disks.CopyTo(call.Memory(2, disks.Length));
        }

        length = disks.Length;
        return 0;
    }

    private byte[] Disk(string name)
    {
        NativeStructure disk = Abi.Structure("io_sysctl");
        disk["rxfer"] = 11;
        disk["wxfer"] = 22;
        disk["rbytes"] = 4096;
        disk["wbytes"] = 8192;
        return disk.WriteText("name", OSText.GetBytes(name)).Bytes;
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
        SetCounters(message, name, "ifm_data.", hasOutputDrops: false);
        return [.. message.Bytes, .. link];
    }

    private NativeStructure Mount(string device, string folder, string type, long flags)
    {
        NativeStructure mount = Abi.Structure("statvfs");
        mount["f_flag"] = flags;
        mount["f_frsize"] = 4096;
        mount["f_blocks"] = 1000;
        mount["f_bfree"] = 400;
        mount["f_bavail"] = 300;
        mount["f_files"] = 50;
        mount["f_ffree"] = 40;
        return mount
            .WriteText("f_mntfromname", OSText.GetBytes(device))
            .WriteText("f_mntonname", OSText.GetBytes(folder))
            .WriteText("f_fstypename", OSText.GetBytes(type));
    }

    private nint Space(NativeCall call)
    {
        NativeStructure mount = call.Text(0) == "/" ? Mount("/dev/wd0a", "/", "ffs", 0) : throw Failure("ENOENT");
        mount.Bytes.CopyTo(call.Memory(1, mount.Size));
        return 0;
    }

    private nint FileStatus(NativeCall call)
    {
        NativeStructure status = Abi.Structure("stat");
        status["st_rdev"] = call.Text(0) == "/dev/console" ? 34 : 99;
        status.Bytes.CopyTo(call.Memory(1, status.Size));
        return 0;
    }

    private NativeStructure Login(int type, string user, string line, string host)
    {
        NativeStructure login = Abi.Structure("utmpx");
        login["ut_type"] = type;
        login["ut_pid"] = 321;
        login["ut_tv.tv_sec"] = SimulatedMachine.BootSeconds + 500;
        return login
            .WriteText("ut_name", OSText.GetBytes(user))
            .WriteText("ut_line", OSText.GetBytes(line))
            .WriteText("ut_host", OSText.GetBytes(host));
    }
}
