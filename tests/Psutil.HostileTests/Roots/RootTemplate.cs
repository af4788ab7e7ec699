namespace Psutil.HostileTests.Roots;

/// <summary>A small machine as files: what every read call finds something in.</summary>
internal static class RootTemplate
{
    public const int Pid = 7;
    public const long StartTime = 500;

    private const string Stat = """
        cpu  10132153 290696 3084719 46828483 16683 0 25195 1 2 3
        cpu0 1393280 32966 572056 13343292 6130 0 17875 0 0 0
        cpu1 1393280 32966 572056 13343292 6130 0 17875 0 0 0
        intr 8885917 17 0 0
        ctxt 38014093
        btime 1716300000
        processes 26442
        procs_running 1
        softirq 5057579 250191 1481983

        """;

    private const string Meminfo = """
        MemTotal:       16337012 kB
        MemFree:         1234567 kB
        MemAvailable:    8234567 kB
        Buffers:          123456 kB
        Cached:          4234567 kB
        SwapCached:            0 kB
        Active:          5234567 kB
        Inactive:        4234567 kB
        SwapTotal:       2097148 kB
        SwapFree:        2097148 kB
        Shmem:            234567 kB
        Slab:             434567 kB
        SReclaimable:     334567 kB

        """;

    private const string Mountinfo = """
        25 30 0:23 / /sys rw,nosuid,relatime shared:7 - sysfs sysfs rw
        30 1 8:1 / / rw,noatime - ext4 /dev/sda1 rw,errors=continue
        40 30 0:35 / /sys/fs/cgroup ro - cgroup2 cgroup2 rw
        42 30 0:36 / /proc rw - proc proc rw

        """;

    private const string Smaps = """
        00400000-00452000 r-xp 00000000 08:02 173521 /usr/bin/worker
        Size:                328 kB
        Rss:                   8 kB
        Pss:                   4 kB
        Shared_Clean:          1 kB
        Shared_Dirty:          2 kB
        Private_Clean:         3 kB
        Private_Dirty:         4 kB
        Referenced:            5 kB
        Anonymous:             6 kB
        Swap:                  7 kB
        VmFlags: rd ex

        """;

    public static FixtureTree Create()
    {
        FixtureTree tree = new();
        AddMachine(tree);
        AddNetwork(tree);
        AddDevices(tree);
        AddProcess(tree, 1, "init", 0);
        AddProcess(tree, Pid, "worker", 1);
        AddProcess(tree, 8, "a) (b", Pid);
        tree.AddLink("proc/self", "7").AddLink("proc/thread-self", "7/task/7");
        return tree;
    }

    private static void AddMachine(FixtureTree tree) =>
        tree.Add("proc/stat", Stat)
            .Add("proc/meminfo", Meminfo)
            .Add("proc/vmstat", "pswpin 5\npswpout 6\npgpgin 7\n")
            .Add("proc/zoneinfo", "Node 0, zone   Normal\n  pages free     3840\n        min      11\n        low      14\n")
            .Add("proc/loadavg", "0.20 0.18 0.12 1/80 11206\n")
            .Add("proc/uptime", "12345.67 23456.78\n")
            .Add("proc/swaps", "Filename Type Size Used Priority\n/dev/sda2 partition 2097148 0 -2\n")
            .Add(
                "proc/cpuinfo",
                "processor\t: 0\nphysical id\t: 0\ncore id\t: 0\ncpu cores\t: 2\ncpu MHz\t: 2400.0\n\nprocessor\t: 1\nphysical id\t: 0\ncore id\t: 1\n"
            )
            .Add(
                "proc/pressure/cpu",
                "some avg10=0.12 avg60=1.00 avg300=3.50 total=12345\nfull avg10=0.00 avg60=0.00 avg300=0.00 total=0\n"
            )
            .Add(
                "proc/pressure/memory",
                "some avg10=0.12 avg60=1.00 avg300=3.50 total=12345\nfull avg10=0.00 avg60=0.00 avg300=0.00 total=0\n"
            )
            .Add("proc/pressure/io", "some avg10=0.12 avg60=1.00 avg300=3.50 total=12345\nfull avg10=0.00 avg60=0.00 avg300=0.00 total=0\n")
            .Add("proc/filesystems", "nodev\tsysfs\nnodev\tproc\n\text4\n")
            .Add(
                "proc/diskstats",
                "   8       0 sda 100 2 3000 40 500 6 7000 80 0 90 100 1 2 3 4 5 6\n   8       1 sda1 100 2 3000 40 500 6 7000 80 0 90 100\n"
            )
            .Add("proc/partitions", "major minor  #blocks  name\n\n   8        0  500107608 sda\n   8        1  500000000 sda1\n")
            .Add("etc/passwd", "root:x:0:0:root:/root:/bin/bash\nbob:x:1000:1000::/home/bob:/bin/sh\n")
            .Add(
                "run/systemd/sessions/1",
                "UID=1000\nUSER=bob\nACTIVE=1\nSTATE=active\nTYPE=tty\nCLASS=user\nTTY=pts/0\nREMOTE_HOST=10.0.0.1\nLEADER=7\nREALTIME=1716300000000000\n"
            );

    private static void AddNetwork(FixtureTree tree) =>
        tree.Add(
                "proc/net/dev",
                "Inter-|   Receive\n face |bytes\n    lo: 1296 23 0 0 0 0 0 0 1296 23 0 0 0 0 0 0\n  eth0: 12 1 2 3 4 5 6 7 8 9 1 2 3 4 5 6\n"
            )
            .Add(
                "proc/net/tcp",
                "  sl  local_address\n   0: 0100007F:1F90 00000000:0000 0A 00000000:00000000 00:00000000 00000000  1000        0 12345 1 0 100 0 0 10 0\n"
            )
            .Add(
                "proc/net/tcp6",
                "  sl\n   0: 00000000000000000000000001000000:0016 00000000000000000000000000000000:0000 0A 00000000:00000000 00:00000000 00000000 0 0 777 1\n"
            )
            .Add("proc/net/udp", "  sl\n   0: 0100007F:0035 00000000:0000 07 00000000:00000000 00:00000000 00000000 101 0 888 2\n")
            .Add("proc/net/udp6", "  sl\n")
            .Add(
                "proc/net/unix",
                "Num       RefCount Protocol Flags    Type St Inode Path\n0000000000000000: 00000002 00000000 00010000 0001 01 23456 /run/a b\n"
            )
            .Add("proc/net/if_inet6", "fe800000000000005054000012345678 02 40 20 80     eth0\n")
            .Add("sys/class/net/eth0/flags", "0x1003\n")
            .Add("sys/class/net/eth0/mtu", "1500\n")
            .Add("sys/class/net/eth0/speed", "1000\n")
            .Add("sys/class/net/eth0/duplex", "full\n")
            .Add("sys/class/net/eth0/operstate", "up\n")
            .Add("sys/class/net/eth0/address", "52:54:00:12:34:56\n")
            .Add("sys/class/net/eth0/ifindex", "2\n");

    private static void AddDevices(FixtureTree tree)
    {
        tree.Add("sys/block/sda/stat", "100 2 3000 40 500 6 7000 80 0 90 100\n")
            .Add("sys/block/sda/dev", "8:0\n")
            .Add("sys/block/sda/sda1/partition", "1\n")
            .Add("sys/block/sda/device/model", "disk\n")
            .Add("sys/class/hwmon/hwmon0/name", "coretemp\n")
            .Add("sys/class/hwmon/hwmon0/temp1_input", "45000\n")
            .Add("sys/class/hwmon/hwmon0/temp1_label", "Package id 0\n")
            .Add("sys/class/hwmon/hwmon0/temp1_max", "80000\n")
            .Add("sys/class/hwmon/hwmon0/temp1_crit", "100000\n")
            .Add("sys/class/hwmon/hwmon0/fan1_input", "1200\n")
            .Add("sys/class/thermal/thermal_zone0/type", "acpitz\n")
            .Add("sys/class/thermal/thermal_zone0/temp", "27800\n")
            .Add("sys/class/thermal/thermal_zone0/trip_point_0_type", "critical\n")
            .Add("sys/class/thermal/thermal_zone0/trip_point_0_temp", "105000\n")
            .Add("sys/class/power_supply/BAT0/type", "Battery\n")
            .Add("sys/class/power_supply/BAT0/energy_now", "5000000\n")
            .Add("sys/class/power_supply/BAT0/energy_full", "10000000\n")
            .Add("sys/class/power_supply/BAT0/power_now", "1000000\n")
            .Add("sys/class/power_supply/BAT0/capacity", "50\n")
            .Add("sys/class/power_supply/BAT0/status", "Discharging\n")
            .Add("sys/class/power_supply/AC0/type", "Mains\n")
            .Add("sys/class/power_supply/AC0/online", "0\n")
            .Add("sys/devices/system/cpu/online", "0-1\n")
            .Add("sys/devices/system/cpu/possible", "0-1\n");
        AddGpu(tree, "sys/devices/pci0000:00/0000:03:00.0");
        AddHardware(tree);
        foreach (int cpu in (int[])[0, 1])
        {
            tree.Add($"sys/devices/system/cpu/cpu{cpu}/topology/core_cpus_list", $"{cpu}\n")
                .Add($"sys/devices/system/cpu/cpu{cpu}/topology/core_id", $"{cpu}\n")
                .Add($"sys/devices/system/cpu/cpu{cpu}/topology/physical_package_id", "0\n")
                .Add($"sys/devices/system/cpu/cpufreq/policy{cpu}/scaling_cur_freq", "2400000\n")
                .Add($"sys/devices/system/cpu/cpufreq/policy{cpu}/scaling_min_freq", "800000\n")
                .Add($"sys/devices/system/cpu/cpufreq/policy{cpu}/scaling_max_freq", "3600000\n")
                .Add($"sys/devices/system/cpu/cpufreq/policy{cpu}/related_cpus", $"{cpu}\n")
                .Add($"sys/devices/system/cpu/cpu{cpu}/cpufreq/scaling_cur_freq", "2400000\n");
        }

        tree.Add("sys/fs/cgroup/system.slice/a.service/memory.max", "1073741824\n")
            .Add("sys/fs/cgroup/system.slice/a.service/memory.current", "1048576\n")
            .Add("sys/fs/cgroup/system.slice/a.service/cpu.max", "50000 100000\n")
            .Add("sys/fs/cgroup/system.slice/a.service/pids.max", "100\n");
    }

    private static void AddGpu(FixtureTree tree, string device) =>
        tree.Add($"{device}/uevent", "DRIVER=amdgpu\nPCI_SLOT_NAME=0000:03:00.0\n")
            .Add($"{device}/vendor", "0x1002\n")
            .Add($"{device}/device", "0x744c\n")
            .Add($"{device}/power/runtime_status", "active\n")
            .Add($"{device}/mem_info_vram_total", "25753026560\n")
            .Add($"{device}/mem_info_vram_used", "1753026560\n")
            .Add($"{device}/mem_info_gtt_total", "8589934592\n")
            .Add($"{device}/mem_info_gtt_used", "58934592\n")
            .Add($"{device}/mem_busy_percent", "12\n")
            .Add($"{device}/product_name", "Radeon\n")
            .Add($"{device}/current_link_width", "16\n")
            .Add($"{device}/max_link_speed", "16.0 GT/s PCIe\n")
            .Add($"{device}/max_link_width", "16\n")
            .Add($"{device}/hwmon/hwmon1/temp2_input", "66000\n")
            .Add($"{device}/hwmon/hwmon1/temp2_label", "junction\n")
            .Add($"{device}/hwmon/hwmon1/fan1_input", "1200\n")
            .Add($"{device}/hwmon/hwmon1/pwm1", "51\n")
            .Add($"{device}/hwmon/hwmon1/pwm1_max", "255\n")
            .Add($"{device}/hwmon/hwmon1/power1_average", "42000000\n")
            .Add($"{device}/hwmon/hwmon1/power1_cap", "339000000\n")
            .Add($"{device}/hwmon/hwmon1/energy1_input", "42000000\n")
            .Add($"{device}/hwmon/hwmon1/freq1_input", "2130000000\n")
            .Add($"{device}/gpu_metrics", new string('\u0001', 120))
            .Add($"{device}/drm/card0/gt/gt0/rps_act_freq_mhz", "1300\n")
            .Add($"{device}/tile0/gt0/freq0/act_freq", "1300\n")
            .Add($"{device}/gpu_busy_percent", "37\n")
            .Add($"{device}/pp_dpm_sclk", "0: 500Mhz \n1: 2124Mhz *\n")
            .Add($"{device}/current_link_speed", "16.0 GT/s PCIe\n")
            .Add($"{device}/hwmon/hwmon1/temp1_input", "52000\n")
            .Add($"{device}/drm/card0/gt/gt0/throttle_reason_status", "1\n")
            .AddLink($"{device}/driver", "../../../bus/pci/drivers/amdgpu")
            .AddLink($"{device}/drm/card0/device", "../../../0000:03:00.0")
            .AddLink("sys/class/drm/card0", "../../devices/pci0000:00/0000:03:00.0/drm/card0")
            .AddLink("sys/bus/pci/devices/0000:03:00.0", "../../../devices/pci0000:00/0000:03:00.0")
            .Add("usr/share/misc/pci.ids", "1002  AMD\n\t744c  Navi 31\n")
            .AddLink($"proc/{Pid}/fd/9", "/dev/dri/renderD128")
            .Add(
                $"proc/{Pid}/fdinfo/9",
                "drm-driver:\tamdgpu\ndrm-client-id:\t48\ndrm-pdev:\t0000:03:00.0\ndrm-memory-vram:\t512 KiB\ndrm-engine-gfx:\t7 ns\n"
            );

    /// <summary>What the machine is: its firmware, its processors and their energy.</summary>
    private static void AddHardware(FixtureTree tree)
    {
        foreach (string zone in (string[])["intel-rapl:0", "intel-rapl:0/intel-rapl:0:0"])
        {
            tree.Add($"sys/class/powercap/{zone}/name", zone.Contains('/') ? "core\n" : "package-0\n")
                .Add($"sys/class/powercap/{zone}/energy_uj", "123456789\n")
                .Add($"sys/class/powercap/{zone}/max_energy_range_uj", "262143328850\n");
        }

        tree.AddLink("sys/class/powercap/intel-rapl:0:0", "intel-rapl:0/intel-rapl:0:0")
            .Add("sys/class/dmi/id/sys_vendor", "QEMU\n")
            .Add("sys/class/dmi/id/product_name", "Standard PC\n")
            .Add("sys/class/dmi/id/product_family", "To Be Filled By O.E.M.\n")
            .Add("sys/class/dmi/id/board_name", "board\n")
            .Add("sys/class/dmi/id/bios_vendor", "SeaBIOS\n")
            .Add("sys/class/dmi/id/bios_version", "1.16\n")
            .Add("sys/class/dmi/id/bios_date", "04/01/2014\n")
            .Add("sys/class/dmi/id/chassis_type", "1\n")
            .Add("sys/firmware/dmi/entries/0-0/raw", new string('\u0002', 24))
            .Add("sys/hypervisor/type", "xen\n")
            .Add("sys/devices/cpu_core/cpus", "0\n")
            .Add("sys/devices/cpu_atom/cpus", "1\n")
            .Add("sys/devices/system/node/node0/cpulist", "0-1\n")
            .Add("sys/devices/system/node/node0/meminfo", "Node 0 MemTotal:       16337012 kB\nNode 0 MemFree:         1234567 kB\n")
            .Add("sys/devices/system/node/node0/distance", "10\n")
            .Add("sys/devices/system/node/online", "0\n");
        foreach (int cpu in (int[])[0, 1])
        {
            string folder = $"sys/devices/system/cpu/cpu{cpu}";
            tree.Add($"{folder}/topology/package_cpus_list", "0-1\n")
                .Add($"{folder}/topology/die_cpus_list", "0-1\n")
                .Add($"{folder}/topology/thread_siblings_list", $"{cpu}\n")
                .Add($"{folder}/topology/core_siblings_list", "0-1\n")
                .Add($"{folder}/cpu_capacity", "1024\n")
                .Add($"{folder}/online", "1\n")
                .Add($"{folder}/acpi_cppc/nominal_freq", "2400\n")
                .Add($"{folder}/cpufreq/scaling_governor", "powersave\n")
                .Add($"{folder}/cpufreq/scaling_driver", "intel_pstate\n")
                .Add($"{folder}/cpufreq/base_frequency", "2400000\n")
                .Add($"{folder}/cache/index0/level", "1\n")
                .Add($"{folder}/cache/index0/type", "Data\n")
                .Add($"{folder}/cache/index0/size", "32K\n")
                .Add($"{folder}/cache/index0/coherency_line_size", "64\n")
                .Add($"{folder}/cache/index0/ways_of_associativity", "8\n")
                .Add($"{folder}/cache/index0/shared_cpu_list", $"{cpu}\n");
        }
    }

    private static void AddProcess(FixtureTree tree, int pid, string name, int parent)
    {
        string folder = $"proc/{pid}";
        string stat =
            $"{pid} ({name}) S {parent} {pid} {pid} 34816 -1 4194304 10 0 2 0 150 50 7 3 20 0 2 0 {StartTime} 8671232 1290 18446744073709551615 1 1 0 0 0 0 0 0 0 0 0 0 17 1 0 0 25 0 0\n";
        string status =
            $"Name:\t{name}\nUmask:\t0022\nState:\tS (sleeping)\nTgid:\t{pid}\nPid:\t{pid}\nPPid:\t{parent}\nUid:\t1000\t1000\t1000\t1000\nGid:\t1000\t1000\t1000\t1000\nVmPeak:\t8468 kB\nVmSize:\t8468 kB\nVmHWM:\t5160 kB\nVmRSS:\t5160 kB\nRssAnon:\t1000 kB\nRssFile:\t4160 kB\nRssShmem:\t0 kB\nVmSwap:\t0 kB\nHugetlbPages:\t0 kB\nThreads:\t2\nNSpid:\t{pid}\nCpus_allowed_list:\t0-1\nvoluntary_ctxt_switches:\t10\nnonvoluntary_ctxt_switches:\t11\n";
        tree.Add($"{folder}/stat", stat)
            .Add($"{folder}/statm", "2117 1290 1000 50 0 300 0\n")
            .Add($"{folder}/status", status)
            .Add($"{folder}/cmdline", $"/usr/bin/{name}\0--flag\0a b\0")
            .Add($"{folder}/environ", "PATH=/bin\0HOME=/root\0")
            .Add($"{folder}/comm", $"{name}\n")
            .Add($"{folder}/io", "rchar: 1\nwchar: 2\nsyscr: 3\nsyscw: 4\nread_bytes: 5\nwrite_bytes: 6\ncancelled_write_bytes: 7\n")
            .Add(
                $"{folder}/limits",
                "Limit                     Soft Limit           Hard Limit           Units     \nMax cpu time              unlimited            unlimited            seconds   \nMax open files            1024                 524288               files     \n"
            )
            .Add($"{folder}/oom_score", "667\n")
            .Add($"{folder}/cgroup", "0::/system.slice/a.service\n")
            .Add($"{folder}/smaps", Smaps)
            .Add($"{folder}/smaps_rollup", Smaps)
            .Add($"{folder}/maps", "00400000-00452000 r-xp 00000000 08:02 173521 /usr/bin/worker\n")
            .Add($"{folder}/mountinfo", Mountinfo)
            .Add($"{folder}/mounts", "/dev/sda1 / ext4 rw,noatime 0 0\nproc /proc proc rw 0 0\n")
            .Add($"{folder}/net/dev", "Inter-|\n face |\n  eth0: 12 1 2 3 4 5 6 7 8 9 1 2 3 4 5 6\n")
            .Add($"{folder}/fdinfo/0", "pos:\t120\nflags:\t0100002\nmnt_id:\t29\n")
            .Add($"{folder}/fdinfo/3", "pos:\t0\nflags:\t02\n")
            .AddLink($"{folder}/fd/0", "/etc/passwd")
            .AddLink($"{folder}/fd/3", "socket:[12345]")
            .AddLink($"{folder}/fd/4", "/gone (deleted)")
            .AddLink($"{folder}/exe", $"/usr/bin/{name}")
            .AddLink($"{folder}/cwd", "/home")
            .AddLink($"{folder}/root", "/");
        foreach (int thread in (int[])[pid, pid + 100])
        {
            tree.Add($"{folder}/task/{thread}/stat", stat).Add($"{folder}/task/{thread}/comm", $"{name}\n");
        }
    }
}
