namespace Psutil;

/// <summary>Keeps the exit codes of processes that have ended. Each process must be registered while it is alive.</summary>
internal abstract class ExitCodeSource : IDisposable
{
    /// <summary>Registers a process, so that its exit code is kept.</summary>
    public abstract void Follow(ProcessIdentity process);

    /// <summary>
    /// Gets the exit code of a process that has ended; null if unknown. False if it is not known yet, but will be when the process was
    /// collected.
    /// </summary>
    public abstract bool TryRead(ProcessIdentity process, out int? exitCode);

    /// <summary>Removes a process.</summary>
    public abstract void Forget(ProcessIdentity process);

    public abstract void Dispose();
}
