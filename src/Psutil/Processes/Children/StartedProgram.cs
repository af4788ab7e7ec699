namespace Psutil;

/// <summary>A program that was started, and who collects it when it ends.</summary>
internal abstract class StartedProgram : IDisposable
{
    public abstract int Pid { get; }

    public abstract StreamWriter? StandardInput { get; }

    public abstract StreamReader? StandardOutput { get; }

    public abstract StreamReader? StandardError { get; }

    public abstract bool HasExited { get; }

    /// <summary>The exit code that was collected, after the program has exited; null if somebody else collected it.</summary>
    public abstract int? ExitCode { get; }

    /// <summary>The program has been found in the process table: it may be collected, and its PID reused.</summary>
    public virtual void AllowCollection() { }

    public abstract bool WaitForExit(TimeSpan timeout);

    public abstract Task WaitForExitAsync(CancellationToken cancellationToken);

    /// <summary>Ends the program, if the caller may.</summary>
    public abstract void Kill();

    public abstract void Dispose();
}
