using System.Diagnostics;

namespace Psutil.SampleTests;

/// <summary>What the documents show, compiled. The bodies of the methods are the documents' own code.</summary>
internal static class DocumentPrograms
{
    public static void Starting()
    {
        ProcessStartInfo worker = new("sh", ["-c", "while :; do sleep 1; done"]);
        StartOptions options = new()
        {
            NewSession = true,
            DieWithParent = true,
            OnDispose = ChildDisposal.KillTree,
            Nice = 10,
            ResourceLimits = new Dictionary<ResourceKind, ResourceLimit> { [ResourceKind.OpenFiles] = new(256, 256) },
        };
        using ChildProcess child = Machine.Local.Processes.Start(worker, options);
        Console.WriteLine($"{child.Pid} leads the session {child.GetSessionId()}");
    }

    public static void StartingInACgroup()
    {
        Processes processes = Machine.Local.Processes;
        StartOptions options = new()
        {
            NewCgroup = processes.StartFeatures.HasFlag(StartFeatures.NewCgroup),
            TrackTree = true,
            OnDispose = ChildDisposal.KillTree,
        };
        using ChildProcess child = processes.Start(new ProcessStartInfo("sh", ["-c", "setsid sleep 1000 & exit 0"]), options);
        child.Wait();
        Console.WriteLine($"{child.Tree!.GetMembers().Count} left, found by {child.Tree.Tracking}");
    }

    public static async Task EventsAsync()
    {
        using ProcessWatch watch = Machine.Local.Processes.Watch();
        Console.WriteLine($"From {watch.Source}");
        await foreach (ProcessEvent happening in watch)
        {
            string text = happening switch
            {
                ProcessStartedEvent started => $"{started.Identity.Pid} started by {started.ParentPid}",
                ProcessRenamedEvent renamed => $"{renamed.Identity.Pid} is {renamed.Name}",
                ProcessExitedEvent exited => $"{exited.Identity.Pid} ({exited.Name}) ended with {exited.ExitCode}",
                ProcessEventsLostEvent lost => $"{lost.Count} events were lost",
                _ => "",
            };
            Console.WriteLine(OSText.Escape(text));
        }
    }

    public static void Holders()
    {
        Processes processes = Machine.Local.Processes;
        FileHolders file = processes.FindFileHolders("/var/log/syslog");
        foreach (FileHolder holder in file.Holders)
        {
            Console.WriteLine($"{holder.Process.Pid} {holder.Use} {string.Join(',', holder.FileDescriptors)}");
        }

        PortHolders port = processes.FindPortHolders(8080);
        foreach (PortHolder holder in port.Holders)
        {
            Console.WriteLine($"{holder.Process.Pid} {string.Join(' ', holder.Connections.Select(socket => socket.LocalEndPoint))}");
        }

        Console.WriteLine($"{file.Unavailable.Count} and {port.Unavailable.Count} processes could not be read");
    }

    // The formatter makes a page of what the document shows in ten lines.
    // csharpier-ignore
    public static void Fakes()
    {
        FakeClock clock = new();
        FakeMachine machine = new(clock)
        {
            Memory = { Virtual = new() { Total = 1000, Available = 100, Used = 900, Free = 50 } },
            Disks = { Usage = { ["/data"] = new() { Total = 500, Used = 499, Free = 1 } } },
            Processes = { new ProcessSnapshot(new ProcessIdentity(7, 1)) { Name = "web", CpuTimes = default(ProcessCpuTimes) } },
        };

        using ProcessMonitor monitor = machine.Processes.CreateMonitor();
        monitor.Refresh();
        clock.Advance(TimeSpan.FromSeconds(1));
        machine.Processes.Add(
            new ProcessSnapshot(monitor.Processes[0].Snapshot)
            {
                CpuTimes = new ProcessCpuTimes { User = TimeSpan.FromSeconds(0.5), System = TimeSpan.Zero },
            }
        );
        monitor.Refresh();
        Console.WriteLine(monitor.Processes[0].CpuPercent); // 50
    }

    public static void Hardware()
    {
        CpuTopology topology = Machine.Local.Cpu.GetTopology();
        Console.WriteLine($"{topology.ModelName}: {topology.SocketCount} sockets, {topology.CoreCount} cores, {topology.Cpus.Count} CPUs");
        foreach (NumaNode node in topology.NumaNodes ?? [])
        {
            Console.WriteLine($"node {node.Number}: {node.MemoryFreeBytes} of {node.MemoryTotalBytes} bytes are free");
        }

        MachineHardware hardware = Machine.Local.GetHardware();
        MachineVirtualization virtualization = Machine.Local.GetVirtualization();
        Console.WriteLine($"{hardware.Vendor} {hardware.Product}, {virtualization.VirtualMachine}, {virtualization.Container}");
    }

    public static void Gpus()
    {
        foreach (Gpu gpu in Machine.Local.Gpus.GetGpus())
        {
            string use = gpu.UtilizationPercent is { } percent ? $"{percent:0} %" : $"{gpu.Unavailable[GpuValue.UtilizationPercent]}";
            Console.WriteLine($"{gpu.Id} {OSText.Escape(gpu.Name ?? gpu.Driver ?? "")}: {use}");
        }
    }

    public static void GpusInTheTable()
    {
        using ProcessMonitor monitor = Machine.Local.Processes.CreateMonitor(ProcessFields.Name | ProcessFields.Gpu);
        monitor.Refresh();
        Thread.Sleep(TimeSpan.FromSeconds(1));
        monitor.Refresh();
        foreach (MonitoredProcess process in monitor.Processes.Where(process => process.Snapshot.Gpu is { Count: > 0 }))
        {
            long memory = process.Snapshot.Gpu!.Sum(gpu => gpu.Memory ?? 0);
            Console.WriteLine($"{process.Pid} {OSText.Escape(process.Snapshot.Name ?? "?")}: {memory} bytes, {process.GpuPercent:0} %");
        }
    }

    public static void UseOfGpus()
    {
        GpuMeter meter = Machine.Local.Gpus.CreateMeter();
        Thread.Sleep(TimeSpan.FromSeconds(1));
        foreach (GpuProcessUse use in meter.Read()?.Processes ?? [])
        {
            string percent = use.UtilizationPercent is { } known ? $"{known:0} %" : "unknown";
            Console.WriteLine($"{use.Process.Process.Pid} on {use.Process.GpuId}: {percent}");
        }
    }

    [System.Runtime.Versioning.SupportedOSPlatform("linux")]
    public static async Task TrafficOfProcesses()
    {
        using ProcessNetworkMeter meter = Machine.Local.Processes.CreateNetworkMeter();
        await Task.Delay(TimeSpan.FromSeconds(1));
        ProcessNetworkReading reading = meter.Read();
        foreach (ProcessNetworkUse use in reading.Processes)
        {
            Console.WriteLine(
                $"{use.Identity.Pid}: {use.Counters.BytesSent} bytes sent, {use.Rates?.BytesReceivedPerSecond} received per second"
            );
        }
    }

    public static async Task TrafficOfConnections()
    {
        using ProcessNetworkMeter meter = Machine.Local.Processes.CreateNetworkMeter(new() { IncludeConnections = true });
        await Task.Delay(TimeSpan.FromSeconds(1));
        foreach (ProcessConnectionUse use in meter.Read().Connections)
        {
            Console.WriteLine($"{use.Identity.Pid}: {use.LocalEndPoint} to {use.RemoteEndPoint}, {use.Counters.BytesSent} bytes sent");
        }
    }

    public static async Task TrafficInAMonitor()
    {
        using ProcessMonitor monitor = Machine.Local.Processes.CreateMonitor(ProcessFields.Basic | ProcessFields.NetworkIO);
        await Task.Delay(TimeSpan.FromSeconds(1));
        monitor.Refresh();
        foreach (MonitoredProcess process in monitor.Processes)
        {
            Console.WriteLine(
                $"{process}: {process.Snapshot.NetworkIO?.BytesSent} bytes sent, {process.NetworkRates?.BytesSentPerSecond} per second"
            );
        }
    }
}
