using System.Runtime.ExceptionServices;

namespace Psutil;

/// <summary>
/// Runs one piece of work on several threads: the caller's and new ones. The thread pool is not used, because the caller waits: a busy pool
/// would start the work late, and an empty one starts more threads than the work needs.
/// </summary>
internal static class ThreadCrew
{
    /// <summary>Calls the work on all threads and returns when all are done. Throws the first exception that the work threw.</summary>
    /// <param name="threads">The number of threads, including the caller's.</param>
    /// <param name="work">The work of each thread. The threads divide it among themselves.</param>
    public static void Run(int threads, Action work)
    {
        ExceptionDispatchInfo? failure = null;
        List<Thread> others = [];
        try
        {
            while (others.Count < threads - 1)
            {
                Thread other = new(Work) { IsBackground = true, Name = "psutil reader" };
                other.Start();
                others.Add(other);
            }
        }
        catch (OutOfMemoryException)
        {
            // No more threads can be started: those that exist do the work.
        }

        Work();
        foreach (Thread other in others)
        {
            other.Join();
        }

        failure?.Throw();

        void Work()
        {
            try
            {
                work();
            }
            catch (Exception exception)
            {
                Interlocked.CompareExchange(ref failure, ExceptionDispatchInfo.Capture(exception), null);
            }
        }
    }
}
