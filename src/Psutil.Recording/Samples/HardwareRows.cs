using System.Runtime.InteropServices;

namespace Psutil.Recording;

/// <summary>What the machine is made of, in a sample: it is read for each whole one, and hardly ever changes.</summary>
internal static class HardwareRows
{
    public const string Names = "hardware.names";
    public const string Virtualization = "hardware.virtualization";
    public const string Topology = "cpu.topology";

    private const int Value = ReadingFields.FirstValue;

    public static void Read(Machine machine, SampleDraft sample)
    {
        sample.Read(Names, row => Write(row, machine.GetHardware()));
        sample.Read(Virtualization, row =>
        {
            MachineVirtualization virtualization = machine.GetVirtualization();
            row.Add(Value, (long)virtualization.VirtualMachine)
                .Add(Value + 1, (long)virtualization.Container)
                .Add(Value + 2, virtualization.IsKubernetesPod);
        });
        sample.Read(Topology, row => Write(row, machine.Cpu.GetTopology(), sample));
    }

    public static MachineHardware NamesOf(Row row) =>
        new()
        {
            Vendor = row.Text(Value),
            Product = row.Text(Value + 1),
            Version = row.Text(Value + 2),
            Family = row.Text(Value + 3),
            BoardVendor = row.Text(Value + 4),
            BoardName = row.Text(Value + 5),
            BoardVersion = row.Text(Value + 6),
            FirmwareVendor = row.Text(Value + 7),
            FirmwareVersion = row.Text(Value + 8),
            FirmwareDate =
                row.Int32(Value + 9) is { } day && day >= 0 && day <= DateOnly.MaxValue.DayNumber ? DateOnly.FromDayNumber(day) : null,
            Chassis = (ChassisKind)(row.Int32(Value + 10) ?? 0),
            DeviceTreeNames = row.Texts(Value + 11),
        };

    public static MachineVirtualization VirtualizationOf(Row row) =>
        new()
        {
            VirtualMachine = (VirtualMachineKind)(row.Int32(Value) ?? 0),
            Container = (ContainerKind)(row.Int32(Value + 1) ?? 0),
            IsKubernetesPod = row.Bool(Value + 2),
        };

    public static CpuTopology TopologyOf(Row row, SampleRows sample) =>
        new()
        {
            ModelName = row.Text(Value),
            Vendor = row.Text(Value + 1),
            Architecture = (Architecture?)row.Int32(Value + 2),
            SocketCount = row.Int32(Value + 3),
            DieCount = row.Int32(Value + 4),
            CoreCount = row.Int32(Value + 5),
            Cpus = [.. sample[RecordTable.LogicalCpus].Select(cpu => CpuOf(cpu.Row)).OrderBy(cpu => cpu.Number)],
            Caches = row.Bool(Value + 6) == true ? [.. sample[RecordTable.CpuCaches].Select(cache => CacheOf(cache.Row))] : null,
            NumaNodes = row.Bool(Value + 7) == true ? [.. sample[RecordTable.NumaNodes].Select(node => NodeOf(node.Row))] : null,
        };

    private static void Write(RowBuilder row, MachineHardware names) =>
        row.Add(Value, names.Vendor)
            .Add(Value + 1, names.Product)
            .Add(Value + 2, names.Version)
            .Add(Value + 3, names.Family)
            .Add(Value + 4, names.BoardVendor)
            .Add(Value + 5, names.BoardName)
            .Add(Value + 6, names.BoardVersion)
            .Add(Value + 7, names.FirmwareVendor)
            .Add(Value + 8, names.FirmwareVersion)
            .Add(Value + 9, names.FirmwareDate?.DayNumber)
            .Add(Value + 10, (long)names.Chassis)
            .Add(Value + 11, names.DeviceTreeNames);

    private static void Write(RowBuilder row, CpuTopology topology, SampleDraft sample)
    {
        row.Add(Value, topology.ModelName)
            .Add(Value + 1, topology.Vendor)
            .Add(Value + 2, (long?)topology.Architecture)
            .Add(Value + 3, topology.SocketCount)
            .Add(Value + 4, topology.DieCount)
            .Add(Value + 5, topology.CoreCount)
            .Add(Value + 6, topology.Caches is not null)
            .Add(Value + 7, topology.NumaNodes is not null);
        RowBuilder part = new();
        foreach (LogicalCpu cpu in topology.Cpus)
        {
            part.Add(1, cpu.Number)
                .Add(2, cpu.IsOnline)
                .Add(3, cpu.SocketNumber)
                .Add(4, cpu.DieNumber)
                .Add(5, cpu.CoreNumber)
                .Add(6, cpu.NumaNode)
                .Add(7, (long)cpu.Kind)
                .Add(8, cpu.Capacity)
                .Add(9, cpu.ModelName)
                .Add(10, cpu.MinimumMegahertz)
                .Add(11, cpu.MaximumMegahertz)
                .Add(12, cpu.BaseMegahertz)
                .Add(13, cpu.Governor)
                .Add(14, cpu.FrequencyDriver);
            sample.Add(RecordTable.LogicalCpus, KeyOf(cpu.Number), part.Build());
        }

        foreach ((int index, CpuCache cache) in (topology.Caches ?? []).Index())
        {
            part.Add(1, cache.Level)
                .Add(2, (long)cache.Kind)
                .Add(3, cache.SizeBytes)
                .Add(4, cache.LineSizeBytes)
                .Add(5, cache.WayCount)
                .Add(6, cache.Cpus);
            sample.Add(RecordTable.CpuCaches, KeyOf(index), part.Build());
        }

        foreach (NumaNode node in topology.NumaNodes ?? [])
        {
            part.Add(1, node.Number).Add(2, node.Cpus).Add(3, node.MemoryTotalBytes).Add(4, node.MemoryFreeBytes).Add(5, node.Distances);
            sample.Add(RecordTable.NumaNodes, KeyOf(node.Number), part.Build());
        }
    }

    private static string KeyOf(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static LogicalCpu CpuOf(Row row) =>
        new()
        {
            Number = row.Int32(1) ?? 0,
            IsOnline = row.Bool(2),
            SocketNumber = row.Int32(3),
            DieNumber = row.Int32(4),
            CoreNumber = row.Int32(5),
            NumaNode = row.Int32(6),
            Kind = (CpuCoreKind)(row.Int32(7) ?? 0),
            Capacity = row.Int32(8),
            ModelName = row.Text(9),
            MinimumMegahertz = row.Real(10),
            MaximumMegahertz = row.Real(11),
            BaseMegahertz = row.Real(12),
            Governor = row.Text(13),
            FrequencyDriver = row.Text(14),
        };

    private static CpuCache CacheOf(Row row) =>
        new()
        {
            Level = row.Int32(1) ?? 0,
            Kind = (CpuCacheKind)(row.Int32(2) ?? 0),
            SizeBytes = row.Integer(3),
            LineSizeBytes = row.Int32(4),
            WayCount = row.Int32(5),
            Cpus = row.Numbers(6),
        };

    private static NumaNode NodeOf(Row row) =>
        new()
        {
            Number = row.Int32(1) ?? 0,
            Cpus = row.Numbers(2),
            MemoryTotalBytes = row.Integer(3),
            MemoryFreeBytes = row.Integer(4),
            Distances = row.Numbers(5),
        };
}
