using Psutil.SimulatedTests.Abi;

namespace Psutil.SimulatedTests.Kernel;

/// <summary>The sysctl tree of a simulated kernel: nodes by number, nodes by name, and the rules by which values are copied out.</summary>
public sealed class SysctlTree(AbiTable abi)
{
    // Numbers that no kernel gives to anything: those of nodes that have a name alone.
    private const int NamedRoot = 70_000;

    // In no table of facts: known from manuals and from psutil.
    private static readonly HashSet<string> NotInTables =
    [
        "freebsd hw.acpi.battery.state",
        "freebsd kstat.zfs.misc.arcstats.size",
        "freebsd kstat.zfs.misc.arcstats.c_min",
        "freebsd net.local.seqpacket.pcblist",
        "freebsd security.bsd.see_other_uids",
        "freebsd security.bsd.see_other_gids",
        "freebsd security.bsd.see_jail_proc",
        "freebsd security.mac.seeotheruids.enabled",
        "freebsd vm.stats.vm.v_swappgsin",
        "freebsd vm.stats.vm.v_swappgsout",
        "freebsd vm.swap_info",
        "macos hw.nperflevels",
        "macos hw.perflevel0.logicalcpu",
        "macos hw.perflevel1.logicalcpu",
        "netbsd security.curtain",
        "freebsd kern.sched.topology_spec",
        "freebsd vm.ndomains",
        "freebsd dev.cpu.0.%domain",
        "freebsd dev.cpu.1.%domain",
        "freebsd kern.vm_guest",
        "freebsd security.jail.jailed",
        "macos machdep.cpu.brand_string",
        "macos machdep.cpu.vendor",
        "macos hw.packages",
        "macos kern.hv_vmm_present",
        "macos hw.cachelinesize",
        "macos hw.l1dcachesize",
        "macos hw.l1icachesize",
        "macos hw.l2cachesize",
        "macos hw.l3cachesize",
        "macos hw.perflevel0.l1dcachesize",
        "macos hw.perflevel0.l1icachesize",
        "macos hw.perflevel0.l2cachesize",
        "macos hw.perflevel0.l3cachesize",
        "macos hw.perflevel1.l1dcachesize",
        "macos hw.perflevel1.l1icachesize",
        "macos hw.perflevel1.l2cachesize",
        "macos hw.perflevel1.l3cachesize",
        "netbsd machdep.cpu_brand",
        "netbsd machdep.dmi.system-vendor",
        "netbsd machdep.dmi.system-product",
        "netbsd machdep.dmi.system-version",
        "netbsd machdep.dmi.board-vendor",
        "netbsd machdep.dmi.board-product",
        "netbsd machdep.dmi.board-version",
        "netbsd machdep.dmi.bios-vendor",
        "netbsd machdep.dmi.bios-version",
        "netbsd machdep.dmi.bios-date",
    ];

    private readonly List<(int[] Prefix, Func<int[], byte[]> Read)> _nodes = [];
    private readonly List<(string Name, Func<int[], byte[]> Read)> _names = [];

    /// <summary>The numbers and new values of what was set.</summary>
    public List<(int[] Name, byte[] Value)> Changes { get; } = [];

    /// <summary>The error of every attempt to set a node; null for none.</summary>
    public string? ChangeFailure { get; set; }

    /// <summary>Changes every answer on its way out.</summary>
    public Func<int[], byte[], byte[]>? Distort { get; set; }

    private int NoEntry => abi.Constant("ENOENT");

    private int NoMemory => abi.Constant("ENOMEM");

    /// <summary>Adds a node by number; what follows the numbers is handed to it.</summary>
    public SysctlTree Add(int[] prefix, Func<int[], byte[]> read)
    {
        _nodes.RemoveAll(node => node.Prefix.SequenceEqual(prefix));
        _nodes.Add((prefix, read));
        return this;
    }

    public SysctlTree Add(int[] name, NativeStructure value) => Add(name, _ => value.Bytes);

    public SysctlTree Add(int[] name, int value) => Add(name, _ => BitConverter.GetBytes(value));

    /// <summary>Adds a node by name; numbers below it are handed to it.</summary>
    public SysctlTree Add(string name, Func<int[], byte[]> read)
    {
        Remove(name);
        _names.Add((name, read));
        return this;
    }

    public SysctlTree Add(string name, int value) => Add(name, _ => BitConverter.GetBytes(value));

    public SysctlTree Add(string name, string text) => Add(name, _ => [.. OSText.GetBytes(text), 0]);

    public SysctlTree Add(string name, long value) => Add(name, _ => BitConverter.GetBytes(value));

    /// <summary>The node is not on this machine.</summary>
    public SysctlTree Remove(string name)
    {
        _names.RemoveAll(node => node.Name == name);
        return this;
    }

    public nint Read(NativeCall call)
    {
        int[] name = System.Runtime.InteropServices.MemoryMarshal.Cast<byte, int>(call.Memory(0, call.Int(1) * sizeof(int))).ToArray();
        if (!call.IsNull(4))
        {
            if (ChangeFailure is { } error)
            {
                throw new SystemCallFailedException(abi.Constant(error));
            }

            Changes.Add((name, call.Memory(4, call.Int(5)).ToArray()));
            return 0;
        }

        byte[] value = Evaluate(name);
        if (name[0] == NamedRoot)
        {
            string node = _names[name[1]].Name;
            CheckWidth(
                node,
                abi.FindSysctlWidth(string.Join('.', name[2..].Select(number => $"{number}").Prepend(node))) ?? abi.FindSysctlWidth(node),
                value,
                call,
                oldIndex: 2
            );
        }
        else
        {
            CheckWidth(string.Join('.', name), abi.FindSysctlWidth(name) ?? 0, value, call, oldIndex: 2);
        }

        return CopyOut(call, Leave(name, value), oldIndex: 2);
    }

    public nint ReadByName(NativeCall call)
    {
        string name = call.Text(0);
        byte[] value = Find(name).Read([]);
        CheckWidth(name, abi.FindSysctlWidth(name), value, call, oldIndex: 1);
        return CopyOut(call, Leave([], value), oldIndex: 1);
    }

    public nint FindNumbers(NativeCall call)
    {
        int index = _names.IndexOf(Find(call.Text(0)));
        Assert.True(call.Target<nint>(2) >= 2);
        BitConverter.GetBytes(NamedRoot).CopyTo(call.Memory(1, sizeof(int)));
        BitConverter.GetBytes(index).CopyTo(call.Memory(1, sizeof(int) * 2)[sizeof(int)..]);
        call.Target<nint>(2) = 2;
        return 0;
    }

    /// <summary>What becomes of an answer on its way out.</summary>
    public byte[] Leave(int[] name, byte[] value) => Distort is null ? value : Distort(name, value);

    private (string Name, Func<int[], byte[]> Read) Find(string name)
    {
        Assert.True(abi.FindSysctlWidth(name) is not null || NotInTables.Contains($"{abi.System} {name}"), $"{abi} has no sysctl {name}.");
        (string Name, Func<int[], byte[]> Read) node = _names.Find(node => node.Name == name);
        return node.Name is null ? throw new SystemCallFailedException(NoEntry) : node;
    }

    private byte[] Evaluate(int[] name)
    {
        if (name[0] == NamedRoot)
        {
            return _names[name[1]].Read(name[2..]);
        }

        (int[] prefix, Func<int[], byte[]>? read) = _nodes
            .Where(node => name.AsSpan().StartsWith(node.Prefix))
            .MaxBy(node => node.Prefix.Length);
        return read is null ? throw new InvalidOperationException($"No node {string.Join('.', name)}.") : read(name[prefix.Length..]);
    }

    /// <summary>
    /// A value that has one width on this system is asked for in that width: an int in eight bytes, or a long in four, would be half a
    /// value on a real one.
    /// </summary>
    private void CheckWidth(string name, int? width, byte[] value, NativeCall call, int oldIndex)
    {
        Assert.True(width is not null || NotInTables.Contains($"{abi.System} {name}"), $"{abi} has no sysctl {name}.");
        if (width > 0)
        {
            Assert.Equal(width, value.Length);
            Assert.True(
                call.IsNull(oldIndex)
                    || (width > sizeof(long) ? call.Target<nint>(oldIndex + 1) >= width : call.Target<nint>(oldIndex + 1) == width),
                $"{name} is asked for in {call.Target<nint>(oldIndex + 1)} bytes."
            );
        }
    }

    private nint CopyOut(NativeCall call, byte[] value, int oldIndex)
    {
        ref nint length = ref call.Target<nint>(oldIndex + 1);
        if (call.IsNull(oldIndex))
        {
            // Behaviours.md: sysctl-length
            length = value.Length;
            return 0;
        }

        // Behaviours.md: sysctl-too-long
        int room = (int)length;
        value.AsSpan(0, Math.Min(room, value.Length)).CopyTo(call.Memory(oldIndex, room));
        length = Math.Min(room, value.Length);
        return value.Length <= room ? 0 : throw new SystemCallFailedException(NoMemory);
    }
}
