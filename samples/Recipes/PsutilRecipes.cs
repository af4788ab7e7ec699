namespace Recipes;

/// <summary>The recipes of psutil's documentation. <c>docs/recipes.md</c> shows each beside its original.</summary>
public sealed class PsutilRecipes(Machine machine)
{
    public IReadOnlyList<OSProcess> FindByName(string name)
    {
        return machine.Processes.FindByName(name);
    }

    public IEnumerable<ProcessSnapshot> FindByNameProgramOrCommandLine(string name)
    {
        return machine
            .Processes.Capture(ProcessFields.Name | ProcessFields.ExecutablePath | ProcessFields.CommandLine)
            .Where(p => p.Name == name || Path.GetFileName(p.ExecutablePath) == name || p.CommandLine?.FirstOrDefault() == name);
    }

    public KillTreeResult KillProcessTree(int pid, TimeSpan timeout, Action<KillTreeExit>? onExit)
    {
        return machine.Processes.Get(pid).KillTree(new() { GracePeriod = timeout }, onExit);
    }

    public KillTreeResult ReapChildren(TimeSpan timeout)
    {
        return machine.Processes.Current.KillTree(new() { IncludeRoot = false, GracePeriod = timeout }, exit =>
            Console.WriteLine($"{exit.Process} ended with {exit.ExitCode}")
        );
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

    public IEnumerable<ProcessSnapshot> FindTopCpuConsumers(int count)
    {
        return machine.Processes.Capture(ProcessFields.Name | ProcessFields.CpuTimes).OrderByDescending(p => p.CpuTimes?.Total).Take(count);
    }

    public string FormatBytes(long bytes)
    {
        return ByteSize.ToString(bytes);
    }
}
