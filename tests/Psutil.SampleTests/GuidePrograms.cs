namespace Psutil.SampleTests;

/// <summary>What the guides show, compiled. The bodies of the methods are the guides' own code, each of which ends by itself.</summary>
internal static class GuidePrograms
{
    public static void OneProcess()
    {
        OSProcess process = Machine.Local.Processes.Current;
        Console.WriteLine($"{process.Pid} {OSText.Escape(process.GetName())} since {process.GetCreateTime():t}");

        ProcessSnapshot snapshot = process.Capture(ProcessFields.CommandLine | ProcessFields.Memory | ProcessFields.ThreadCount);
        Console.WriteLine($"{snapshot.ThreadCount} threads, {snapshot.Memory?.Rss} bytes");
    }

    public static void AllProcesses()
    {
        const ProcessFields Fields = ProcessFields.Name | ProcessFields.UserName | ProcessFields.OpenFiles;
        foreach (ProcessSnapshot process in Machine.Local.Processes.Capture(Fields))
        {
            string files = process.OpenFiles is { } open ? $"{open.Count} files" : $"{process.WhyMissing(ProcessFields.OpenFiles)}";
            Console.WriteLine($"{process.Pid, 7} {process.UserName, -10} {OSText.Escape(process.Name ?? "?"), -20} {files}");
        }
    }

    public static void RatesOfTheMachine()
    {
        Machine machine = Machine.Local;
        CpuMeter cpu = machine.Cpu.CreateMeter();
        DiskMeter disks = machine.Disks.CreateMeter();
        NetworkMeter network = machine.Network.CreateMeter();
        for (int second = 0; second < 2; second++)
        {
            Thread.Sleep(TimeSpan.FromSeconds(1));
            Console.WriteLine($"CPU {cpu.Read()?.Busy:F0} %");
            Console.WriteLine($"disks {disks.Read()?.Total?.WriteBytesPerSecond:F0} bytes written per second");
            Console.WriteLine($"network {network.Read()?.Total?.BytesReceivedPerSecond:F0} bytes received per second");
        }
    }

    public static void ShortOfSomething()
    {
        Machine machine = Machine.Local;
        if (machine.Memory.GetPressure() is { } pressure)
        {
            Console.WriteLine($"In the last 10 s, tasks waited for memory {pressure.Some.TenSeconds} % of the time");
        }

        foreach (PartitionUsage disk in machine.Disks.GetPartitionUsages().Where(disk => disk.Usage?.Percent > 90))
        {
            Console.WriteLine($"{OSText.Escape(disk.Partition.MountPoint)} is {disk.Usage?.Percent:F0} % full");
        }
    }

    public static void Monitoring()
    {
        using ProcessMonitor monitor = Machine.Local.Processes.CreateMonitor(ProcessFields.Basic | ProcessFields.IOCounters);
        monitor.Refresh();
        for (int second = 0; second < 2; second++)
        {
            Thread.Sleep(TimeSpan.FromSeconds(1));
            ProcessChanges changes = monitor.Refresh();
            Console.WriteLine($"{monitor.Processes.Count} processes, {changes.Started.Count} new, {changes.Exited.Count} ended");
            foreach (MonitoredProcess process in monitor.Processes.OrderByDescending(process => process.CpuPercent).Take(5))
            {
                Console.WriteLine($"{process} {process.CpuPercent:F1} %, writes {process.IORates?.WriteBytesPerSecond:F0} B/s");
            }
        }
    }

    public static void LimitsOfTheContainer()
    {
        Machine machine = Machine.Local;
        MachineLimits limits = machine.GetLimits();
        double cpus = limits.CpuCount ?? machine.Cpu.GetAvailableCount();
        long memory = limits.MemoryBytes ?? machine.Memory.GetVirtual().Total;
        Console.WriteLine($"{cpus} CPUs, {ByteSize.ToString(memory)}");
    }

    public static void HostOfTheContainer()
    {
        using Machine host = Machine.Open(MachineOptions.FromEnvironment());
        Console.WriteLine($"{host.Processes.GetPids().Count} processes, started {host.GetBootTime():g}");
    }

    public static void Containers()
    {
        if (Machine.Local.Cgroups is not { } cgroups)
        {
            return;
        }

        foreach (CgroupSnapshot group in cgroups.Capture(CgroupFields.Cpu | CgroupFields.Memory).Groups)
        {
            if (group.ContainerId is { } id)
            {
                string name = OSText.Escape(group.ContainerName ?? id);
                Console.WriteLine($"{name}: {group.Memory?.Current} of {group.Memory?.Limit} bytes, {group.Cpu?.Usage} of CPU time");
            }
        }
    }

    public static void WhatIsHidden()
    {
        Processes processes = Machine.Local.Processes;
        if (processes.GetVisibility() != ProcessVisibility.All)
        {
            Console.Error.WriteLine("Processes of other users may be hidden");
        }

        IReadOnlyList<ProcessSnapshot> all = processes.Capture(ProcessFields.IOCounters);
        int denied = all.Count(process => process.WhyMissing(ProcessFields.IOCounters)?.Reason == UnavailableReason.Denied);
        Console.WriteLine($"The I/O of {denied} processes may not be read");
    }
}
