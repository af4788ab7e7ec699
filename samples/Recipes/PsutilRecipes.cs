namespace Recipes;

/// <summary>What people do with psutil. <c>docs/recipes.md</c> shows each method beside its Python original.</summary>
public sealed class PsutilRecipes(Machine machine)
{
    public IReadOnlyList<OSProcess> FindByName(string name)
    {
        return machine.Processes.FindByName(name);
    }

    public IEnumerable<ProcessSnapshot> FindByAnyName(string name)
    {
        return machine
            .Processes.Capture(ProcessFields.Name | ProcessFields.ExecutablePath | ProcessFields.CommandLine)
            .Where(p =>
                p.Name == name || Path.GetFileName(p.ExecutablePath) == name || (p.CommandLine is [string first, ..] && first == name)
            );
    }

    public KillTreeResult KillProcessTree(int pid, TimeSpan timeout, Action<KillTreeExit>? onExit)
    {
        return machine.Processes.Get(pid).KillTree(new KillTreeOptions { GracePeriod = timeout }, onExit);
    }

    public KillTreeResult ReapChildren(TimeSpan timeout)
    {
        return machine.Processes.Current.KillTree(new KillTreeOptions { IncludeRoot = false, GracePeriod = timeout }, exit =>
            Console.WriteLine($"{exit.Process} ended with {exit.ExitCode}")
        );
    }

    public int? TerminateAndWait(int pid, TimeSpan timeout)
    {
        OSProcess process = machine.Processes.Get(pid);
        process.Terminate();
        return process.Wait(timeout);
    }

    public IEnumerable<ProcessSnapshot> FindOwnedBy(string user)
    {
        return machine.Processes.Capture(ProcessFields.Name | ProcessFields.UserName).Where(p => p.UserName == user);
    }

    public IEnumerable<ProcessSnapshot> FindRunning()
    {
        return machine.Processes.Capture(ProcessFields.Name | ProcessFields.Status).Where(p => p.Status == ProcessStatus.Running);
    }

    public IEnumerable<(int Pid, string? Name, string Path)> FindLogFiles()
    {
        return from p in machine.Processes.Capture(ProcessFields.Name | ProcessFields.OpenFiles)
            from file in p.OpenFiles ?? []
            where file.Path.EndsWith(".log", StringComparison.Ordinal)
            select (p.Pid, p.Name, file.Path);
    }

    public IEnumerable<ProcessSnapshot> FindLargerThan(long bytes)
    {
        return machine.Processes.Capture(ProcessFields.Name | ProcessFields.Memory).Where(p => p.Memory?.Rss > bytes);
    }

    public IEnumerable<ProcessSnapshot> FindTopCpuTimes(int count)
    {
        return machine.Processes.Capture(ProcessFields.Name | ProcessFields.CpuTimes).OrderByDescending(p => p.CpuTimes?.Total).Take(count);
    }

    public IReadOnlyList<MonitoredProcess> FindTopCpuPercents(TimeSpan interval, int count)
    {
        using ProcessMonitor monitor = machine.Processes.CreateMonitor(ProcessFields.Name);
        monitor.Refresh();
        Thread.Sleep(interval);
        monitor.Refresh();
        return [.. monitor.Processes.OrderByDescending(p => p.CpuPercent).Take(count)];
    }

    public IEnumerable<OSProcess> FindListeners(int port)
    {
        return machine.Processes.FindPortHolders(port, ConnectionKinds.Tcp).Holders.Select(holder => holder.Process);
    }

    public double? GetReceivedBytesPerSecond(TimeSpan interval)
    {
        NetworkMeter meter = machine.Network.CreateMeter();
        Thread.Sleep(interval);
        return meter.Read()?.Total?.BytesReceivedPerSecond;
    }

    public IEnumerable<(string MountPoint, double? Percent)> GetDiskUse()
    {
        return machine.Disks.GetPartitionUsages().Select(p => (p.Partition.MountPoint, p.Usage?.Percent));
    }

    public string FormatBytes(long bytes)
    {
        return ByteSize.ToString(bytes);
    }
}
