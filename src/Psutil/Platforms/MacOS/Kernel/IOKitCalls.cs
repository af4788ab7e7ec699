namespace Psutil.Platforms.MacOS;

/// <summary>
/// Asks IOKit on threads that can be left behind: its functions are messages to the kernel, which answers when the locks of its registry
/// are free, and a driver that hangs can hold them.
/// </summary>
internal static class IOKitCalls
{
    /// <summary>How long to wait for an answer.</summary>
    public static readonly TimeSpan Deadline = TimeSpan.FromSeconds(2);

    // One for each kind of question, as a rule; a few more can be left behind.
    private const int MostThreads = 8;

    private static readonly DeadlineCalls<Func<object?>, object?> Calls = new(
        static read => read(),
        "psutil iokit",
        TimeSpan.FromSeconds(5),
        MostThreads
    );

    /// <summary>What a question returns.</summary>
    /// <param name="read">The question. While it is stuck, equal ones wait for it: a method, not a lambda that is made anew.</param>
    /// <param name="what">What is read, for the message.</param>
    /// <exception cref="PsutilTimeoutException">There was no answer in time.</exception>
    public static T Read<T>(Func<T> read, string what)
        where T : class? =>
        Calls.TryCall(read, Deadline, out object? answer)
            ? (T)answer!
            : throw new PsutilTimeoutException($"Reading {what} timed out: IOKit did not answer.", Deadline);
}
