using System.Runtime.ExceptionServices;

namespace Psutil;

/// <summary>
/// Lets several threads do one piece of work together: the caller and new ones. The thread pool's are not used, because somebody waits: a
/// pool that is busy would give them late, and in a program that has none yet it starts more threads than the work needs.
/// </summary>
internal static class ThreadCrew
{
    /// <summary>Calls the work on each thread at once and returns when all have done; throws what the first of them threw.</summary>
    /// <param name="threads">How many threads, the caller among them.</param>
    /// <param name="work">What each thread does; they share it out among themselves.</param>
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
            // The system gives no more threads: those there are do the work.
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
