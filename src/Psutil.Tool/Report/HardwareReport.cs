using Psutil.Tool.Readings;

namespace Psutil.Tool.Report;

/// <summary>What the machine is: its names, whether it is virtual, its CPUs, caches and NUMA nodes.</summary>
internal static class HardwareReport
{
    /// <param name="writer">Where it is written.</param>
    /// <param name="hardware">The reading.</param>
    /// <param name="withCpus">Whether the CPUs are listed; not beside a table of them.</param>
    public static void Write(ReportWriter writer, HardwareReading hardware, bool withCpus = true)
    {
        writer.StartObject("hardware");
        WriteNames(writer, hardware.Names);
        writer.Text("virtual_machine", NameOf(hardware.Virtualization?.VirtualMachine));
        writer.Text("container", NameOf(hardware.Virtualization?.Container));
        writer.Flag("kubernetes_pod", hardware.Virtualization?.IsKubernetesPod);
        WriteTopology(writer, hardware.Topology, withCpus);
        writer.EndObject();
    }

    /// <summary>The name that systemd-detect-virt has for it; null if unknown.</summary>
    public static string? NameOf(VirtualMachineKind? kind) =>
        kind switch
        {
            null or VirtualMachineKind.Unknown => null,
            VirtualMachineKind.HyperV => "microsoft",
            VirtualMachineKind.Other => "vm-other",
            _ => kind.Value.ToString().ToLowerInvariant(),
        };

    /// <inheritdoc cref="NameOf(VirtualMachineKind?)"/>
    public static string? NameOf(ContainerKind? kind) =>
        kind switch
        {
            null or ContainerKind.Unknown => null,
            ContainerKind.LxcLibvirt => "lxc-libvirt",
            ContainerKind.SystemdNspawn => "systemd-nspawn",
            ContainerKind.CriO => "cri-o",
            ContainerKind.Other => "container-other",
            _ => kind.Value.ToString().ToLowerInvariant(),
        };

    public static string? NameOf(CpuCoreKind kind) => kind == CpuCoreKind.Unknown ? null : kind.ToString().ToLowerInvariant();

    public static string? NameOf(ChassisKind? kind) =>
        kind is null or ChassisKind.Unknown ? null : kind.Value.ToString().ToLowerInvariant();

    /// <summary>Numbers as ranges: <c>0-3,8</c>.</summary>
    public static string RangesOf(IReadOnlyList<int> numbers)
    {
        List<string> ranges = [];
        for (int first = 0; first < numbers.Count; first++)
        {
            int last = first;
            while (last + 1 < numbers.Count && numbers[last + 1] == numbers[last] + 1)
            {
                last++;
            }

            ranges.Add(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{numbers[first]}{(last == first ? "" : string.Create(CultureInfo.InvariantCulture, $"-{numbers[last]}"))}"
                )
            );
            first = last;
        }

        return string.Join(',', ranges);
    }

    private static void WriteNames(ReportWriter writer, MachineHardware? names)
    {
        writer.Text("vendor", names?.Vendor);
        writer.Text("product", names?.Product);
        writer.Text("version", names?.Version);
        writer.Text("family", names?.Family);
        writer.Text("chassis", NameOf(names?.Chassis));
        writer.StartObject("board");
        writer.Text("vendor", names?.BoardVendor);
        writer.Text("name", names?.BoardName);
        writer.Text("version", names?.BoardVersion);
        writer.EndObject();
        writer.StartObject("firmware");
        writer.Text("vendor", names?.FirmwareVendor);
        writer.Text("version", names?.FirmwareVersion);
        writer.Text("date", names?.FirmwareDate?.ToString("O", CultureInfo.InvariantCulture));
        writer.EndObject();
        writer.Name("device_tree");
        writer.TextList(names?.DeviceTreeNames);
    }

    private static void WriteTopology(ReportWriter writer, CpuTopology? topology, bool withCpus)
    {
        writer.Name("cpu");
        if (topology is null)
        {
            writer.Null();
            return;
        }

        writer.StartObject();
        writer.Text("model", topology.ModelName);
        writer.Text("vendor", topology.Vendor);
        writer.Text("architecture", topology.Architecture?.ToString().ToLowerInvariant());
        writer.Number("sockets", topology.SocketCount);
        writer.Number("dies", topology.DieCount);
        writer.Number("cores", topology.CoreCount);
        writer.Number("threads_per_core", topology.ThreadsPerCore);
        if (withCpus)
        {
            WriteCpus(writer, topology.Cpus);
        }

        WriteCaches(writer, topology.Caches);
        WriteNodes(writer, topology.NumaNodes);
        writer.EndObject();
    }

    private static void WriteCpus(ReportWriter writer, IReadOnlyList<LogicalCpu> cpus)
    {
        writer.StartArray("cpus");
        foreach (LogicalCpu cpu in cpus)
        {
            writer.StartObject();
            WriteCpu(writer, cpu);
            writer.EndObject();
        }

        writer.EndArray();
    }

    /// <summary>The members of a CPU's object.</summary>
    public static void WriteCpu(ReportWriter writer, LogicalCpu cpu)
    {
        writer.Number("number", cpu.Number);
        writer.Flag("online", cpu.IsOnline);
        writer.Number("socket", cpu.SocketNumber);
        writer.Number("die", cpu.DieNumber);
        writer.Number("core", cpu.CoreNumber);
        writer.Number("node", cpu.NumaNode);
        writer.Text("kind", NameOf(cpu.Kind));
        writer.Number("capacity", cpu.Capacity);
        writer.Text("model", cpu.ModelName);
        writer.Number("min_mhz", cpu.MinimumMegahertz);
        writer.Number("max_mhz", cpu.MaximumMegahertz);
        writer.Number("base_mhz", cpu.BaseMegahertz);
        writer.Text("governor", cpu.Governor);
        writer.Text("driver", cpu.FrequencyDriver);
    }

    private static void WriteCaches(ReportWriter writer, IReadOnlyList<CpuCache>? caches)
    {
        writer.Name("caches");
        if (caches is null)
        {
            writer.Null();
            return;
        }

        writer.StartArray();
        foreach (CpuCache cache in caches)
        {
            writer.StartObject();
            writer.Number("level", cache.Level);
            writer.Text("kind", cache.Kind == CpuCacheKind.Unknown ? null : cache.Kind.ToString().ToLowerInvariant());
            writer.Bytes("size", cache.SizeBytes);
            writer.Bytes("line_size", cache.LineSizeBytes);
            writer.Number("ways", cache.WayCount);
            WriteNumbers(writer, "cpus", cache.Cpus);
            writer.EndObject();
        }

        writer.EndArray();
    }

    private static void WriteNodes(ReportWriter writer, IReadOnlyList<NumaNode>? nodes)
    {
        writer.Name("numa_nodes");
        if (nodes is null)
        {
            writer.Null();
            return;
        }

        writer.StartArray();
        foreach (NumaNode node in nodes)
        {
            writer.StartObject();
            writer.Number("number", node.Number);
            WriteNumbers(writer, "cpus", node.Cpus);
            writer.Bytes("memory_total", node.MemoryTotalBytes);
            writer.Bytes("memory_free", node.MemoryFreeBytes);
            WriteNumbers(writer, "distances", node.Distances);
            writer.EndObject();
        }

        writer.EndArray();
    }

    private static void WriteNumbers(ReportWriter writer, string name, IReadOnlyList<int>? numbers)
    {
        writer.Name(name);
        if (numbers is null)
        {
            writer.Null();
            return;
        }

        writer.StartArray();
        foreach (int number in numbers)
        {
            writer.Number((long)number);
        }

        writer.EndArray();
    }
}
