namespace Psutil;

/// <summary>
/// A program that was started, as a <see cref="ChildProcess"/> uses it: its streams, and its exit as its parent sees it. A fake of
/// <see cref="Processes"/> returns one from <see cref="Processes.StartProgram"/>.
/// </summary>
public abstract class StartedProgram : IDisposable
{
    /// <summary>Creates the object.</summary>
    protected StartedProgram() { }

    /// <summary>The PID, by which the program is found among the processes.</summary>
    public abstract int Pid { get; }

    /// <summary>The standard input, to write to; null if it was not redirected.</summary>
    public abstract StreamWriter? StandardInput { get; }

    /// <summary>The standard output; null if it was not redirected.</summary>
    public abstract StreamReader? StandardOutput { get; }

    /// <summary>The standard error; null if it was not redirected.</summary>
    public abstract StreamReader? StandardError { get; }

    /// <summary>Whether the program has ended.</summary>
    public abstract bool HasExited { get; }

    /// <summary>The exit code that was collected, after the program has exited; null if somebody else collected it.</summary>
    public abstract int? ExitCode { get; }

    /// <summary>The list of its descendants that the operating system keeps; null if there is none. Disposed with the program.</summary>
    internal virtual TreeMemberList? Members => null;

    /// <summary>What is done when the program has ended, while its PID is still its own (Linux); null for nothing.</summary>
    internal Action? BeforeCollection { get; set; }

    /// <summary>
    /// Called when the program was found in the process table: it may run, if it was held until then, be collected, and its PID be reused.
    /// </summary>
    /// <exception cref="SystemCallException">It could not be made to run.</exception>
    public virtual void AllowCollection() { }

    /// <summary>Waits until the program has ended.</summary>
    /// <returns>False if it did not end in time.</returns>
    public abstract bool WaitForExit(TimeSpan timeout);

    /// <summary>Returns a task that completes when the program has ended.</summary>
    public abstract Task WaitForExitAsync(CancellationToken cancellationToken);

    /// <summary>Ends the program, if the caller may.</summary>
    public abstract void Kill();

    /// <summary>Closes the streams.</summary>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Closes the streams.</summary>
    protected virtual void Dispose(bool disposing) { }
}
