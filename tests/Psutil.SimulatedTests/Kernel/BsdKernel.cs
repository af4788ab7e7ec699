using System.Net;
using System.Runtime.InteropServices;
using System.Text;
using Psutil.SimulatedTests.Abi;

namespace Psutil.SimulatedTests.Kernel;

/// <summary>What the kernels of the BSDs and macOS answer alike.</summary>
public abstract unsafe class BsdKernel : SimulatedKernel
{
    private readonly List<nint> _allocated = [];
    private readonly Dictionary<int, List<int>> _watched = [];
    private readonly Lock _lock = new();
    private HashSet<int> _waiting = [];
    private IEnumerator<NativeStructure>? _logins;

    protected BsdKernel(AbiTable abi, SimulatedMachine machine)
        : base(abi)
    {
        Machine = machine;
        Sysctl
            .Add([abi.Constant("CTL_HW"), abi.Constant("HW_PAGESIZE")], machine.PageSize)
            .Add([abi.Constant("CTL_HW"), abi.Constant("HW_NCPU")], machine.CpuCount)
            .Add([abi.Constant("CTL_VM"), abi.Constant("VM_LOADAVG")], LoadAverage());
        On("kill", Kill);
        On("setpriority", SetPriority);
        On("kqueue", _ => OpenQueue());
        On("kevent", call => KernelEvents(call, call.Int(2), call.Int(4)));
        On("getpwuid_r", UserName);
        On("socket", _ => OpenDescriptor());
        On("ioctl", Control);
        On("getifaddrs", InterfaceAddresses);
        On("freeifaddrs", _ => 0);
        On("setutxent", _ =>
        {
            _logins = Logins.GetEnumerator();
            return 0;
        });
        On("getutxent", _ => _logins!.MoveNext() ? Allocate(_logins.Current.Bytes) : 0);
        On("endutxent", _ => 0);
    }

    public SimulatedMachine Machine { get; }

    /// <summary>By how many seconds the clock was set forward since the machine started.</summary>
    public long ClockStep { get; set; }

    /// <summary>Nice values that were set.</summary>
    public Dictionary<int, int> NiceValues { get; } = [];

    /// <summary>Whether it tells how a process ended that is not the caller's child.</summary>
    public virtual bool TellsHowStrangersEnd => true;

    /// <summary>Whether the variable part of a call is passed on the stack.</summary>
    protected virtual bool PassesVariablesOnStack => false;

    protected abstract IEnumerable<NativeStructure> Logins { get; }

    /// <summary>The end of a process: who waits for it is told.</summary>
    public void End(int pid, int waitStatus)
    {
        lock (_lock)
        {
            Machine.Processes.RemoveAll(process => process.Pid == pid);
            Ended.Add((pid, waitStatus));
        }
    }

    protected abstract NativeStructure ExitEvent(int pid, int status);

    protected SystemCallFailedException Failure(string error) => new(Abi.Constant(error));

    /// <summary>The process with a PID, or ESRCH.</summary>
    protected SimulatedProcess Living(int pid) => Machine.Find(pid) ?? throw Failure("ESRCH");

    /// <summary>The process with a PID, of which the caller may see everything.</summary>
    protected SimulatedProcess Visible(int pid)
    {
        SimulatedProcess process = Living(pid) is { IsDenied: false } visible ? visible : throw Failure("EPERM");
        Machine.SourceRead?.Invoke(pid);
        return process;
    }

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
        byte[] data = [.. Encoding.UTF8.GetBytes(name), .. hardware];
        int length = Math.Max(link.Size, (8 + data.Length + 7) / 8 * 8);
        byte[] bytes = new byte[length];
        link.Bytes.CopyTo(bytes, 0);
        bytes[0] = (byte)length;
        bytes[1] = (byte)Abi.Constant("AF_LINK");
        bytes[5] = (byte)Encoding.UTF8.GetByteCount(name);
        bytes[6] = (byte)hardware.Length;
        data.CopyTo(bytes, 8);
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

    protected static void SetCounters(NativeStructure message, string prefix, bool hasOutputDrops)
    {
        message[$"{prefix}ifi_obytes"] = 5_000_000_001;
        message[$"{prefix}ifi_ibytes"] = 5_000_000_002;
        message[$"{prefix}ifi_opackets"] = 3;
        message[$"{prefix}ifi_ipackets"] = 4;
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

    protected List<(int Pid, int Status)> Ended { get; } = [];

    /// <summary>Answers <c>kevent</c>: remembers who is waited for, then waits for one of them to end.</summary>
    protected nint KernelEvents(NativeCall call, int changeCount, int eventCount)
    {
        int queue = call.Int(0);
        NativeStructure layout = Abi.Structure("kevent");
        for (int index = 0; index < changeCount; index++)
        {
            ReadOnlySpan<byte> change = call.Memory(1, layout.Size * changeCount).Slice(index * layout.Size, layout.Size);
            int pid = (int)BitConverter.ToInt64(change[layout.Fields["ident"].Offset..]);
            CheckWatch(Living(pid), BitConverter.ToUInt32(change[layout.Fields["fflags"].Offset..]));
            Watch(queue, pid);
        }

        return eventCount == 0 ? 0 : WaitForEnd(call, queue, layout.Size, eventCount);
    }

    /// <summary>Whether somebody sleeps until a process ends.</summary>
    public bool IsWatched(int pid)
    {
        lock (_lock)
        {
            return _waiting.Contains(pid);
        }
    }

    /// <summary>Refuses what a caller may not be told of a process's end.</summary>
    protected virtual void CheckWatch(SimulatedProcess process, uint notes)
    {
    }

    private void Watch(int queue, int pid)
    {
        lock (_lock)
        {
            (_watched.TryGetValue(queue, out List<int>? pids) ? pids : _watched[queue] = []).Add(pid);
        }
    }

    private int WaitForEnd(NativeCall call, int queue, int size, int eventCount)
    {
        long? deadline = call.IsNull(5) ? null : Environment.TickCount64 + (call.Target<long>(5) * 1000) + (BitConverter.ToInt64(call.Memory(5, 16)[8..]) / 1_000_000);
        while (true)
        {
            int count = 0;
            lock (_lock)
            {
                _waiting = [.. _watched.GetValueOrDefault(queue) ?? []];
                foreach ((int pid, int status) in Ended.Where(end => _watched.TryGetValue(queue, out List<int>? pids) && pids.Contains(end.Pid)).Take(eventCount).ToArray())
                {
                    ExitEvent(pid, status).Bytes.CopyTo(call.Memory(3, size * eventCount)[(count++ * size)..]);
                    _watched[queue].Remove(pid);
                }
            }

            if (count > 0 || deadline <= Environment.TickCount64)
            {
                Forget();
                return count;
            }

            if (IsDisposed)
            {
                // The thread that waits for all processes outlives every kernel.
                Thread.Sleep(Timeout.Infinite);
            }

            Thread.Sleep(1);
        }
    }

    private void Forget()
    {
        lock (_lock)
        {
            _waiting = [];
        }
    }

    private nint OpenQueue()
    {
        nint queue = OpenDescriptor();
        lock (_lock)
        {
            _watched.Remove((int)queue);
        }

        return queue;
    }

    private static nint OpenDescriptor()
    {
        // The library closes it with the real system's call.
        using Microsoft.Win32.SafeHandles.SafeFileHandle file = File.OpenHandle("/dev/null");
        nint descriptor = file.DangerousGetHandle();
        file.SetHandleAsInvalid();
        return descriptor;
    }

    private nint Kill(NativeCall call)
    {
        SimulatedProcess process = Living(call.Int(0));
        if (process.IsDenied)
        {
            throw Failure("EPERM");
        }

        Machine.Signals.Add((process.Pid, call.Int(1)));
        return 0;
    }

    private nint SetPriority(NativeCall call)
    {
        NiceValues[Visible(call.Int(1)).Pid] = call.Int(2);
        return 0;
    }

    private nint UserName(NativeCall call)
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
        Assert.Contains((Int128)call.UInt(1), new[] { Abi.FindConstant("SIOCGIFMEDIA"), Abi.FindConstant("SIOCGIFXMEDIA") }.OfType<Int128>());
        int argument = PassesVariablesOnStack ? 8 : 2;
        Assert.Equal(PassesVariablesOnStack, call.IsNull(2));
        NativeStructure request = Abi.Structure("ifmediareq");
        if (Encoding.UTF8.GetString(call.Memory(argument, 3)) != "em0")
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
            ("em0", 0x8843, SocketAddress(new(IPAddress.Parse("192.0.2.5"), 0)), [.. SocketAddress(new(IPAddress.Parse("255.255.255.0"), 0))], SocketAddress(new(IPAddress.Parse("192.0.2.255"), 0))),
            ("em0", 0x8843, EmbedScope(SocketAddress(new(IPAddress.Parse("fe80::1"), 0)), 3), [.. SocketAddress(new(IPAddress.Parse("ffff:ffff:ffff:ffff::"), 0))], null),
            ("tun0", 0x8051, SocketAddress(new(IPAddress.Parse("10.0.0.1"), 0)), null, SocketAddress(new(IPAddress.Parse("10.0.0.2"), 0))),
            ("lo0", 0x8049, null, null, null),
        ];
        foreach ((string name, uint flags, byte[]? address, byte[]? mask, byte[]? other) in addresses.Reverse())
        {
            NativeStructure entry = Abi.Structure("ifaddrs");
            entry["ifa_next"] = next;
            entry["ifa_name"] = Allocate([.. Encoding.UTF8.GetBytes(name), 0]);
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
