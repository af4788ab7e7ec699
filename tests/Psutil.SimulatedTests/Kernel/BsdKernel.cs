using System.Collections.Concurrent;
using System.Net;
using System.Runtime.InteropServices;
using Psutil.SimulatedTests.Abi;
using Psutil.SimulatedTests.Systems;

namespace Psutil.SimulatedTests.Kernel;

/// <summary>What the kernels of the BSDs and macOS answer alike.</summary>
public abstract unsafe class BsdKernel : SimulatedKernel
{
    private readonly List<nint> _allocated = [];
    private readonly EventQueues _queues = new();
    private IEnumerator<NativeStructure>? _logins;

    protected BsdKernel(AbiTable abi, SimulatedMachine machine)
        : base(abi)
    {
        Machine = machine;
        Sysctl
            .Add([abi.Constant("CTL_HW"), abi.Constant("HW_PAGESIZE")], machine.PageSize)
            .Add([abi.Constant("CTL_HW"), abi.Constant("HW_NCPU")], machine.CpuCount)
            .Add([abi.Constant("CTL_HW"), abi.Constant("HW_MODEL")], _ => "Example CPU @ 2.40GHz\0"u8.ToArray())
            .Add([abi.Constant("CTL_VM"), abi.Constant("VM_LOADAVG")], LoadAverage());
        On("kill", Kill);
        On("setpriority", SetPriority);
        On("kqueue", _ => OpenQueue());
        On("kevent", call => KernelEvents(call, call.Int(2), call.Int(4)));
        On("getpwuid_r", UserName);
        On("socket", OpenSocket);
        On("ioctl", Control);
        On("getifaddrs", InterfaceAddresses);
        On("freeifaddrs", _ => 0);
        On("setutxent", _ =>
        {
            _logins = Logins.GetEnumerator();
            return 0;
        });
        On("getutxent", _ => NextLogin());
        On("endutxent", _ => 0);
        Spawning = new SpawnCalls(this);
    }

    public SimulatedMachine Machine { get; }

    /// <summary>By how many seconds the clock was set forward since the machine started.</summary>
    public long ClockStep { get; set; }

    /// <summary>Whether it tells the end of a zombie.</summary>
    protected virtual bool TellsEndOfZombies => false;

    /// <summary>Whether the variable part of a call is passed on the stack.</summary>
    protected virtual bool PassesVariablesOnStack => false;

    protected abstract IEnumerable<NativeStructure> Logins { get; }

    /// <summary>The end of a process: who waits for it is told.</summary>
    public void End(int pid, int waitStatus)
    {
        Machine.Processes.RemoveAll(process => process.Pid == pid);
        _queues.End(pid, waitStatus);
    }

    /// <summary>The end of a child, which is a zombie until it is collected.</summary>
    public void EndChild(int pid, int waitStatus)
    {
        _queues.End(pid, waitStatus);
        Machine.Processes.Change(pid, child => child with { Status = ProcessStatus.Zombie, WaitStatus = waitStatus });
    }

    internal SpawnCalls Spawning { get; }

    /// <summary>The error of every attempt to open a socket; null for none.</summary>
    public string? SocketFailure { get; set; }

    /// <summary>Why a process may not be watched; null for no reason. Called before it is watched.</summary>
    public Func<int, string?>? RefuseWatch { get; set; }

    /// <summary>Called when a process has come to be watched.</summary>
    public Action<int>? Watched { get; set; }

    /// <summary>Errors with which the next waits for events end.</summary>
    public ConcurrentQueue<string> WaitFailures { get; } = [];

    /// <summary>Whether somebody sleeps until a process ends.</summary>
    public bool IsWatched(int pid) => _queues.IsSleptFor(pid);

    protected virtual NativeStructure EventLayout() => Abi.Structure("kevent");

    protected abstract NativeStructure ExitEvent(int pid, int status);

    protected SystemCallFailedException Failure(string error) => new(Abi.Constant(error));

    /// <summary>The process with a PID, or ESRCH.</summary>
    protected SimulatedProcess Living(int pid) => Machine.Find(pid) ?? throw Failure("ESRCH");

    /// <summary>The process with a PID, of which something is asked that everybody may know.</summary>
    protected SimulatedProcess Known(int pid)
    {
        SimulatedProcess process = Living(pid);
        Machine.SourceRead?.Invoke(pid);
        return process;
    }

    /// <summary>The process with a PID, of which something is asked that its user and root alone may know.</summary>
    protected SimulatedProcess Visible(int pid) => Living(pid).IsDenied ? throw Failure("EPERM") : Known(pid);

    protected NativeStructure Time(long seconds, int microseconds)
    {
        NativeStructure time = Abi.Structure("timeval");
        time["tv_sec"] = seconds + ClockStep;
        time["tv_usec"] = microseconds;
        return time;
    }

    protected NativeStructure ClockRate()
    {
        NativeStructure clock = Abi.Structure("clockinfo");
        clock["hz"] = 1000;
        clock["stathz"] = Machine.TicksPerSecond;
        return clock;
    }

    protected static long[] Sum(long[][] ticks) => [.. Enumerable.Range(0, ticks[0].Length).Select(index => ticks.Sum(row => row[index]))];

    /// <summary>A <c>struct sockaddr_dl</c> with a name and a hardware address, as long as the kernel makes it.</summary>
    protected byte[] LinkAddress(string name, byte[] hardware)
    {
        NativeStructure link = Abi.Structure("sockaddr_dl");
        byte[] data = [.. OSText.GetBytes(name), .. hardware];

        // NetBSD has these fields in a structure of their own.
        string prefix = link.Fields.ContainsKey("sdl_nlen") ? "sdl_" : "sdl_addr.dl_";
        int start = link.Fields[$"{prefix}data"].Offset;
        int length = Math.Max(link.Size, (start + data.Length + 7) / 8 * 8);
        link["sdl_len"] = length;
        link["sdl_family"] = Abi.Constant("AF_LINK");
        link[$"{prefix}nlen"] = OSText.GetBytes(name).Length;
        link[$"{prefix}alen"] = hardware.Length;
        byte[] bytes = new byte[length];
        link.Bytes.CopyTo(bytes, 0);
        data.CopyTo(bytes, start);
        return bytes;
    }

    protected byte[] SocketAddress(IPEndPoint end)
    {
        bool isIPv6 = end.AddressFamily == System.Net.Sockets.AddressFamily.InterNetworkV6;
        NativeStructure address = Abi.Structure(isIPv6 ? "sockaddr_in6" : "sockaddr_in");
        string prefix = isIPv6 ? "sin6" : "sin";
        address[$"{prefix}_len"] = address.Size;
        address[$"{prefix}_family"] = Abi.Constant(isIPv6 ? "AF_INET6" : "AF_INET");
        address[$"{prefix}_port"] = (ushort)IPAddress.HostToNetworkOrder((short)end.Port);
        address.Write($"{prefix}_addr", end.Address.GetAddressBytes());
        if (isIPv6)
        {
            address["sin6_scope_id"] = end.Address.ScopeId;
        }

        return address.Bytes;
    }

    /// <summary>A message of the routing socket that is about something else.</summary>
    protected static byte[] OtherMessage(int kind)
    {
        byte[] message = new byte[32];
        message[0] = (byte)message.Length;
        message[3] = (byte)(kind + 1);
        return message;
    }

    protected void SetCounters(NativeStructure message, string name, string prefix, bool hasOutputDrops)
    {
        bool isLoopback = name == "lo0";
        message[$"{prefix}ifi_obytes"] = isLoopback ? Machine.LoopbackPackets * 1000 : 5_000_000_001;
        message[$"{prefix}ifi_ibytes"] = isLoopback ? Machine.LoopbackPackets * 1000 : 5_000_000_002;
        message[$"{prefix}ifi_opackets"] = isLoopback ? Machine.LoopbackPackets : 3;
        message[$"{prefix}ifi_ipackets"] = isLoopback ? Machine.LoopbackPackets : 4;
        message[$"{prefix}ifi_ierrors"] = 5;
        message[$"{prefix}ifi_oerrors"] = 6;
        message[$"{prefix}ifi_iqdrops"] = 7;
        if (hasOutputDrops)
        {
            message[$"{prefix}ifi_oqdrops"] = 8;
        }
    }

    /// <summary>Answers <c>getfsstat</c>: how many mounts there are or, with a buffer, those that fit.</summary>
    protected static nint CopyMounts(NativeCall call, params NativeStructure[] mounts)
    {
        if (call.IsNull(0))
        {
            return mounts.Length;
        }

        int count = Math.Min(mounts.Length, call.Int(1) / mounts[0].Size);
        for (int index = 0; index < count; index++)
        {
            mounts[index].Bytes.CopyTo(call.Memory(0, call.Int(1))[(index * mounts[0].Size)..]);
        }

        return count;
    }

    /// <summary>Memory that stays where it is, for answers that are pointers.</summary>
    protected nint Allocate(byte[] bytes)
    {
        nint memory = (nint)NativeMemory.AllocZeroed((nuint)bytes.Length + 16);
        bytes.CopyTo(new Span<byte>((void*)memory, bytes.Length));
        _allocated.Add(memory);
        return memory;
    }

    // Behaviours.md: logins
    protected nint NextLogin() => _logins!.MoveNext() ? Allocate(_logins.Current.Bytes) : 0;

    // Behaviours.md: swap-devices
    /// <summary>Answers <c>swapctl</c>: how many devices there are, or what they are.</summary>
    protected nint SwapControl(NativeCall call)
    {
        if (call.Int(0) == Abi.Constant("SWAP_NSWAP"))
        {
            return 2;
        }

        Assert.Equal((Abi.Constant("SWAP_STATS"), 2), (call.Int(0), call.Int(2)));
        NativeStructure used = Abi.Structure("swapent");
        used["se_flags"] = Abi.Constant("SWF_ENABLE");
        used["se_nblks"] = 1000;
        used["se_inuse"] = 250;
        NativeStructure off = Abi.Structure("swapent");
        off["se_nblks"] = 5000;
        ((byte[])[.. used.Bytes, .. off.Bytes]).CopyTo(call.Memory(1, used.Size * 2));
        return 2;
    }

    /// <summary>As many records as the caller said that it has room for, each as long as the caller knows it.</summary>
    protected byte[] Records(IEnumerable<byte[]> records, int elementSize, int count, bool refusesLonger)
    {
        byte[][] all = [.. records];
        if (refusesLonger && all.Any(record => record.Length < elementSize))
        {
            throw Failure("EINVAL");
        }

        // Asked for its size alone, the kernel tells that of all.
        return all.Length > count && count > 0 ? throw Failure("ENOMEM") : [.. all.SelectMany(record => Fit(record, elementSize))];
    }

    /// <summary>Answers <c>kevent</c>: remembers who is waited for, then waits for one of them to end.</summary>
    protected nint KernelEvents(NativeCall call, int changeCount, int eventCount)
    {
        int queue = call.Int(0);
        NativeStructure layout = EventLayout();
        for (int index = 0; index < changeCount; index++)
        {
            ReadOnlySpan<byte> change = call.Memory(1, layout.Size * changeCount).Slice(index * layout.Size, layout.Size);
            int pid = (int)BitConverter.ToInt64(change[layout.Fields["ident"].Offset..]);
            if (RefuseWatch?.Invoke(pid) is { } error)
            {
                throw Failure(error);
            }

            Watch(queue, Living(pid), BitConverter.ToUInt32(change[layout.Fields["fflags"].Offset..]));
        }

        return eventCount == 0 ? 0 : WaitForEnd(call, queue, layout.Size, eventCount);
    }

    /// <summary>Refuses what a caller may not be told of a process's end.</summary>
    protected virtual void CheckWatch(SimulatedProcess process, uint notes)
    {
        // Behaviours.md: watch-denied
        if (process.IsDenied)
        {
            throw Failure("EACCES");
        }
    }

    protected override void Stop() => _queues.Close();

    // Behaviours.md: watch-zombie
    private void Watch(int queue, SimulatedProcess process, uint notes)
    {
        bool isZombie = process.Status == ProcessStatus.Zombie;
        if (isZombie && !TellsEndOfZombies)
        {
            throw Failure("ESRCH");
        }

        CheckWatch(process, notes);
        if (!_queues.TryWatch(queue, process.Pid))
        {
            throw Failure("EBADF");
        }

        if (isZombie)
        {
            _queues.End(process.Pid, process.WaitStatus);
        }

        Watched?.Invoke(process.Pid);
    }

    private int WaitForEnd(NativeCall call, int queue, int size, int eventCount)
    {
        // A thread of an earlier machine that has not noticed yet that its kernel is gone.
        if (!_queues.Contains(queue))
        {
            throw Failure("EBADF");
        }

        if (WaitFailures.TryDequeue(out string? error))
        {
            throw Failure(error);
        }

        TimeSpan? timeout = call.IsNull(5)
            ? null
            : TimeSpan.FromSeconds(call.Target<long>(5))
                + TimeSpan.FromTicks(BitConverter.ToInt64(call.Memory(5, 16)[8..]) / TimeSpan.NanosecondsPerTick);
        IReadOnlyList<(int Pid, int Status)> ends = _queues.Wait(queue, eventCount, timeout) ?? throw Failure("EBADF");
        foreach ((int index, (int pid, int status)) in ends.Index())
        {
            ExitEvent(pid, status).Bytes.CopyTo(call.Memory(3, size * eventCount)[(index * size)..]);
        }

        return ends.Count;
    }

    private nint OpenQueue()
    {
        nint queue = OpenDescriptor();
        _queues.Open((int)queue);
        return queue;
    }

    protected nint OpenSocket(NativeCall call) => SocketFailure is { } error ? throw Failure(error) : OpenDescriptor();

    protected static nint OpenDescriptor()
    {
        // The library closes it with the real system's call.
        using Microsoft.Win32.SafeHandles.SafeFileHandle file = File.OpenHandle("/dev/null");
        nint descriptor = file.DangerousGetHandle();
        file.SetHandleAsInvalid();
        return descriptor;
    }

    private static byte[] Fit(byte[] record, int size)
    {
        Array.Resize(ref record, size);
        return record;
    }

    private nint Kill(NativeCall call)
    {
        SimulatedProcess process = Living(call.Int(0));
        if (process.IsDenied)
        {
            // Behaviours.md: kill-denied
            throw Failure("EPERM");
        }

        Machine.Signals.Add((process.Pid, call.Int(1)));
        Machine.Signalled?.Invoke(process, call.Int(1));
        return 0;
    }

    private nint SetPriority(NativeCall call)
    {
        int nice = call.Int(2);
        SimulatedProcess process = Visible(call.Int(1));
        Machine.Processes.Change(process.Pid, changed => changed with { Nice = nice });
        return 0;
    }

    protected nint UserName(NativeCall call)
    {
        if (call.UInt(0) != 1001)
        {
            call.Target<nint>(4) = 0;
            return 0;
        }

        // The name goes behind what the caller gave room for, in the same buffer.
        "alice\0"u8.CopyTo(call.Memory(2, call.Int(3)));
        call.Target<nint>(1) = call.Word(2);
        call.Target<nint>(4) = call.Word(1);
        return 0;
    }

    private nint Control(NativeCall call)
    {
        Assert.Contains(
            (Int128)call.UInt(1),
            new[] { Abi.FindConstant("SIOCGIFMEDIA"), Abi.FindConstant("SIOCGIFXMEDIA") }.OfType<Int128>()
        );
        int argument = PassesVariablesOnStack ? 8 : 2;
        Assert.Equal(PassesVariablesOnStack, call.IsNull(2));
        NativeStructure request = Abi.Structure("ifmediareq");
        if (!call.Memory(argument, 4).SequenceEqual("em0\0"u8))
        {
            throw Failure("EINVAL");
        }

        request["ifm_status"] = Abi.Constant("IFM_ACTIVE") | 1;
        request["ifm_active"] = Abi.FindConstant("IFM_FDX")!.Value;
        request.Bytes.AsSpan(16).CopyTo(call.Memory(argument, request.Size)[16..]);
        return 0;
    }

    private nint InterfaceAddresses(NativeCall call)
    {
        nint next = 0;
        (string Name, uint Flags, byte[]? Address, byte[]? Mask, byte[]? Other)[] addresses =
        [
            ("em0", 0x8843, LinkAddress("em0", [0x02, 0, 0, 0, 0, 0x01]), null, null),
            (
                "em0",
                0x8843,
                SocketAddress(new(IPAddress.Parse("192.0.2.5"), 0)),
                [.. SocketAddress(new(IPAddress.Parse("255.255.255.0"), 0))],
                SocketAddress(new(IPAddress.Parse("192.0.2.255"), 0))
            ),
            (
                "em0",
                0x8843,
                EmbedScope(SocketAddress(new(IPAddress.Parse("fe80::1"), 0)), 3),
                [.. SocketAddress(new(IPAddress.Parse("ffff:ffff:ffff:ffff::"), 0))],
                null
            ),
            ("tun0", 0x8051, SocketAddress(new(IPAddress.Parse("10.0.0.1"), 0)), null, SocketAddress(new(IPAddress.Parse("10.0.0.2"), 0))),
            ("lo0", 0x8049, SocketAddress(new(IPAddress.Loopback, 0)), [.. SocketAddress(new(IPAddress.Parse("255.0.0.0"), 0))], null),
            ("gif0", 0x8010, null, null, null),
        ];
        foreach ((string name, uint flags, byte[]? address, byte[]? mask, byte[]? other) in addresses.Reverse())
        {
            NativeStructure entry = Abi.Structure("ifaddrs");
            entry["ifa_next"] = next;
            entry["ifa_name"] = Allocate([.. OSText.GetBytes(name), 0]);
            entry["ifa_flags"] = flags;
            entry["ifa_addr"] = address is null ? 0 : Allocate(address);
            entry["ifa_netmask"] = mask is null ? 0 : Allocate(mask);
            entry["ifa_dstaddr"] = other is null ? 0 : Allocate(other);
            next = Allocate(entry.Bytes);
        }

        call.Target<nint>(0) = next;
        return 0;
    }

    // As kernels of the KAME family keep a link-local address.
    private static byte[] EmbedScope(byte[] address, byte scope)
    {
        address[11] = scope;
        return address;
    }

    private NativeStructure LoadAverage()
    {
        NativeStructure averages = Abi.Structure("loadavg");
        averages["fscale"] = 2048;
        averages.SetElement("ldavg", 0, 4, 1024).SetElement("ldavg", 1, 4, 2048).SetElement("ldavg", 2, 4, 5120);
        return averages;
    }
}
