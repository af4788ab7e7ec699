using System.Runtime.InteropServices;
using Psutil.Platforms.MacOS;
using Psutil.SimulatedTests.Abi;
using Psutil.SimulatedTests.Kernel;
using Psutil.SimulatedTests.Systems;

namespace Psutil.SimulatedTests.MacOS;

/// <summary>macOS's kernel and libraries as the library asks them, over the state of a simulated machine.</summary>
public sealed partial class MacOSKernel : BsdKernel
{
    public const int TimebaseFrequency = 24_000_000;

    private const int LongestArguments = 1024 * 1024;

    private static readonly Dictionary<string, int> InterfaceNames = new() { ["em0"] = 4, ["lo0"] = 1 };

    /// <summary>The error of every question for the used space; null for none.</summary>
    public string? UsedSpaceFailure { get; set; }

    private readonly HashSet<int> _watchedWithStatus = [];
    private byte[]? _processorLoads;

    public MacOSKernel(AbiTable abi, SimulatedMachine machine)
        : base(abi, machine)
    {
        int kern = abi.Constant("CTL_KERN");
        int proc = abi.Constant("KERN_PROC");
        Sysctl
            .Add([kern, abi.Constant("KERN_BOOTTIME")], _ => Time(SimulatedMachine.BootSeconds, SimulatedMachine.BootMicroseconds).Bytes)
            .Add([kern, abi.Constant("KERN_ARGMAX")], LongestArguments)
            .Add([kern, proc, abi.Constant("KERN_PROC_ALL")], _ => [.. Machine.ReadTable().SelectMany(Record)])
            // Behaviours.md: pid-missing
            .Add([kern, proc, abi.Constant("KERN_PROC_PID")], rest => Machine.Find(rest[0]) is { } process ? Record(process) : [])
            .Add([kern, abi.Constant("KERN_PROCARGS2")], rest => ArgumentBlock(Living(rest[0])))
            .Add([abi.Constant("CTL_HW"), abi.Constant("HW_PAGESIZE")], _ => BitConverter.GetBytes(CallerPageSize ?? machine.PageSize))
            .Add("vm.pagesize", machine.PageSize)
            .Add("hw.tbfrequency", (long)TimebaseFrequency)
            .Add("hw.logicalcpu", machine.CpuCount)
            .Add("hw.physicalcpu", machine.CpuCount)
            .Add("hw.packages", 1)
            .Add("machdep.cpu.brand_string", "Apple M9")
            .Add("kern.hv_vmm_present", 0)
            // Behaviours.md: cache-sizes
            .Add("hw.cachelinesize", 128L)
            .Add("hw.l1dcachesize", 65536L)
            .Add("hw.l1icachesize", 131072L)
            .Add("hw.l2cachesize", 4194304L)
            .Add("hw.l3cachesize", _ => throw Failure("EINVAL"))
            .Add("sysctl.proc_cputype", rest => BitConverter.GetBytes(TypeOfCpu(rest)))
            .Add([abi.Constant("CTL_HW"), abi.Constant("HW_MEMSIZE")], _ => BitConverter.GetBytes(16_000_000_000L))
            .Add([abi.Constant("CTL_VM"), abi.Constant("VM_SWAPUSAGE")], Swap())
            .Add([abi.Constant("CTL_NET"), abi.Constant("PF_ROUTE"), 0, 0, abi.Constant("NET_RT_IFLIST2")], _ =>
                [.. OtherMessage(abi.Constant("RTM_IFINFO2")), .. Interface("em0", 0x8843), .. Interface("lo0", 0x8049)]
            )
            .Add(
                [abi.Constant("CTL_NET"), abi.Constant("PF_LINK"), abi.Constant("NETLINK_GENERIC"), abi.Constant("IFMIB_IFDATA")],
                InterfaceData
            );
        On("sysctl", ReadSysctl);
        On("proc_pidinfo", ProcessInformation);
        On("proc_pidfdinfo", DescriptorInformation);
        On("proc_pidpath", ProcessPath);
        On("proc_pid_rusage", ResourceUsage);
        On("devname_r", DeviceName);
        On("mach_host_self", _ => 0x1007);
        On("host_statistics64", HostStatistics);
        On("host_processor_info", ProcessorInformation);
        On("vm_deallocate", FreeProcessorInformation);
        On("dlsym", FindSymbol);
        string suffix = abi.Architecture == "arm64" ? "" : "$INODE64";
        On($"getfsstat{suffix}", call => CopyMounts(call, Mounts));
        On($"statfs{suffix}", FileSystem);
        On("getattrlist", UsedSpace);
        On("malloc_zone_statistics", HeapStatistics);
        On("malloc_zone_pressure_relief", _ => 4096);
        Foundation.Install(this);
    }

    public SimulatedFoundation Foundation { get; } = new();

    /// <summary>The size of the caller's own pages, where it is not the machine's: under Rosetta.</summary>
    // Behaviours.md: page-size-of-caller
    public int? CallerPageSize { get; init; }

    /// <summary>Whether the kernel has longer statistics of memory, as that of macOS 27.</summary>
    public bool HasGrownMemory { get; init; }

    /// <summary>How many words the callers had room for that asked for the statistics of memory.</summary>
    public List<int> MemoryRooms { get; } = [];

    /// <summary>Whether the kernel keeps the list of each CPU's times: it must be given back.</summary>
    public bool HoldsProcessorLoads => _processorLoads is not null;

    protected override bool PassesVariablesOnStack => Abi.Architecture == "arm64";

    // Behaviours.md: logins
    protected override IEnumerable<NativeStructure> Logins => [Login(2, "", "~", ""), Login(7, "root", "console", "host.example")];

    private NativeStructure[] Mounts =>
        [
            Mount(
                "/dev/disk3s1s1",
                "/",
                "apfs",
                Abi.FindConstant("MNT_LOCAL")!.Value | Abi.Constant("MNT_RDONLY") | Abi.Constant("MNT_JOURNALED")
            ),
            Mount("devfs", "/dev", "devfs", Abi.Constant("MNT_LOCAL") | Abi.Constant("MNT_DONTBROWSE")),
        ];

    public static Machine Open(AbiTable abi) =>
        new MacOSMachine(MachineOptions.Default, abi.Architecture == "arm64" ? Architecture.Arm64 : Architecture.X64);

    protected override NativeStructure ExitEvent(int pid, int status)
    {
        NativeStructure kernelEvent = Abi.Structure("kevent");
        kernelEvent["ident"] = pid;
        kernelEvent["filter"] = Abi.Constant("EVFILT_PROC");
        kernelEvent["fflags"] =
            Abi.FindConstant("NOTE_EXIT")!.Value | (_watchedWithStatus.Contains(pid) ? Abi.Constant("NOTE_EXITSTATUS") : 0);
        kernelEvent["data"] = _watchedWithStatus.Contains(pid) ? status : 0;
        return kernelEvent;
    }

    protected override void CheckWatch(SimulatedProcess process, uint notes)
    {
        if ((notes & Abi.Constant("NOTE_EXITSTATUS")) != 0)
        {
            // Behaviours.md: exit-status
            bool mayKnow = process.ParentPid == Environment.ProcessId || !process.IsDenied;
            _watchedWithStatus.Add(mayKnow ? process.Pid : throw Failure("EACCES"));
        }
    }

    // Of the process whose PID is behind the node's numbers: Rosetta runs those of x64 beside those of arm64.
    private int TypeOfCpu(int[] rest) =>
        Living(Assert.Single(rest)) is not null && Abi.Architecture == "arm64" ? 0x0100000C : Abi.Constant("CPU_TYPE_X86_64");

    private nint DeviceName(NativeCall call)
    {
        Assert.Equal(0x2000u, call.UInt(1) & 0xF000);
        if (call.Int(0) != 34)
        {
            return 0;
        }

        "ttys003\0"u8.CopyTo(call.Memory(2, call.Int(3)));
        return call.Word(2);
    }

    private nint HostStatistics(NativeCall call)
    {
        Assert.Equal(0x1007u, call.UInt(0));
        // Behaviours.md: cpu-sum-cut, so that nothing else may be asked for
        Assert.Equal(Abi.Constant("HOST_VM_INFO64"), call.Int(1));
        const int CallsBeforeGrowth = 3;
        int room = call.Target<int>(3);
        MemoryRooms.Add(room);

        // Behaviours.md: memory-words
        if (!HasGrownMemory || MemoryRooms.Count <= CallsBeforeGrowth)
        {
            return Answer(call, MemoryStatistics());
        }

        // Behaviours.md: memory-grown
        byte[] grown = [.. MemoryStatistics(), .. new byte[16]];
        _ = Answer(call, grown);
        call.Target<int>(3) = grown.Length / sizeof(int);
        return room < grown.Length / sizeof(int) ? Abi.Constant("MIG_ARRAY_TOO_LARGE") : 0;
    }

    private static nint Answer(NativeCall call, byte[] answer)
    {
        int words = Math.Min(answer.Length / sizeof(int), call.Target<int>(3));
        answer.AsSpan(0, words * sizeof(int)).CopyTo(call.Memory(2, words * sizeof(int)));
        call.Target<int>(3) = words;
        return 0;
    }

    // Behaviours.md: cpu-ticks-32-bits
    private byte[] CpuLoad(long[] ticks)
    {
        NativeStructure load = Abi.Structure("host_cpu_load_info");
        return load.SetElement("cpu_ticks", Abi.Constant("CPU_STATE_USER"), 4, ticks[0])
            .SetElement("cpu_ticks", Abi.Constant("CPU_STATE_NICE"), 4, ticks[1])
            .SetElement("cpu_ticks", Abi.Constant("CPU_STATE_SYSTEM"), 4, ticks[2])
            .SetElement("cpu_ticks", Abi.Constant("CPU_STATE_IDLE"), 4, ticks[4])
            .Bytes;
    }

    private byte[] MemoryStatistics()
    {
        NativeStructure memory = Abi.Structure("vm_statistics64");
        memory["free_count"] = 1000;
        memory["speculative_count"] = 100;
        memory["active_count"] = 2000;
        memory["inactive_count"] = 3000;
        memory["wire_count"] = 4000;
        memory["pageins"] = 77;
        memory["pageouts"] = 78;
        memory["swapins"] = 7;
        memory["swapouts"] = 8;
        return memory.Bytes;
    }

    private nint ProcessorInformation(NativeCall call)
    {
        Assert.Equal(Abi.Constant("PROCESSOR_CPU_LOAD_INFO"), call.Int(1));
        _processorLoads = [.. Machine.CpuTicks.SelectMany(CpuLoad)];
        call.Target<int>(2) = Machine.CpuTicks.Length;
        call.Target<nint>(3) = Allocate(_processorLoads);
        call.Target<int>(4) = _processorLoads.Length / 4;
        return 0;
    }

    private nint FreeProcessorInformation(NativeCall call)
    {
        Assert.Equal(0x203u, call.UInt(0));
        Assert.Equal(_processorLoads!.Length, call.Int(2));
        _processorLoads = null;
        return 0;
    }

    private nint FindSymbol(NativeCall call)
    {
        Assert.Equal(-2, call.Word(0));
        Assert.Equal("mach_task_self_", call.Text(1));
        return Allocate(BitConverter.GetBytes(0x203));
    }

    private NativeStructure Swap()
    {
        NativeStructure swap = Abi.Structure("xsw_usage");
        swap["xsu_total"] = 1000;
        swap["xsu_used"] = 400;
        swap["xsu_avail"] = 600;
        return swap;
    }

    /// <summary>The interfaces that were detached between their listing and the question about one of them.</summary>
    public HashSet<string> DetachedInterfaces { get; } = [];

    // Behaviours.md: interface-data
    private byte[] InterfaceData(int[] rest)
    {
        Assert.Equal(2, rest.Length);
        Assert.Equal(Abi.Constant("IFDATA_GENERAL"), rest[1]);
        string? name = InterfaceNames.FirstOrDefault(pair => pair.Value == rest[0]).Key;
        if (name is null || DetachedInterfaces.Contains(name))
        {
            throw Failure("ENOENT");
        }

        NativeStructure data = Abi.Structure("if_data64");
        SetCounters(data, name, "", hasOutputDrops: false);
        NativeStructure answer = Abi.Structure("ifmibdata");
        return answer.WriteText("ifmd_name", OSText.GetBytes(name)).Write("ifmd_data", data.Bytes).Bytes;
    }

    private byte[] Interface(string name, int flags)
    {
        NativeStructure message = Abi.Structure("if_msghdr2");
        byte[] link = LinkAddress(name, []);
        message["ifm_index"] = InterfaceNames[name];
        message["ifm_msglen"] = message.Size + link.Length;
        message["ifm_type"] = Abi.Constant("RTM_IFINFO2");
        message["ifm_flags"] = flags;
        message["ifm_data.ifi_mtu"] = 1500;
        message["ifm_data.ifi_baudrate"] = 1_000_000_000;
        SetCounters(message, name, "ifm_data.", hasOutputDrops: false);

        // Behaviours.md: interface-bytes-cut
        foreach (string field in (string[])["ifm_data.ifi_ibytes", "ifm_data.ifi_obytes"])
        {
            message[field] = BitConverter.ToUInt32(message.Bytes, message.Fields[field].Offset) & ~1023u;
        }

        return [.. message.Bytes, .. link];
    }

    private NativeStructure Mount(string device, string folder, string type, Int128 flags)
    {
        NativeStructure mount = Abi.Structure("statfs");
        mount["f_flags"] = flags;
        mount["f_bsize"] = 4096;
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

    private nint FileSystem(NativeCall call)
    {
        NativeStructure mount = MountOf(call.Text(0));
        mount.Bytes.CopyTo(call.Memory(1, mount.Size));
        return 0;
    }

    /// <summary>The file system of a path.</summary>
    private NativeStructure MountOf(string path) =>
        path switch
        {
            "/" or "/Users" => Mounts[0],
            "/dev" => Mounts[1],
            _ => throw Failure("ENOENT"),
        };

    // Behaviours.md: space-used
    private nint UsedSpace(NativeCall call)
    {
        _ = MountOf(call.Text(0));
        if (UsedSpaceFailure is { } error)
        {
            throw Failure(error);
        }

        NativeStructure wanted = Abi.Structure("attrlist");
        Assert.Equal(
            (Int128)BitConverter.ToUInt32(call.Memory(1, wanted.Size)[wanted.Fields["volattr"].Offset..]),
            Abi.FindConstant("ATTR_VOL_INFO") | Abi.FindConstant("ATTR_VOL_SPACEUSED")
        );
        NativeStructure space = Abi.Structure("psutil_attrbuf_spaceused");
        space["size"] = space.Size;

        // Behaviours.md: space-shared
        space["spaceused"] = call.Text(0) is "/" or "/Users" ? 12_345 : 600 * 4096;
        space.Bytes.CopyTo(call.Memory(2, call.Int(3)));
        return 0;
    }

    private nint HeapStatistics(NativeCall call)
    {
        Assert.True(call.IsNull(0));
        NativeStructure heap = Abi.Structure("malloc_statistics_t");
        heap["size_in_use"] = 98_765;
        heap.Bytes.CopyTo(call.Memory(1, heap.Size));
        return 0;
    }

    private NativeStructure Login(int type, string user, string line, string host)
    {
        NativeStructure login = Abi.Structure("utmpx");
        login["ut_type"] = type;
        login["ut_pid"] = 321;
        login["ut_tv.tv_sec"] = SimulatedMachine.BootSeconds + 500;
        return login
            .WriteText("ut_user", OSText.GetBytes(user))
            .WriteText("ut_line", OSText.GetBytes(line))
            .WriteText("ut_host", OSText.GetBytes(host));
    }
}
