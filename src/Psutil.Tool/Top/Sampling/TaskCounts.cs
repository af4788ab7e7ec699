namespace Psutil.Tool.Top.Sampling;

/// <summary>How many processes are in each state.</summary>
internal readonly record struct TaskCounts
{
    public int Running { get; private init; }

    public int DiskSleep { get; private init; }

    public int Stopped { get; private init; }

    public int Zombie { get; private init; }

    /// <summary>Those in any other state.</summary>
    public int Sleeping { get; private init; }

    /// <summary>The threads of the kernel, which are in the other counts, too.</summary>
    public int KernelThreads { get; private init; }

    /// <summary>The threads of all.</summary>
    public long Threads { get; private init; }

    public static TaskCounts Of(IReadOnlyList<TopProcess> processes)
    {
        int running = 0;
        int diskSleep = 0;
        int stopped = 0;
        int zombie = 0;
        int kernel = 0;
        long threads = 0;
        foreach (TopProcess process in processes)
        {
            switch (process.Snapshot.Status)
            {
                case ProcessStatus.Running:
                    running++;
                    break;
                case ProcessStatus.DiskSleep:
                    diskSleep++;
                    break;
                case ProcessStatus.Stopped or ProcessStatus.TracingStop:
                    stopped++;
                    break;
                case ProcessStatus.Zombie or ProcessStatus.Dead:
                    zombie++;
                    break;
            }

            kernel += process.IsKernelThread ? 1 : 0;
            threads += process.Snapshot.ThreadCount ?? 0;
        }

        return new TaskCounts
        {
            Running = running,
            DiskSleep = diskSleep,
            Stopped = stopped,
            Zombie = zombie,
            Sleeping = processes.Count - running - diskSleep - stopped - zombie,
            KernelThreads = kernel,
            Threads = threads,
        };
    }
}
