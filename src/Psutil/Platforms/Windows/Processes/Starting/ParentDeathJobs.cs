namespace Psutil.Platforms.Windows;

/// <summary>
/// The jobs whose processes end when this process ends, because then their last handles are closed. Each handle is kept until all members
/// have ended: to close it would end them.
/// </summary>
internal static class ParentDeathJobs
{
    private static readonly Lock Lock = new();
    private static readonly List<WindowsJob> Open = [];

    /// <summary>Keeps a job until its members have ended.</summary>
    /// <param name="job">The job.</param>
    /// <param name="exit">Completes when the process that was started into it has ended.</param>
    public static void Keep(WindowsJob job, Task exit)
    {
        lock (Lock)
        {
            Open.Add(job.Share());
        }

        // Others may live on in it: every end of such a child is an occasion to look.
        _ = exit.ContinueWith(static _ => Sweep(), TaskScheduler.Default);
        Sweep();
    }

    private static void Sweep()
    {
        lock (Lock)
        {
            foreach (WindowsJob job in Open.Where(job => job.CountMembers() == 0).ToArray())
            {
                Open.Remove(job);
                job.Dispose();
            }
        }
    }
}
