namespace Psutil;

/// <summary>Calls that block for long, for callers that await.</summary>
internal static class BlockingCall
{
    /// <summary>Makes the call on a thread of its own: the thread pool's would be missed by others.</summary>
    public static Task<T> RunAsync<T>(Func<T> call, CancellationToken cancellationToken) =>
        Task.Factory.StartNew(call, cancellationToken, TaskCreationOptions.LongRunning, TaskScheduler.Default);
}
