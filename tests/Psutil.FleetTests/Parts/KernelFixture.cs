namespace Psutil.FleetTests.Parts;

/// <summary>Files of a machine that stands still: those of this machine, copied, and sensors as a laptop has them.</summary>
internal sealed class KernelFixture : IDisposable
{
    private static readonly string[] Copied =
    [
        "stat",
        "meminfo",
        "vmstat",
        "loadavg",
        "diskstats",
        "net/dev",
        "net/sockstat",
        "net/sockstat6",
        "sys/fs/file-nr",
        "pressure/cpu",
        "pressure/memory",
        "pressure/io",
        "filesystems",
        "uptime",
        "self/net/dev",
    ];

    private static readonly string[] Names = ["osrelease", "ostype", "version", "hostname", "domainname", "arch"];

    private readonly string _root = Directory.CreateTempSubdirectory("psutil-node").FullName;

    private KernelFixture() { }

    public string Proc => Path.Join(_root, "proc");

    public string Sys => Path.Join(_root, "sys");

    public static KernelFixture Create()
    {
        KernelFixture fixture = new();
        foreach (string path in Copied.Concat(Names.Select(name => $"sys/kernel/{name}")))
        {
            try
            {
                fixture.Write($"proc/{path}", File.ReadAllText(Path.Join("/proc", path)));
            }
            catch (IOException)
            {
                // An old kernel does not have all of them, and pressure can be switched off.
            }
        }

        // One file system, because other programs mount theirs meanwhile.
        fixture.Write("proc/1/mounts", "/dev/root / ext4 rw,relatime 0 0\n");
        fixture.Write("proc/1/mountinfo", "21 1 8:1 / / rw,relatime shared:1 - ext4 /dev/root rw\n");
        fixture.AddHardware();
        return fixture;
    }

    /// <summary>Those of some collectors whose files are there.</summary>
    public IEnumerable<string> Has(IEnumerable<string> collectors) =>
        collectors.Where(name => name != "pressure" || Directory.Exists(Path.Join(Proc, "pressure")));

    public void Dispose() => Directory.Delete(_root, recursive: true);

    private void AddHardware()
    {
        const string Core = "sys/devices/platform/coretemp.0";
        Write($"{Core}/hwmon/hwmon1/name", "coretemp\n");
        Write($"{Core}/hwmon/hwmon1/temp1_input", "45000\n");
        Write($"{Core}/hwmon/hwmon1/temp1_max", "80000\n");
        Write($"{Core}/hwmon/hwmon1/temp1_crit", "100500\n");
        Write($"{Core}/hwmon/hwmon1/temp1_label", "Package id 0\n");
        Write($"{Core}/hwmon/hwmon1/temp2_input", "-3000\n");
        Link($"{Core}/hwmon/hwmon1/device", "../../../coretemp.0");
        Link("sys/class/hwmon/hwmon1", "../../devices/platform/coretemp.0/hwmon/hwmon1");
        const string Fan = "sys/devices/pci0000:00/0000:00:18.3";
        Write($"{Fan}/hwmon/hwmon0/name", "nct6775\n");
        Write($"{Fan}/hwmon/hwmon0/fan1_input", "1200\n");
        Write($"{Fan}/hwmon/hwmon0/fan1_min", "300\n");
        Link($"{Fan}/hwmon/hwmon0/device", "../../../0000:00:18.3");
        Link("sys/class/hwmon/hwmon0", "../../devices/pci0000:00/0000:00:18.3/hwmon/hwmon0");
        Write("sys/devices/virtual/hwmon/hwmon2/name", "acpitz\n");
        Write("sys/devices/virtual/hwmon/hwmon2/temp1_input", "27800\n");
        Link("sys/class/hwmon/hwmon2", "../../devices/virtual/hwmon/hwmon2");

        Write("sys/class/thermal/thermal_zone0/type", "x86_pkg_temp\n");
        Write("sys/class/thermal/thermal_zone0/temp", "44500\n");
        Write("sys/class/thermal/thermal_zone0/policy", "step_wise\n");
        Write("sys/class/thermal/cooling_device0/type", "Processor\n");
        Write("sys/class/thermal/cooling_device0/cur_state", "2\n");
        Write("sys/class/thermal/cooling_device0/max_state", "10\n");

        Write("sys/class/power_supply/AC/type", "Mains\n");
        Write("sys/class/power_supply/AC/online", "1\n");
        Write("sys/class/power_supply/BAT0/type", "Battery\n");
        Write("sys/class/power_supply/BAT0/present", "1\n");
        Write("sys/class/power_supply/BAT0/capacity", "81\n");
        Write("sys/class/power_supply/BAT0/cycle_count", "371\n");
        Write("sys/class/power_supply/BAT0/energy_now", "36580000\n");
        Write("sys/class/power_supply/BAT0/energy_full", "45070000\n");
        Write("sys/class/power_supply/BAT0/energy_full_design", "47520000\n");
        Write("sys/class/power_supply/BAT0/power_now", "4830000\n");
        Write("sys/class/power_supply/BAT0/voltage_now", "11750000\n");
        Write("sys/class/power_supply/BAT0/voltage_min_design", "10800000\n");
    }

    private void Write(string path, string text)
    {
        string full = Path.Join(_root, path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        File.WriteAllText(full, text);
    }

    private void Link(string path, string target)
    {
        string full = Path.Join(_root, path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        Directory.CreateSymbolicLink(full, target);
    }
}
