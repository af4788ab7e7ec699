namespace Psutil.HostileTests.Sizes;

/// <summary>Enters a cgroup below many others, beside thousands: a process costs its own cgroup and the ancestors of that.</summary>
internal static class CgroupWorker
{
    private const long MostBytes = 1 << 20;

    /// <param name="arguments">The folder of the cgroup.</param>
    public static bool Run(string[] arguments)
    {
        string folder = arguments[0];
        string own = string.Create(CultureInfo.InvariantCulture, $"{Environment.ProcessId}");
        try
        {
            File.WriteAllText(Path.Join(folder, "cgroup.procs"), own);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            Console.WriteLine($"This process stays where it is: {exception.Message}");
        }

        OSProcess current = Machine.Local.Processes.Current;
        ProcessCgroup? cgroup = current.GetCgroup();
        Cost limits = Cost.Of(() => Machine.Local.GetLimits());
        Cost path = Cost.Of(() => current.Capture(ProcessFields.Cgroup));
        Cost all = Cost.Of(() => Machine.Local.Processes.Capture(ProcessFields.Cgroup));
        Console.WriteLine($"GetLimits      {limits}\nCapture of one {path}\nCapture of all {all}\n{cgroup}");
        return limits.Allocated < MostBytes && path.Allocated < MostBytes;
    }
}
