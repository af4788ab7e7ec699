namespace Psutil;

/// <summary>Runs calls that block for a long time, for callers that await.</summary>
internal static class BlockingCall
{
    /// <summary>Runs the call on a new thread, because it would block a thread of the pool for too long.</summary>
    public static Task<T> RunAsync<T>(Func<T> call, CancellationToken cancellationToken) =>
        Task.Factory.StartNew(call, cancellationToken, TaskCreationOptions.LongRunning, TaskScheduler.Default);
}
