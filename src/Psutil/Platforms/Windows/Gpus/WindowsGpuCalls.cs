using Psutil.Platforms.Windows.Interop;

namespace Psutil.Platforms.Windows;

/// <summary>
/// Asks the graphics kernel on threads that can be left behind: while a GPU hangs, and until its driver is started again, an answer can
/// take seconds.
/// </summary>
internal static class WindowsGpuCalls
{
    /// <summary>How long to wait for an answer.</summary>
    public static readonly TimeSpan Deadline = TimeSpan.FromSeconds(2);

    // One thread reads at a time as a rule; a few more can be left behind.
    private const int MostThreads = 8;

    private static readonly TimeSpan IdleTime = TimeSpan.FromSeconds(5);

    private static readonly DeadlineCalls<(GraphicsKernel Kernel, bool WithValues), WindowsGpuList> Lists = new(
        static question => new WindowsGpuList(
            new WindowsGpuReader(question.Kernel).Read(question.WithValues, out CallFailure failure),
            failure
        ),
        "psutil gpus",
        IdleTime,
        MostThreads
    );

    private static readonly DeadlineCalls<Question, WindowsGpuCounters> Processes = new(
        static question => new WindowsGpuProcessReader(question.Kernel).Read(question.Process, question.Adapters),
        "psutil gpu",
        IdleTime,
        MostThreads
    );

    /// <summary>The GPUs; null if the kernel did not answer in time.</summary>
    public static WindowsGpuList? List(GraphicsKernel kernel, bool withValues) =>
        Lists.TryCall((kernel, withValues), Deadline, out WindowsGpuList? list) ? list : null;

    /// <summary>What a process uses; null if the kernel did not answer in time.</summary>
    /// <param name="kernel">The kernel.</param>
    /// <param name="process">The process.</param>
    /// <param name="adapters">The GPUs.</param>
    /// <param name="budget">How long the caller may wait for all processes together.</param>
    public static WindowsGpuCounters? Read(
        GraphicsKernel kernel,
        ProcessIdentity process,
        IReadOnlyList<WindowsGpuAdapter> adapters,
        WaitBudget budget
    )
    {
        // With no time left, not even a thread is asked: it would be left behind for nothing.
        TimeSpan left = budget.Left;
        if (left == TimeSpan.Zero)
        {
            return null;
        }

        // Answers count, too: each may be slow, and there can be thousands of processes.
        long start = TimeProvider.System.GetTimestamp();
        bool isThere = Processes.TryCall(new Question(kernel, process, adapters), left, out WindowsGpuCounters? counters);
        budget.Spend(TimeProvider.System.GetElapsedTime(start));
        return isThere ? counters : null;
    }

    private readonly record struct Question(GraphicsKernel Kernel, ProcessIdentity Process, IReadOnlyList<WindowsGpuAdapter> Adapters);
}
