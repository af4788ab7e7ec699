using System.Text.Json;
using Psutil.LinuxTests.Oracle;

namespace Psutil.LinuxTests;

/// <summary>What the machine is, beside <c>lscpu</c> and <c>systemd-detect-virt</c>.</summary>
public class TopologyTests
{
    [Fact]
    public void CpusAreGroupedAsTheTopologyToolGroupsThem()
    {
        CpuTopology topology = Machine.Local.Cpu.GetTopology();
        string[][] rows =
        [
            .. Command
                .Run("lscpu", "--parse=CPU,CORE,SOCKET,NODE,ONLINE", "--all")
                .Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .Where(line => line[0] != '#')
                .Select(line => line.Split(',')),
        ];
        Assert.Equal(rows.Select(row => row[0]), topology.Cpus.Select(cpu => Text(cpu.Number)));
        Assert.Equal(rows.Select(row => row[4] == "Y"), topology.Cpus.Select(cpu => cpu.IsOnline == true));
        Assert.Equal(Groups(rows, 1), Groups(topology, cpu => cpu.CoreNumber));
        Assert.Equal(Groups(rows, 2), Groups(topology, cpu => cpu.SocketNumber));
        if (topology.NumaNodes is not null)
        {
            Assert.Equal(rows.Where(row => row[4] == "Y").Select(row => row[3]), Online(topology).Select(cpu => Text(cpu.NumaNode)));
        }

        Assert.Equal(Machine.Local.Cpu.GetPhysicalCount(), topology.CoreCount);
        Assert.Equal(Machine.Local.Cpu.GetLogicalCount(), Online(topology).Count());
    }

    [Fact]
    public void TheModelIsTheOneThatTheTopologyToolNames()
    {
        CpuTopology topology = Machine.Local.Cpu.GetTopology();
        Assert.Equal(Field("Model name:") is "-" or null ? null : Field("Model name:"), topology.ModelName);
        Assert.Equal(Field("Vendor ID:"), topology.Vendor);
    }

    [Fact]
    public void CachesAreThoseThatTheTopologyToolAddsUp()
    {
        (int exitCode, string output, _) = Command.TryRun(
            "lscpu",
            "--caches=NAME,ALL-SIZE,WAYS,TYPE,LEVEL,COHERENCY-SIZE",
            "--bytes",
            "--json"
        );
        Assert.SkipWhen(exitCode != 0 || output.Trim().Length == 0, "this lscpu shows no caches");
        using JsonDocument document = JsonDocument.Parse(output);
        var expected = document
            .RootElement.GetProperty("caches")
            .EnumerateArray()
            .Select(cache => (Number(cache, "level"), cache.GetProperty("type").GetString(), Number(cache, "all-size")))
            .Where(cache => cache.Item3 > 0)
            .Order();
        Assert.Equal(
            expected,
            (Machine.Local.Cpu.GetTopology().Caches ?? [])
                .GroupBy(cache => (cache.Level, cache.Kind))
                .Select(group => ((long?)group.Key.Level, (string?)group.Key.Kind.ToString(), group.Sum(cache => cache.SizeBytes)))
                .Where(cache => cache.Item3 > 0)
                .Order()
        );
    }

    [Fact]
    public void TheVirtualMachineIsTheOneThatSystemdDetects()
    {
        (_, string output, _) = Command.TryRun("systemd-detect-virt", "--vm");
        VirtualMachineKind kind = Machine.Local.GetVirtualization().VirtualMachine;
        Assert.SkipWhen(kind == VirtualMachineKind.Unknown, "this machine shows no sign");
        string expected = kind switch
        {
            VirtualMachineKind.HyperV => "microsoft",
            VirtualMachineKind.Other or VirtualMachineKind.VMM or VirtualMachineKind.Nvmm => "vm-other",
            _ => kind.ToString().ToLowerInvariant(),
        };
        Assert.Equal(output.Trim(), expected);
    }

    [Fact]
    public void TheContainerIsTheOneThatSystemdDetects()
    {
        (_, string output, _) = Command.TryRun("systemd-detect-virt", "--container");
        MachineVirtualization virtualization = Machine.Local.GetVirtualization();

        // systemd does not look at cgroups, and knows no pods.
        Assert.SkipWhen(
            virtualization.Container is ContainerKind.Other or ContainerKind.Containerd or ContainerKind.CriO,
            "the container is one that systemd has no name for"
        );
        string expected = virtualization.Container switch
        {
            ContainerKind.LxcLibvirt => "lxc-libvirt",
            ContainerKind.SystemdNspawn => "systemd-nspawn",
            _ => virtualization.Container.ToString().ToLowerInvariant(),
        };
        Assert.Equal(output.Trim(), expected);
    }

    private static string? Field(string name)
    {
        using JsonDocument document = JsonDocument.Parse(Command.Run("lscpu", "--json"));
        return Find(document.RootElement.GetProperty("lscpu"));

        // Newer versions nest the fields.
        string? Find(JsonElement fields) =>
            fields
                .EnumerateArray()
                .Select(entry =>
                    entry.GetProperty("field").GetString() == name ? entry.GetProperty("data").GetString()
                    : entry.TryGetProperty("children", out JsonElement children) ? Find(children)
                    : null
                )
                .FirstOrDefault(value => value is not null);
    }

    private static long? Number(JsonElement element, string name) =>
        element.GetProperty(name) switch
        {
            { ValueKind: JsonValueKind.Number } number => number.GetInt64(),
            { ValueKind: JsonValueKind.String } text when long.TryParse(text.GetString(), out long number) => number,
            _ => null,
        };

    private static IEnumerable<LogicalCpu> Online(CpuTopology topology) => topology.Cpus.Where(cpu => cpu.IsOnline == true);

    // Which CPUs are together, whatever the groups are called.
    private static IEnumerable<string> Groups(string[][] rows, int column) =>
        rows.Where(row => row[4] == "Y").GroupBy(row => row[column]).Select(group => string.Join(',', group.Select(row => row[0]))).Order();

    private static IEnumerable<string> Groups(CpuTopology topology, Func<LogicalCpu, int?> group) =>
        Online(topology).GroupBy(group).Select(cpus => string.Join(',', cpus.Select(cpu => Text(cpu.Number)))).Order();

    private static string Text(int? number) => number?.ToString(CultureInfo.InvariantCulture) ?? "";
}
